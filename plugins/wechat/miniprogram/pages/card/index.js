const { isReportOwed, reportCapture } = require('../../lib/capture');
const { draw } = require('../../lib/draw');
const { ask } = require('../../lib/hub');
const { rollingCode } = require('../../lib/rolling-code');
const { refusedText, words } = require('../../lib/say');
const { dim, lightUp } = require('../../lib/screen');
const { cardView } = require('./view');

const CANVAS = '#code';

/** The card. The code is on the screen only while somebody looks at this page. */
Page({
  data: { state: 'loading', w: {}, codeName: '', name: '', sentence: '', seconds: 0, note: '' },

  onLoad() {
    this.onCapture = () => this.captured();
    this.code = rollingCode({
      askCode: () => ask('POST', 'wechat/codes'),
      show: ({ matrix }) => {
        this.setData({ note: '' });
        return draw(CANVAS, matrix);
      },
      count: (seconds) =>
        this.setData({ seconds, countdown: this.data.w.seconds.replace('{seconds}', seconds) }),
      refused: (refused, passes) => this.refused(refused, passes),
    });
  },

  onShow() {
    this.visible = true;
    this.setData({ w: words().card });
    wx.setNavigationBarTitle({ title: this.data.w.title });
    wx.onUserCaptureScreen(this.onCapture);
    return isReportOwed() ? this.captured() : this.look();
  },

  onHide() {
    this.leave();
  },

  onUnload() {
    this.leave();
  },

  leave() {
    this.visible = false;
    wx.offUserCaptureScreen(this.onCapture);
    this.hideCode();
  },

  async look() {
    try {
      await this.show(await ask('GET', 'wechat/card'));
    } catch (refused) {
      this.hideCode();
      const state = refused.code === 'sign_in_needed' ? 'apply' : 'trouble';
      this.setData({ state, note: state === 'apply' ? '' : refusedText(refused) });
    }
  },

  async show(card) {
    // The page was left while the hub was asked.
    if (!this.visible) return;
    this.setData({ note: '', ...cardView(card) });
    if (this.data.state !== 'code') {
      this.hideCode();
      return;
    }
    await lightUp();
    await this.code.start();
  },

  hideCode() {
    this.code.stop();
    dim();
    this.setData({ seconds: 0, countdown: '' });
    return draw(CANVAS, null);
  },

  /** What stands in the way of a code: what passes is said beside it, what does not is another card. */
  refused(refused, passes) {
    if (passes) return this.setData({ note: this.data.w.reaching });
    if (refused.code === 'notices_not_accepted') return wx.navigateTo({ url: '/pages/apply/index' });
    return this.look();
  },

  /** The code goes from the screen at once; the hub freezes it. */
  async captured() {
    if (this.data.state !== 'code' && !isReportOwed()) return;
    this.hideCode();
    this.setData({
      state: 'none',
      sentence: this.data.w.frozen,
      canConfirm: false,
      helpDesk: false,
      waitText: '',
    });
    await reportCapture().then(
      (card) => this.show(card),
      () => this.look(),
    );
  },

  async confirm() {
    try {
      await this.show(await ask('POST', 'wechat/captures/confirmation'));
    } catch (refused) {
      this.setData({ note: refusedText(refused) });
    }
  },

  again() {
    return this.look();
  },

  toApply() {
    wx.navigateTo({ url: '/pages/apply/index' });
  },
  toSettings() {
    wx.navigateTo({ url: '/pages/settings/index' });
  },
  toVisits() {
    wx.navigateTo({ url: '/pages/host/index' });
  },
  toVisitor() {
    wx.navigateTo({ url: '/pages/visit/index' });
  },
});
