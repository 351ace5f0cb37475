const { draw } = require('../../lib/draw');
const { ask } = require('../../lib/hub');
const { rollingCode } = require('../../lib/rolling-code');
const { localized, refusedText, words } = require('../../lib/say');
const { dim, lightUp } = require('../../lib/screen');
const { windowText } = require('../../lib/times');

const CANVAS = '#code';

/** One visitor's pass, with its rolling code inside the visit's window. */
Page({
  data: { state: 'loading', w: {}, when: '', points: '', sentence: '', countdown: '', note: '' },

  onLoad({ at }) {
    const { session } = getApp().globalData.passes[Number(at)];
    this.header = { 'gatehouse-pass': session };
    this.onCapture = () => this.captured();
    this.code = rollingCode({
      askCode: () => ask('POST', 'wechat/pass-codes', { header: this.header }),
      show: ({ matrix }) => {
        this.setData({ note: '' });
        return draw(CANVAS, matrix);
      },
      count: (seconds) => this.setData({ countdown: words().card.seconds.replace('{seconds}', seconds) }),
      refused: (_refused, passes) => (passes ? this.setData({ note: words().card.reaching }) : this.look()),
    });
  },

  onShow() {
    this.visible = true;
    this.setData({ w: words().pass });
    wx.setNavigationBarTitle({ title: this.data.w.title });
    wx.onUserCaptureScreen(this.onCapture);
    return this.look();
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
      const { pass } = await ask('GET', 'pass', { header: this.header });
      if (!this.visible || !pass) return;
      const points = pass.points.map(({ name }) => localized(name)).join(', ');
      const sentence = this.data.w[pass.state] || '';
      this.setData({ state: pass.state, when: windowText(pass), points, sentence, note: '' });
      if (pass.state === 'now') await this.start();
      else this.hideCode();
    } catch (refused) {
      this.hideCode();
      this.setData({ state: 'trouble', note: refusedText(refused) });
    }
  },

  async start() {
    await lightUp();
    await this.code.start();
  },

  hideCode() {
    this.code.stop();
    dim();
    this.setData({ countdown: '' });
    return draw(CANVAS, null);
  },

  /** A visitor has no card to freeze: the code goes from the screen, and a word about it comes. */
  captured() {
    if (this.data.state !== 'now') return;
    this.hideCode();
    this.setData({ state: 'captured', sentence: this.data.w.captured });
  },
});
