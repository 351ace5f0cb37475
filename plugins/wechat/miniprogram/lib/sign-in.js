const { ask } = require('./hub');

let returnsTo = '';

/** Begins the sign-in with the campus account: the address for the web view. */
async function beginSignIn() {
  const begun = await ask('POST', 'wechat/sign-ins');
  returnsTo = begun.returnsTo;
  return begun.url;
}

/** The code in an address that the web view was led to; null for any other address. */
function codeIn(src) {
  const [address, query = ''] = String(src).split('?');
  if (returnsTo === '' || address !== returnsTo) return null;
  const found = /(?:^|&)code=(\d{8})(?:&|$|#)/.exec(query);
  return found ? found[1] : null;
}

/** Ends the sign-in with that code, or with the number that the person typed. */
function proveSignIn(code) {
  return ask('PUT', 'wechat/sign-ins', { data: { code } });
}

module.exports = { beginSignIn, codeIn, proveSignIn };
