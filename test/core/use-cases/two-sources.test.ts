import { expect } from 'chai';
import { issueCode } from '../../../core/use-cases/issue-code.js';
import { linkDevice } from '../../../core/use-cases/link-device.js';
import { type SyncCampus, sourceOf, staff, startSyncCampus } from './sync-campus.js';

describe('a person of whom two sources tell', () => {
  let campus: SyncCampus;
  beforeEach(async () => {
    campus = await startSyncCampus();
  });
  afterEach(() => campus.stop());

  const tells = (name: string, records: unknown[]) => {
    campus.clock.now += 1_000;
    return campus.sync({ ...sourceOf(records, { dropLimit: 1 }), name });
  };
  const code = (token: string) =>
    issueCode(campus.context, campus.snapshot(), token).then(
      () => 'a code',
      (error: { code: string }) => error.code,
    );
  const others = [staff(2), staff(3)];

  it('stays who they are, with their phone, when the other source has news', async () => {
    await tells('soap', [staff(1)]);
    const { token } = await campus.showCode('H1');
    const before = await campus.person('H1');
    await tells('csv', [staff(1, { unit: 'Library' })]);
    expect(await campus.person('H1')).to.equal(before);
    expect(await code(token)).to.equal('a code');
  });

  it('has one phone, also by a session that began with the other record', async () => {
    await tells('csv', [staff(1)]);
    const byCsv = await campus.person('H1');
    await tells('soap', [staff(1, { unit: 'Library' })]);
    const { token } = await campus.showCode('H1');
    const accepted = Object.fromEntries(
      campus.snapshot().file.notices.map(({ id, version }) => [id, version]),
    );
    const ask = { person: byCsv, label: 'second', accepted };
    const second = await linkDevice(campus.context, campus.snapshot(), ask).catch((error: unknown) => error);
    expect(second).to.include({ code: 'another_phone_linked' });
    expect(await code(token)).to.equal('a code');
  });

  it('has one phone after a source that took them out tells of them again', async () => {
    await tells('soap', [staff(1), ...others]);
    const first = await campus.showCode('H1');
    await tells('csv', [staff(1, { unit: 'Library' })]);
    await tells('soap', others);
    expect(await code(first.token)).to.equal('credential_revoked');
    const second = await campus.showCode('H1');
    await tells('soap', [staff(1), ...others]);
    expect(await code(first.token)).to.equal('device_unlinked');
    expect(await code(second.token)).to.equal('a code');
  });
});
