import { expect } from 'chai';
import { lastSuccesses } from '../../../core/metrics/last-successes.js';

describe('when a source was last pulled with success', () => {
  const pull = (outcome: string, endedAt: number, source = 'hcms/staff') => ({
    ...{ campus: 1, source, outcome, endedAt },
  });

  it('is remembered over the failures after it', () => {
    const read = lastSuccesses();
    expect(read([pull('applied', 10)])).to.deep.equal([{ campus: 1, source: 'hcms/staff', at: 10 }]);
    expect(read([pull('failed', 20)])[0]?.at).to.equal(10);
    expect(read([pull('stopped', 30)])[0]?.at).to.equal(10);
    expect(read([pull('unchanged', 40)])[0]?.at).to.equal(40);
  });

  it('is not told of a source that this node has only seen fail, nor of one that is gone', () => {
    const read = lastSuccesses();
    read([pull('applied', 10, 'hcms/gone')]);
    expect(read([pull('failed', 20)])).to.deep.equal([]);
  });
});
