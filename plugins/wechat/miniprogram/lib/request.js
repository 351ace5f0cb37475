const { HUB_URL, VERSION } = require('../config');
const { noteHubTime } = require('./clock');
const { language } = require('./say');

const TIMEOUT_MS = 10000;

/** One request to the hub: its status and body. Rejects with `{ code: 'unreachable' }` where nothing came back. */
function request({ method, path, data, header }) {
  return new Promise((resolve, reject) => {
    wx.request({
      url: `${HUB_URL}${path}`,
      method,
      ...(data === undefined ? {} : { data }),
      header: {
        accept: 'application/json',
        'content-type': 'application/json',
        'accept-language': language(),
        'gatehouse-client': `wechat/${VERSION}`,
        ...header,
      },
      timeout: TIMEOUT_MS,
      success: ({ statusCode, data: body }) => {
        noteHubTime(body?.now);
        resolve({ status: statusCode, body: body || {} });
      },
      fail: () => reject({ code: 'unreachable' }),
    });
  });
}

module.exports = { request };
