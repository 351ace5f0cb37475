const { words } = require('../../lib/say');

/** This version is below the campus's minimum. The platform downloads the new one; whom it does not reach has the link. */
Page({
  data: { w: {}, link: '' },

  onLoad({ link }) {
    this.setData({ w: words().tooOld, link: decodeURIComponent(link || '') });
    wx.setNavigationBarTitle({ title: this.data.w.title });
    const updates = wx.getUpdateManager();
    updates.onUpdateReady(() => updates.applyUpdate());
  },

  copy() {
    wx.setClipboardData({ data: this.data.link });
  },
});
