const { hubNow } = require('./clock');

/** Pauses before asking again where the hub was not reached, in milliseconds. */
const PAUSES = [1000, 2000, 5000, 10000];
/** After a step's end the next code is there for sure. */
const AFTER_MS = 50;
const TICK_MS = 1000;

/**
 * Keeps a code on the screen: one request a step, by the hub's clock; nothing while nobody looks. `askCode` promises the
 * code of the step, `show` is given it, `count` the seconds that it is still good, `refused` what stands in the way.
 */
function rollingCode({ askCode, show, count, refused }) {
  let run = 0;
  let failures = 0;
  let timers = [];

  const later = (work, pause) => timers.push(setTimeout(work, pause));

  async function next(mine) {
    try {
      const code = await askCode();
      // Somebody looked away meanwhile.
      if (mine !== run) return;
      failures = 0;
      show(code);
      tick(mine, code.until);
      later(() => next(mine), Math.max(0, code.until - hubNow()) + AFTER_MS);
    } catch (error) {
      if (mine === run) failed(mine, error);
    }
  }

  function failed(mine, error) {
    const passes = error.code === 'unreachable' || error.status === 429 || error.status >= 500;
    refused(error, passes);
    if (!passes) return;
    later(() => next(mine), PAUSES[Math.min(failures, PAUSES.length - 1)]);
    failures += 1;
  }

  function tick(mine, until) {
    const left = Math.ceil((until - hubNow()) / 1000);
    if (mine !== run || left <= 0) return;
    count(left);
    later(() => tick(mine, until), TICK_MS);
  }

  return {
    start() {
      this.stop();
      failures = 0;
      return next(run);
    },
    stop() {
      run += 1;
      for (const timer of timers) clearTimeout(timer);
      timers = [];
    },
  };
}

module.exports = { rollingCode };
