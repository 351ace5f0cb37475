import { expect } from 'chai';
import { pluginEnvironment } from '../../bin/environment.js';
import { VARIABLES } from '../../core/config/read-config.js';

describe('the environment of settings', () => {
  it('holds none of the variables that the hub itself reads, whichever are added', () => {
    const read = pluginEnvironment(Object.fromEntries(VARIABLES.map((name) => [name, 'a secret'])));
    expect(VARIABLES).to.include.members(['GATEHOUSE_SECRET', 'METRICS_TOKEN', 'AMQP_URL']);
    expect(VARIABLES.filter((name) => read(name) !== undefined)).to.deep.equal([]);
    expect(pluginEnvironment({ HKU_HR_PASSWORD: 'theirs' })('HKU_HR_PASSWORD')).to.equal('theirs');
  });
});
