const { ask } = require('./hub');

const KEY = 'captured';
const AGAIN_MS = 3000;

let reporting;

/** A capture was noticed and the hub does not know yet: no code is shown until it does, also after a restart. */
function isReportOwed() {
  return wx.getStorageSync(KEY) === true;
}

/** Tells the hub, until it has heard; promises the card as it stands then. Calls while one is under way are that one. */
function reportCapture() {
  wx.setStorageSync(KEY, true);
  reporting ??= report().finally(() => {
    reporting = undefined;
  });
  return reporting;
}

async function report() {
  for (;;) {
    try {
      const card = await ask('POST', 'wechat/captures');
      wx.removeStorageSync(KEY);
      return card;
    } catch (refused) {
      if (!isOver(refused)) await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      else {
        wx.removeStorageSync(KEY);
        throw refused;
      }
    }
  }
}

/** The hub has heard and will not do it: such as when nobody is signed in here any more. */
function isOver({ status }) {
  return status >= 400 && status < 500 && status !== 429;
}

function resumeReport() {
  if (isReportOwed()) reportCapture().catch(() => undefined);
}

module.exports = { isReportOwed, reportCapture, resumeReport };
