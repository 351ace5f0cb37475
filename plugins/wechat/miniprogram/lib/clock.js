let offset = 0;

/** The hub said what time it is: the phone's own clock may be wrong, and its codes must not be. */
function noteHubTime(now) {
  if (typeof now === 'number') offset = now - Date.now();
}

/** Epoch milliseconds by the hub's clock. */
function hubNow() {
  return Date.now() + offset;
}

module.exports = { noteHubTime, hubNow };
