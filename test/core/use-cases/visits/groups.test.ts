import { expect } from 'chai';
import { closeGroup } from '../../../../core/use-cases/visits/close-group.js';
import { copyLink } from '../../../../core/use-cases/visits/copy-link.js';
import { decideVisit } from '../../../../core/use-cases/visits/decide-visit.js';
import { readGroup } from '../../../../core/use-cases/visits/read-group.js';
import { registerMember } from '../../../../core/use-cases/visits/register-member.js';
import { requestVisit } from '../../../../core/use-cases/visits/request-visit.js';
import { group, NOW, problemOf, startVisitCampus, type VisitCampus } from './visit-campus.js';

describe('a group', () => {
  let campus: VisitCampus;
  before(async () => {
    campus = await startVisitCampus();
  });
  after(() => campus?.stop());

  const open = async (size: number) => {
    const { context } = campus;
    const snapshot = campus.snapshot();
    const { id } = await requestVisit(context, snapshot, campus.host, group(NOW, size));
    await decideVisit(context, snapshot, campus.approver, id, { approve: true });
    const { url } = await copyLink(context, snapshot, campus.host, {
      visit: id,
      publicUrl: 'http://hub.test',
    });
    return { id, token: url.slice(-43) };
  };
  const join = (token: string, contact: string, way: 'foreign' | 'mainland' = 'foreign') =>
    registerMember(campus.context, campus.snapshot(), token, {
      way,
      name: 'Ana Reis',
      contact,
      language: 'en',
    });
  const invited = async (visit: string) =>
    (await campus.messages(visit)).filter(({ kind }) => kind === 'group-registered').map(({ to }) => to);

  it('of seven places takes seven of 20 who register in the same instant, and invites those', async () => {
    const { id, token } = await open(7);
    const all = Array.from({ length: 20 }, (_, index) => problemOf(join(token, `m${index}@visitors.test`)));
    const answers = await Promise.all(all);
    expect(answers.filter((answer) => answer === 'none')).to.have.length(7);
    expect(answers.filter((answer) => answer === 'group_full')).to.have.length(13);
    const members = await campus.rows('select from visitors where visit = $1', [id]);
    expect(members).to.have.length(7);
    expect(await invited(id)).to.have.length(7);
    expect((await readGroup(campus.context, campus.snapshot(), token)).left).to.equal(0);
  });

  it('answers a member who registers once more as before, and tells nobody twice', async () => {
    const { id, token } = await open(3);
    const once = await join(token, 'ana@visitors.test');
    const twice = await Promise.all([join(token, 'ANA@visitors.test'), join(token, 'Ana@Visitors.Test')]);
    expect(twice).to.deep.equal([once, once]);
    expect(await invited(id)).to.deep.equal(['ana@visitors.test']);
    expect(await problemOf(join(token, '12', 'mainland'))).to.equal('visit_invalid');
  });

  it('takes nobody after its host closed it, however the closing and the registering meet', async () => {
    const { id, token } = await open(50);
    const joins = Array.from({ length: 10 }, (_, index) => problemOf(join(token, `r${index}@visitors.test`)));
    await closeGroup(campus.context, campus.snapshot(), campus.host, id);
    const before = (await Promise.all(joins)).filter((answer) => answer === 'none').length;
    expect(await problemOf(join(token, 'late@visitors.test'))).to.equal('link_ended');
    expect(await campus.rows('select from visitors where visit = $1', [id])).to.have.length(before);
    const copy = copyLink(campus.context, campus.snapshot(), campus.host, { visit: id, publicUrl: '' });
    expect(await problemOf(copy)).to.equal('group_closed');
  });
});
