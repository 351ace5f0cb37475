const { ask } = require('../../lib/hub');
const { localized, refusedText, words } = require('../../lib/say');
const { windowText } = require('../../lib/times');

/**
 * A visitor's passes, by the telephone number that WeChat proves. A link from an SMS leads here; it is no pass itself, as
 * it can be forwarded.
 */
Page({
  data: { w: {}, passes: null, note: '' },

  onShow() {
    this.setData({ w: words().visit });
    wx.setNavigationBarTitle({ title: this.data.w.title });
  },

  async phoneGiven({ detail }) {
    // Without the visitor's consent there is no code.
    if (!detail.code) return;
    try {
      const { passes } = await ask('POST', 'wechat/passes', { data: { code: detail.code } });
      // In memory only: a pass is asked for again the next time.
      getApp().globalData.passes = passes;
      this.setData({ passes: passes.map(({ pass }) => row(pass)), note: '' });
    } catch (refused) {
      this.setData({ note: refusedText(refused) });
    }
  },

  open({ currentTarget }) {
    wx.navigateTo({ url: `/pages/pass/index?at=${currentTarget.dataset.at}` });
  },
});

function row(pass) {
  const points = pass.points.map(({ name }) => localized(name)).join(', ');
  return { when: windowText(pass), host: pass.host || '', purpose: pass.purpose, points };
}
