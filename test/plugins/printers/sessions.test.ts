import { expect } from 'chai';
import { until } from '../../core/jobs/until.js';
import type { DeviceHub, TestMember } from '../../support/device-hub.js';
import { readable } from '../../support/readable.js';
import { current, logOut, SETTINGS, type SessionSeen, show, startPrintRoom, touch } from './print-room.js';

describe('a session at a printer’s panel', () => {
  let room: DeviceHub;
  let chan: TestMember;
  let wong: TestMember;
  before(async () => {
    room = await startPrintRoom();
    chan = await room.member('staff1');
    wong = await room.member('student2');
  });
  after(() => room?.stop());
  // The next code of everybody, and no session of the test before.
  beforeEach(() => room.advance(120));

  const signedIn = async (who: TestMember, printer: 'first' | 'second' = 'first'): Promise<SessionSeen> => {
    const { session, message } = await show(room, printer, await who.code());
    if (!session) throw new Error(`no session: ${message}`);
    return session;
  };
  const inSeconds = (seconds: number) => new Date(room.clock.now + seconds * 1000).toISOString();

  it('tells print user name, quota group and when it ends', async () => {
    const answer = await show(room, 'first', await chan.code());
    expect(answer).to.include({ decision: 'grant', reason: 'permitted', message: 'Welcome, CHAN Number 1.' });
    const { id, ...session } = answer.session ?? { id: '' };
    expect(session).to.deep.equal({
      user: 'staff1',
      displayName: 'CHAN Number 1',
      quotaGroup: { id: 'staff', name: 'Staff' },
      expiresAt: inSeconds(60),
    });
    expect((await current(room, 'first'))?.id).to.equal(id);
    expect(await current(room, 'second')).to.equal(null);
  });

  it('names people as the print server knows them, and in the panel’s language', async () => {
    expect(await signedIn(wong)).to.deep.include({
      user: 'student2@connect.campus.test',
      quotaGroup: { id: 'everybody', name: 'Everybody' },
    });
    const { message, session } = await show(room, 'second', await chan.code(), { language: 'zh-HK' });
    expect(message).to.equal('CHAN Number 1，歡迎使用。');
    expect(session?.quotaGroup).to.deep.equal({ id: 'staff', name: '教職員' });
  });

  it('ends by log-out, and twice is no mistake', async () => {
    const { id } = await signedIn(chan);
    expect(await logOut(room, 'first', id)).to.equal(204);
    expect(await current(room, 'first')).to.equal(null);
    expect(await touch(room, 'first', id)).to.equal('410 session_ended log_out');
    expect(await logOut(room, 'first', id)).to.equal(204);
  });

  it('ends after 60 s without activity, by the hub’s clock; looking is none, pressing is', async () => {
    const { id } = await signedIn(chan);
    room.advance(40);
    expect((await current(room, 'first'))?.id).to.equal(id);
    expect(await touch(room, 'first', id)).to.equal(inSeconds(60));
    room.advance(59);
    expect((await current(room, 'first'))?.id).to.equal(id);
    room.advance(1);
    expect(await current(room, 'first')).to.equal(null);
    expect(await touch(room, 'first', id)).to.equal('410 session_ended idle');
  });

  it('ends when another code is read there, and another panel’s goes on', async () => {
    const other = await signedIn(chan, 'second');
    const first = await signedIn(chan);
    const next = await signedIn(wong);
    expect((await current(room, 'first'))?.id).to.equal(next.id);
    expect(await touch(room, 'first', first.id)).to.equal('410 session_ended another_code');
    expect((await current(room, 'second'))?.id).to.equal(other.id);
    expect((await show(room, 'first', 'rubbish')).decision).to.equal('deny');
    expect((await current(room, 'first'))?.id, 'a refused text signs nobody out').to.equal(next.id);
  });

  it('two codes in the same moment leave one session', async () => {
    const codes = [await chan.code(), await wong.code()];
    const answers = await Promise.all(codes.map((code) => show(room, 'first', code)));
    const { rows } = await room.database.pool.query(
      "select id from printers_sessions where device = 'first-panel' and ended_at is null",
    );
    expect(rows).to.have.length(1);
    expect(answers.flatMap(({ session }) => session?.id ?? [])).to.include(rows[0].id);
  });

  it('asked again under the same request id is the same one, also after the hub was started anew', async () => {
    const code = await chan.code();
    const first = await show(room, 'first', code, { requestId: 'lost' });
    room.advance(5);
    expect(await show(room, 'first', code, { requestId: 'lost' })).to.deep.equal(first);
    await room.restart();
    expect(await show(room, 'first', code, { requestId: 'lost' })).to.deep.equal(first);
    await logOut(room, 'first', first.session?.id ?? '');
    const again = await show(room, 'first', code, { requestId: 'lost' });
    expect(again).not.to.have.property('session');
    expect(again.message).to.equal('Signed out. Show your code again.');
  });

  it('ends at the next activity of who logged the phone out or left', async () => {
    const { id } = await signedIn(chan);
    await chan.newPhone();
    expect(await touch(room, 'first', id)).to.equal('410 session_ended right_lost');
    const guest = await room.member('staff9');
    const session = await signedIn(guest);
    await room.leave('staff9');
    expect(await current(room, 'first')).to.equal(null);
    expect(await touch(room, 'first', session.id)).to.equal('410 session_ended right_lost');
  });

  it('at a released printer nobody is signed in, and the panel says so', async () => {
    const mode = (to: 'normal' | 'released') =>
      room.apply((file) => {
        for (const point of file.points) point.mode = to;
      });
    const before = await signedIn(chan);
    await mode('released');
    const answer = await show(room, 'first', await wong.code());
    await mode('normal');
    expect(answer).to.deep.equal({
      ...{ decision: 'grant', reason: 'released' },
      message: 'You have no print account here.',
    });
    expect(await touch(room, 'first', before.id)).to.equal('410 session_ended another_code');
  });

  it('is the panel’s own: no other sees it, keeps it or ends it', async () => {
    const { id } = await signedIn(chan);
    expect(await touch(room, 'second', id)).to.equal('404 session_unknown');
    expect(await touch(room, 'first', 'no-uuid')).to.equal('404 session_unknown');
    await logOut(room, 'second', id);
    expect((await current(room, 'first'))?.id).to.equal(id);
    const foreign = await room.ask('second-panel', 'GET', 'points/first/sessions/current');
    expect([foreign.status, foreign.body['code']]).to.deep.equal([403, 'point_not_yours']);
  });

  it('leaves no name in its table, and nothing at all after the campus’s days', async () => {
    await signedIn(chan);
    const table = async () =>
      (await room.database.pool.query('select * from printers_sessions')).rows as object[];
    const words = ['CHAN Number 1', 'staff1', chan.person];
    expect(readable(JSON.stringify(await table()), words)).to.deep.equal([]);
    room.advance(8 * 86_400);
    await room.configure({ ...SETTINGS, keepDays: 7 });
    await until(async () => (await table()).length <= 1, 'old sessions are gone');
  });
});
