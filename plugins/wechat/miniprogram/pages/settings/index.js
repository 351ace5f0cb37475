const { VERSION } = require('../../config');
const { ask } = require('../../lib/hub');
const { promised } = require('../../lib/promise');
const { chooseLanguage, language, refusedText, words } = require('../../lib/say');
const { forgetSession } = require('../../lib/session');
const { campusTime } = require('../../lib/times');

const LANGUAGES = [
  { tag: 'zh-Hans', name: '简体中文' },
  { tag: 'zh-Hant', name: '繁體中文' },
  { tag: 'en', name: 'English' },
];

/** Linked device: which phone shows the codes, and logging this one out. */
Page({
  data: { w: {}, phone: null, languages: LANGUAGES, chosen: 0, version: VERSION, note: '' },

  async onShow() {
    this.say();
    try {
      const { phone } = await ask('GET', 'wechat/card');
      this.setData({ phone: phone && { ...phone, since: campusTime(phone.linkedAt).date }, note: '' });
    } catch (refused) {
      this.setData({ phone: null, note: refused.code === 'sign_in_needed' ? '' : refusedText(refused) });
    }
  },

  say() {
    const chosen = LANGUAGES.findIndex(({ tag }) => tag === language());
    this.setData({ w: words().settings, chosen });
    wx.setNavigationBarTitle({ title: this.data.w.title });
  },

  choose({ detail }) {
    chooseLanguage(LANGUAGES[Number(detail.value)].tag);
    this.say();
  },

  async logOut() {
    const { logOut: title, sure: content } = this.data.w;
    const { confirm } = await promised('showModal', { title, content });
    if (!confirm) return;
    try {
      await ask('DELETE', 'wechat/session');
      await forgetSession();
      wx.reLaunch({ url: '/pages/card/index' });
    } catch (refused) {
      this.setData({ note: refusedText(refused) });
    }
  },
});
