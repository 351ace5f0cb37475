/** A wx function with success and fail as one that promises. */
function promised(name, options = {}) {
  return new Promise((resolve, reject) => {
    wx[name]({ ...options, success: resolve, fail: reject });
  });
}

module.exports = { promised };
