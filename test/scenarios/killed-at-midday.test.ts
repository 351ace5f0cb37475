import { Midday } from '../support/midday.js';
import { killAtMidday } from '../support/midday-story.js';

describe('SIGKILL of the hub during 50 queued messages and 200 lunches', () => {
  let midday: Midday;
  beforeEach(async () => {
    midday = await Midday.begin();
  });
  afterEach(() => midday?.end());

  it('loses none and repeats none, except the one message in flight, which says so', () =>
    killAtMidday(midday, { nodes: 1 })).timeout(120_000);

  it('the same with two hubs on one database, of which one goes on', () =>
    killAtMidday(midday, { nodes: 2 })).timeout(120_000);
});
