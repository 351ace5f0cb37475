const WORDS = {
  'zh-Hans': require('./words/zh-Hans'),
  'zh-Hant': require('./words/zh-Hant'),
  en: require('./words/en'),
};
const KEY = 'language';
/** The reader of the other Chinese script is better served by it than by English. */
const ORDER = {
  'zh-Hans': ['zh-Hans', 'zh-Hant', 'en'],
  'zh-Hant': ['zh-Hant', 'zh-Hans', 'en'],
  en: ['en'],
};
let chosen = 'zh-Hans';

/** As chosen before, else as WeChat itself is shown. */
function openLanguage() {
  const kept = wx.getStorageSync(KEY);
  chosen = WORDS[kept] ? kept : ofWechat(wx.getAppBaseInfo().language);
}

function ofWechat(tag) {
  if (/^zh_(TW|HK|MO)/.test(tag)) return 'zh-Hant';
  return /^zh/.test(tag) ? 'zh-Hans' : 'en';
}

function chooseLanguage(language) {
  chosen = language;
  wx.setStorageSync(KEY, language);
}

const language = () => chosen;
const words = () => WORDS[chosen];

/** A text that came in several languages. */
function localized(text) {
  if (!text) return '';
  const found = ORDER[chosen].find((tag) => text[tag]);
  return text[found] || text.en || '';
}

/** What a page says of a refusal: in its own words where it has some. */
function refusedText({ code }) {
  const { refusals } = words();
  return refusals[code] || refusals.unreachable;
}

module.exports = { openLanguage, chooseLanguage, language, words, localized, refusedText };
