// From the navigation to the first symbol that a reader can take: a linked phone opens the wallet with an empty cache, on a slow 4G line (1.6
// Mbit/s down, 750 kbit/s up, 150 ms round trip, as Lighthouse's) and a processor slowed down four times. Real Chromium; the
// hub runs on the same machine.
import { cpus } from 'node:os';
import { gzipSync } from 'node:zlib';
import { member } from '../bin/tour/steps.js';
import { openBrowser } from '../test/support/browser.js';
import { medianOf, type Opened, openFirstCode } from '../test/support/first-code.js';
import { startTestHub, type TestHub } from '../test/support/hub.js';
import { stopServer } from '../test/support/postgres-server.js';

const TIMES = 5;
const GOAL = { ms: 1_000, script: 40_000 };

const town = await startTestHub();
try {
  await print(town);
} finally {
  await town.stop();
  await stopServer();
}

async function print(hub: TestHub): Promise<void> {
  const phone = await phoneOf(hub);
  const browser = await openBrowser();
  try {
    console.log(`${cpus().length} cores, ${cpus()[0]?.model}, Node ${process.version}, ${browser.version()}`);
    // The first one warms the hub up and is not counted.
    await openFirstCode(browser, hub, phone);
    const opened: Opened[] = [];
    for (let turn = 0; turn < TIMES; turn += 1) opened.push(tell(await openFirstCode(browser, hub, phone)));
    const median = medianOf(opened.map(({ drawn }) => drawn));
    console.log(
      `\nfirst drawn code, median of ${TIMES}  ${median.toFixed(0)} ms  (goal: under ${GOAL.ms} ms)`,
    );
    const script = opened[0]?.scripts.reduce((sum, text) => sum + gzipSync(text).length, 0) ?? 0;
    console.log(
      `script, compressed             ${(script / 1000).toFixed(1)} kB  (goal: at most ${GOAL.script / 1000} kB)`,
    );
  } finally {
    await browser.close();
  }
}

async function phoneOf(hub: TestHub): Promise<string> {
  const person = await member(hub, 'hku', 'clchan');
  await person.unlink();
  const { body } = await person.link('Phone');
  return String(body['deviceToken']);
}

function tell(one: Opened): Opened {
  const { answered, painted, drawn, live, requests } = one;
  const figures = [answered, painted, drawn, live].map((ms) => `${ms.toFixed(0)} ms`.padStart(9)).join('');
  console.log(`page, first paint, code, live${figures}   ${requests.length} requests: ${requests.join(' ')}`);
  return one;
}
