import { expect } from 'chai';
import { acceptNotices } from '../../../core/use-cases/accept-notices.js';
import { issueCode } from '../../../core/use-cases/issue-code.js';
import { type SyncCampus, sourceOf, staff, startSyncCampus } from './sync-campus.js';

describe('a notice whose version is raised', () => {
  let campus: SyncCampus;
  beforeEach(async () => {
    campus = await startSyncCampus();
    await campus.sync(sourceOf([staff(1)]));
  });
  afterEach(() => campus.stop());

  const code = (token: string) =>
    issueCode(campus.context, campus.snapshot(), token).then(
      () => 'a code',
      (error: { code: string; extra: object }) => ({ code: error.code, ...error.extra }),
    );
  const accept = (deviceToken: string, accepted: Record<string, number>) =>
    acceptNotices(campus.context, campus.snapshot(), { deviceToken, accepted }).then(
      () => 'accepted',
      (error: { code: string }) => error.code,
    );
  const versions = () =>
    Object.fromEntries(campus.snapshot().file.notices.map(({ id, version }) => [id, version]));
  const raise = (id: string) =>
    campus.apply(({ notices }) => {
      for (const notice of notices) if (notice.id === id) notice.version += 1;
    });

  it('is accepted on the phone before its next code, kept with its version and audited', async () => {
    const { token } = await campus.showCode('H1');
    const before = versions();
    await raise('personal-use');
    expect(await code(token)).to.deep.equal({ code: 'notices_not_accepted', notices: ['personal-use'] });
    expect(await accept(token, before)).to.equal('notices_not_accepted');
    expect(await accept(token, versions())).to.equal('accepted');
    expect(await code(token)).to.equal('a code');
    const [phone] = await campus.rows<{ accepted: object }>('select accepted from linked_devices');
    expect(phone?.accepted).to.deep.equal({ ...before, 'personal-use': 2 });
    const audit = await campus.rows<{ action: string; detail: object }>(
      `select action, detail from audit where action in ('device.linked', 'notices.accepted') order by id`,
    );
    expect(audit).to.deep.equal([
      { action: 'device.linked', detail: { accepted: before } },
      { action: 'notices.accepted', detail: { accepted: { ...before, 'personal-use': 2 } } },
    ]);
  });

  it('is accepted by no phone that was logged out', async () => {
    const { token } = await campus.showCode('H1');
    await campus.rows("update linked_devices set ended_at = now(), ended_by = 'portal'");
    expect(await accept(token, versions())).to.equal('device_unlinked');
  });
});
