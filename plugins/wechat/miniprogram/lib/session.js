const { promised } = require('./promise');

const KEY = 'session';
let kept;

/**
 * The one secret that this client keeps: the hub's session, encrypted by the platform. It can be revoked at the hub, and
 * belongs to this WeChat only. Null where there is none, or where the system has cleared it.
 */
async function readSession() {
  if (kept === undefined) {
    kept = await promised('getStorage', { key: KEY, encrypt: true }).then(
      ({ data }) => data || null,
      () => null,
    );
  }
  return kept;
}

async function keepSession(session) {
  kept = session;
  await promised('setStorage', { key: KEY, data: session, encrypt: true });
}

async function forgetSession() {
  kept = null;
  await promised('removeStorage', { key: KEY }).catch(() => undefined);
}

module.exports = { readSession, keepSession, forgetSession };
