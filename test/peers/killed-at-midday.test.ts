import { execFileSync } from 'node:child_process';
import { Midday } from '../support/midday.js';
import { killAtMidday } from '../support/midday-story.js';

const { TEST_REDIS_URL = '', TEST_REDIS_POWER = '' } = process.env;
const redis = (word: 'kill' | 'start') => execFileSync(TEST_REDIS_POWER, [word], { stdio: 'ignore' });

describe('SIGKILL of the hub during 50 queued messages and 200 lunches, with Redis restarted in the middle', () => {
  let midday: Midday;
  beforeEach(async () => {
    for (const name of ['TEST_REDIS_URL', 'TEST_REDIS_POWER'])
      if (!process.env[name]) throw new Error(`${name} is not set: run test/peers/up`);
    midday = await Midday.begin(TEST_REDIS_URL);
  });
  afterEach(async () => {
    redis('start');
    await midday?.end();
  });

  const restart = () => {
    redis('kill');
    redis('start');
  };

  it('loses none and repeats none, except the one message in flight, which says so', () =>
    killAtMidday(midday, { nodes: 1, disturb: restart })).timeout(120_000);

  it('the same with two hubs on one database, of which one goes on', () =>
    killAtMidday(midday, { nodes: 2, disturb: restart })).timeout(120_000);
});
