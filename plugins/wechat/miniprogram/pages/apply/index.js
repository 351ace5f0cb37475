const { ask } = require('../../lib/hub');
const { localized, refusedText, words } = require('../../lib/say');
const { keepSession } = require('../../lib/session');
const { beginSignIn, proveSignIn } = require('../../lib/sign-in');

/** Applying for the card (申领): sign in, read and accept the notices, link this phone. */
Page({
  data: { step: 'loading', w: {}, notices: [], accepted: false, typed: '', portal: '', note: '' },

  onShow() {
    this.setData({ w: words().apply });
    wx.setNavigationBarTitle({ title: this.data.w.title });
    return this.look();
  },

  async look() {
    try {
      this.show(await ask('GET', 'wechat/card'));
    } catch (refused) {
      const step = refused.code === 'sign_in_needed' ? 'sign-in' : 'trouble';
      this.setData({ step, note: step === 'sign-in' ? '' : refusedText(refused) });
    }
  },

  show(card) {
    const notices = card.notices.map(({ id, version, text }) => ({ id, version, text: localized(text) }));
    this.linked = card.phone?.thisPhone === true;
    if (card.state === 'active') this.setData({ step: 'notices', notices, note: '' });
    else wx.reLaunch({ url: '/pages/card/index' });
  },

  async signIn() {
    try {
      const url = await beginSignIn();
      wx.navigateTo({ url: `/pages/web/index?src=${encodeURIComponent(url)}` });
    } catch (refused) {
      this.setData({ note: refusedText(refused) });
    }
  },

  typing({ detail }) {
    this.setData({ typed: detail.value.trim() });
  },

  async send() {
    try {
      await proveSignIn(this.data.typed);
      await this.look();
    } catch (refused) {
      this.setData({ note: refusedText(refused) });
    }
  },

  accept({ detail }) {
    this.setData({ accepted: detail.value.length > 0 });
  },

  async apply() {
    if (!this.data.accepted) return;
    const accepted = Object.fromEntries(this.data.notices.map(({ id, version }) => [id, version]));
    try {
      await (this.linked ? this.acceptAgain(accepted) : this.link(accepted));
      wx.reLaunch({ url: '/pages/card/index' });
    } catch (refused) {
      this.stopped(refused);
    }
  },

  /** Notices that were raised after this phone was linked. */
  acceptAgain(accepted) {
    return ask('PUT', 'wechat/device', { data: { accepted } });
  },

  async link(accepted) {
    const label = wx.getDeviceInfo().model.slice(0, 40) || 'WeChat';
    const { session } = await ask('POST', 'wechat/device', { data: { label, accepted } });
    await keepSession(session);
  },

  stopped(refused) {
    if (refused.code === 'another_phone_linked')
      this.setData({ step: 'other-phone', portal: refused.portal });
    else if (refused.code === 'sign_in_needed') this.setData({ step: 'sign-in', note: '' });
    else this.setData({ note: refusedText(refused) });
  },

  copy() {
    wx.setClipboardData({ data: this.data.portal });
  },
});
