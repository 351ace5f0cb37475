import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import { startTestHub, type TestHub } from '../support/hub.js';

describe("the metrics, read by Prometheus's own checker", () => {
  let town: TestHub;
  before(async () => {
    town = await startTestHub();
  });
  after(() => town?.stop());

  it('are well-formed, and it has nothing to say about names and units', async () => {
    const input = await (await fetch(`${town.hub.url}/metrics`)).text();
    const checked = spawnSync('promtool', ['check', 'metrics'], { input, encoding: 'utf8' });
    expect(checked.error).to.equal(undefined);
    // What Node's own default metrics are called is not ours to choose.
    const said = checked.stderr.split('\n').filter((line) => line !== '' && !/^nodejs_/.test(line));
    expect(said).to.deep.equal([]);
  });
});
