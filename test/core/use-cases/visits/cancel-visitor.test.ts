import { expect } from 'chai';
import { cancelVisitor } from '../../../../core/use-cases/visits/cancel-visitor.js';
import { changeVisit } from '../../../../core/use-cases/visits/change-visit.js';
import { copyLink } from '../../../../core/use-cases/visits/copy-link.js';
import { decideVisit } from '../../../../core/use-cases/visits/decide-visit.js';
import type { Host } from '../../../../core/use-cases/visits/host.js';
import { issueVisitCode } from '../../../../core/use-cases/visits/issue-visit-code.js';
import { openLink } from '../../../../core/use-cases/visits/open-link.js';
import { readGroup } from '../../../../core/use-cases/visits/read-group.js';
import { readVisit } from '../../../../core/use-cases/visits/read-visit.js';
import { registerMember } from '../../../../core/use-cases/visits/register-member.js';
import { requestVisit } from '../../../../core/use-cases/visits/request-visit.js';
import { showPass } from '../../../../core/use-cases/visits/show-pass.js';
import { group, HOUR, NOW, problemOf, startVisitCampus, type VisitCampus } from './visit-campus.js';

const PUBLIC = 'http://hub.test';

describe('one visitor who is not to come', () => {
  let campus: VisitCampus;
  let members = 0;
  before(async () => {
    campus = await startVisitCampus();
  });
  after(() => campus?.stop());

  const link = async (visit: string, visitor?: string) => {
    const ask = { visit, visitor, publicUrl: PUBLIC };
    return (await copyLink(campus.context, campus.snapshot(), campus.host, ask)).url.slice(-43);
  };
  const opened = async (token: string) => (await openLink(campus.context, campus.snapshot(), token)).session;
  const code = (session: string) => issueVisitCode(campus.context, campus.snapshot(), session);
  const join = (token: string, contact: string) =>
    registerMember(campus.context, campus.snapshot(), token, {
      ...{ way: 'foreign', name: 'Ana Reis', contact, language: 'en' },
    });
  /** A group of two places with two members, who were told. */
  const full = async () => {
    const { id } = await requestVisit(campus.context, campus.snapshot(), campus.host, group(NOW, 2));
    await decideVisit(campus.context, campus.snapshot(), campus.approver, id, { approve: true });
    const token = await link(id);
    members += 1;
    await join(token, `one${members}@visitors.test`);
    await join(token, `two${members}@visitors.test`);
    await campus.rows("update messages set state = 'accepted', content = null where visit = $1", [id]);
    const { visitors } = await readVisit(campus.context, campus.snapshot(), campus.host, id);
    const [first, second] = visitors.map((visitor) => visitor.id);
    return { id, token, first: first ?? '', second: second ?? '' };
  };
  const cancel = (visit: string, visitor: string, by: Host = campus.host) =>
    cancelVisitor(campus.context, campus.snapshot(), by, { visit, visitor, note: 'Another day' });

  it('has no code, no link and no pass any more, is told, and leaves a place; the others come', async () => {
    const { id, token, first, second } = await full();
    const [hers, his] = [await link(id, first), await link(id, second)];
    const [session, other] = [await opened(hers), await opened(his)];
    const { text } = await code(session);
    const view = await cancel(id, first);
    expect(view.visitors.map(({ cancelled }) => cancelled)).to.deep.equal([false, true]);
    expect(await campus.shows(text)).to.equal('deny credential_revoked');
    expect(await problemOf(code(session))).to.equal('pass_not_open');
    expect((await showPass(campus.context, campus.snapshot(), session)).pass?.state).to.equal('cancelled');
    expect(await problemOf(opened(hers))).to.equal('link_ended');
    expect(await problemOf(link(id, first))).to.equal('visit_unknown');
    expect(await campus.shows((await code(other)).text)).to.equal('grant permitted');
    expect((await readGroup(campus.context, campus.snapshot(), token)).left).to.equal(1);
    await cancel(id, first);
    const told = (await campus.messages(id)).filter(({ kind }) => kind === 'visit-cancelled');
    expect(told.map(({ note, version }) => [note, version])).to.deep.equal([['Another day', 1]]);
  });

  it('registers again by the same address like anybody else: a place, a pass and an invitation of its own', async () => {
    const { id, token, first } = await full();
    const own = `one${members}@visitors.test`;
    await cancel(id, first);
    await join(token, own);
    await join(token, own);
    expect((await readGroup(campus.context, campus.snapshot(), token)).left).to.equal(0);
    const told = (await campus.messages(id)).filter(({ to }) => to === own).map(({ kind }) => kind);
    // The first one has left, and its words with it.
    expect(told).to.deep.equal(['visit-cancelled', 'group-registered']);
    // Taken off once more, and once more back: the digests of the old places differ from each other, too.
    const again = await readVisit(campus.context, campus.snapshot(), campus.host, id);
    await cancel(
      id,
      again.visitors.find(({ id: visitor, cancelled }) => !cancelled && visitor !== first)?.id ?? '',
    );
    expect((await readGroup(campus.context, campus.snapshot(), token)).left).to.equal(1);
    await join(token, own);
  });

  it('hears of no later change', async () => {
    const { id, token, first } = await full();
    await cancel(id, first);
    await changeVisit(campus.context, campus.snapshot(), campus.host, id, {
      from: NOW,
      until: NOW + HOUR / 2,
    });
    const kinds = (await campus.messages(id)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'visit-changed')).to.have.length(1);
    expect((await readGroup(campus.context, campus.snapshot(), token)).left).to.equal(1);
  });

  it('of a visit of one is its end; somebody else’s visitor is not there', async () => {
    const visit = await campus.visit();
    const { first } = await full();
    const [only] = visit.visitors;
    expect(await problemOf(cancel(visit.id, first))).to.equal('visit_unknown');
    expect(await problemOf(cancel(visit.id, 'x'))).to.equal('visit_unknown');
    expect(await problemOf(cancel(visit.id, only?.id ?? '', campus.other))).to.equal('visit_unknown');
    expect((await cancel(visit.id, only?.id ?? '')).state).to.equal('cancelled');
  });

  it('racing for a code with being taken off, opens nothing afterwards: 20 times', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { id, first } = await full();
      const session = await opened(await link(id, first));
      const asked = Array.from({ length: 4 }, () => code(session).catch(() => null));
      const ended = cancel(id, first);
      const codes = await Promise.all(asked);
      await ended;
      for (const issued of codes)
        if (issued) expect(await campus.shows(issued.text)).to.equal('deny credential_revoked');
      expect(
        await campus.rows('select from handles where visitor = $1 and voided_at is null', [first]),
      ).to.have.length(0);
    }
  });
});
