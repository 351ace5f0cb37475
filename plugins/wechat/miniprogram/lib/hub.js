const { CAMPUS } = require('../config');
const { promised } = require('./promise');
const { request } = require('./request');
const { forgetSession, keepSession, readSession } = require('./session');

const CAMPUS_API = `/api/v1/campuses/${CAMPUS}`;

/** What the hub refused, as it said it: `code` is stable, and the rest of the problem is beside it. */
function refusal({ status, body }) {
  const { code = 'unreachable', ...rest } = body;
  return { ...rest, status, code };
}

/** This version is not answered any more: nothing but the page that says so is of use. */
function leaveForUpdate({ link }) {
  wx.reLaunch({ url: `/pages/too-old/index?link=${encodeURIComponent(link || '')}` });
}

async function told(asked) {
  const answer = await request(asked);
  if (answer.status < 400) return answer.body;
  const refused = refusal(answer);
  if (refused.code === 'client_too_old') leaveForUpdate(refused);
  throw refused;
}

let beginning;

/** A session for whoever's WeChat this is. Two pages that ask at once get the same one. */
function beginSession() {
  beginning ??= newSession().finally(() => {
    beginning = undefined;
  });
  return beginning;
}

async function newSession() {
  const { code } = await promised('login');
  const { session } = await told({ method: 'POST', path: `${CAMPUS_API}/wechat/session`, data: { code } });
  await keepSession(session);
  return session;
}

/**
 * Asks the hub within the session; begins one where there is none, or where it has ended. `path` is below the campus's
 * interface. Rejects with what the hub refused.
 */
async function ask(method, path, { data, header } = {}) {
  const send = (session) =>
    told({
      method,
      path: `${CAMPUS_API}/${path}`,
      data,
      header: { authorization: `Bearer ${session}`, ...header },
    });
  const session = (await readSession()) || (await beginSession());
  try {
    return await send(session);
  } catch (refused) {
    if (refused.code !== 'wechat_session_ended') throw refused;
    await forgetSession();
    return send(await beginSession());
  }
}

module.exports = { ask };
