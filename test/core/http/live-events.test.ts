import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { expect } from 'chai';
import { liveEventsRoute } from '../../../core/http/routes/live-events.js';
import { createSession, deleteSession } from '../../../core/store/sessions.js';
import { recordEvents } from '../../../core/store/statements/record-events.js';
import { grant } from '../store/scans.js';
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

  const signedIn = (
    loginName = campus.snapshot().file.roles.admin?.[0] ?? 'nobody',
    roles: string[] = ['admin'],
  ) => {
    const who = { person: null, displayName: 'x', loginName, idToken: 'x', affiliation: 'staff' as const };
    const at = { now: campus.clock.now, seconds: 3_600 };
    const { pool, vault } = campus.context;
    return createSession(pool, vault, 1, { ...who, roles }, at);
  };
  const follow = async (token: string) => {
    const stream = await app.ask('GET', PATH, { cookie: `gatehouse_hku=${token}` });
    expect(stream.statusCode).to.equal(200);
    const [first] = (await once(stream, 'data')) as [Buffer];
    expect(first.toString()).to.equal(': connected\n\n');
    return stream;
  };

  /** Two decisions, of which that at the library has the higher id, and is answered. */
  const record = async (): Promise<number> => {
    const [one] = await recordEvents(campus.context.pool, [
      grant({ campus: 1, point: 'main-library-gate', at: campus.clock.now }),
      grant({ campus: 1, point: 'chi-wah-2f', at: campus.clock.now }),
    ]);
    return one && !(one instanceof Error) ? one.id : 0;
  };
  /** Ids that a stream tells, in its order, until there are so many. */
  const told = async (stream: IncomingMessage, count: number): Promise<number[]> => {
    const ids: number[] = [];
    for await (const chunk of stream) {
      ids.push(...[...String(chunk).matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id)));
      if (ids.length >= count) break;
    }
    return ids;
  };

  it('that came between the page and its stream are told too, and after a broken line those that were missed', async () => {
    const token = await signedIn();
    const last = await record();
    const page = await app.ask('GET', `${PATH}?after=${last - 1}`, { cookie: `gatehouse_hku=${token}` });
    expect(await told(page, 1)).to.deep.equal([last]);
    const headers = { cookie: `gatehouse_hku=${token}`, 'last-event-id': String(last - 2) };
    const again = await app.ask('GET', `${PATH}?after=${last}`, headers);
    expect(await told(again, 2)).to.deep.equal([last - 1, last]);
  });

  it('are told to an owner of areas at her points only, and no more once she owns none', async () => {
    await campus.apply((file) => {
      const library = file.areas.find(({ id }) => id === 'main-library');
      if (library) library.owners = ['owner1'];
    });
    const token = await signedIn('owner1', ['area_owner']);
    const first = await record();
    const second = await record();
    const stream = await app.ask('GET', `${PATH}?after=${first - 1}`, { cookie: `gatehouse_hku=${token}` });
    expect(await told(stream, 2)).to.deep.equal([first, second]);
    const last = await app.ask('GET', PATH, { cookie: `gatehouse_hku=${token}` });
    await campus.apply((file) => {
      for (const area of file.areas) area.owners = undefined;
    });
    await once(last.resume(), 'end');
  });

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
