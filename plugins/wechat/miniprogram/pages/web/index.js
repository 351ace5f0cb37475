const { codeIn, proveSignIn } = require('../../lib/sign-in');

/** The campus's own sign-in page. Where it leads to in the end says the code that ends the sign-in. */
Page({
  data: { src: '' },

  onLoad({ src }) {
    this.setData({ src: decodeURIComponent(src) });
  },

  async loaded({ detail }) {
    const code = codeIn(detail.src);
    if (code === null) return;
    // What is refused here is seen on the page before, which begins anew.
    await proveSignIn(code).catch(() => undefined);
    wx.navigateBack();
  },
});
