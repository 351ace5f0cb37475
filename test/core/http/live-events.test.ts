import { once } from 'node:events';
import { expect } from 'chai';
import { liveEventsRoute } from '../../../core/http/routes/live-events.js';
import { createSession, deleteSession } from '../../../core/store/sessions.js';
import { type SyncCampus, startSyncCampus } from '../use-cases/sync-campus.js';
import { type Served, served } from './served.js';

const PATH = '/api/v1/campuses/hku/events/live';

describe('decisions as they happen', () => {
  let campus: SyncCampus;
  let app: Served;
  before(async () => {
    campus = await startSyncCampus();
    app = await served(campus.context, [liveEventsRoute(campus.context)], 'https://hub.example');
  });
  after(async () => {
    await app?.stop();
    await campus.stop();
  });

  const signedIn = () => {
    const loginName = campus.snapshot().file.roles.admin?.[0] ?? 'nobody';
    const who = { person: null, displayName: 'x', loginName, idToken: 'x', affiliation: 'staff' as const };
    const at = { now: campus.clock.now, seconds: 3_600 };
    const { pool, vault } = campus.context;
    return createSession(pool, vault, 1, { ...who, roles: ['admin'] }, at);
  };
  const follow = async (token: string) => {
    const stream = await app.ask('GET', PATH, { cookie: `gatehouse_hku=${token}` });
    expect(stream.statusCode).to.equal(200);
    const [first] = (await once(stream, 'data')) as [Buffer];
    expect(first.toString()).to.equal(': connected\n\n');
    return stream;
  };

  it('are told no more to whoever has signed out', async () => {
    const token = await signedIn();
    const stream = await follow(token);
    await deleteSession(campus.context.pool, 1, token);
    await once(stream.resume(), 'end');
  });

  it('are told no more to whom the campus file took the role from', async () => {
    const stream = await follow(await signedIn());
    await campus.apply((file) => Object.assign(file, { roles: {} }));
    await once(stream.resume(), 'end');
  });
});
