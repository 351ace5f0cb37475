import { expect } from 'chai';
import type { Person } from '../../../bin/tour/person.js';
import { admin } from '../../scenarios/steps.js';
import { eventually } from '../../support/eventually.js';
import { startTestHub, type TestHub } from '../../support/hub.js';

const JOBS = '/api/v1/campuses/hku/jobs';

interface Item {
  id: number;
  kind: string;
  state: string;
  about: Record<string, string>;
  attempt: number;
  error: string | null;
}

describe('jobs that were given up', () => {
  let town: TestHub;
  let it1: Person;
  before(async () => {
    town = await startTestHub();
    it1 = await admin(town, 'hku');
  });
  after(() => town?.stop());

  const dead = async (kind: string, payload: object, campus = 1): Promise<number> => {
    const { rows } = await town.database.pool.query<{ id: number }>(
      `insert into outbox (campus, kind, payload, attempt, error, dead_at)
       values ($1, $2, $3, 12, 'gate_unreachable', now()) returning id`,
      [campus, kind, payload],
    );
    return rows[0]?.id ?? 0;
  };
  const list = async (
    query: string,
  ): Promise<{ items: Item[]; next: number | null; counts: { dead: number } }> => {
    const { body } = await it1.browser.json('GET', `${JOBS}?${query}`);
    return body as never;
  };
  const retry = (id: number | string) => it1.browser.json('POST', `${JOBS}/${id}/retry`);

  it('are listed newest first, page by page, with what they are about and nothing else that they carry', async () => {
    const first = await dead('push-policy', { device: 'east-gate', note: 'CHAN Tai Man' });
    const second = await dead('book-alumni', { booking: 'c2VhbGVk', visitor: 'a name with spaces' });
    const page = await list('state=dead&limit=1');
    expect(page.items).to.have.length(1);
    expect(page.items[0]).to.include({ id: second, state: 'dead', attempt: 12, error: 'gate_unreachable' });
    expect(page.items[0]?.about).to.deep.equal({});
    const rest = await list(`state=dead&limit=1&cursor=${page.next}`);
    expect(rest.items[0]).to.include({ id: first, kind: 'push-policy' });
    expect(rest.items[0]?.about).to.deep.equal({ device: 'east-gate' });
    expect(rest.counts.dead).to.equal(2);
    expect(JSON.stringify([page, rest])).not.to.match(/CHAN|c2VhbGVk|a name/);
  });

  it('are tried again when an admin asks, once however often she asks, and the audit says who', async () => {
    const id = await dead('from-the-future', { device: 'east-gate' });
    const [one, two] = [await retry(id), await retry(id)];
    expect([one.status, two.status]).to.deep.equal([200, 200]);
    expect(one.body).to.include({ id, state: 'open', attempt: 0, error: null });
    expect(two.body).to.include({ id, state: 'open' });
    expect((await list('state=open')).items.map((job) => job.id)).to.include(id);
    const { rows } = await town.database.pool.query(
      "select actor, detail from audit where action = 'job.retried' and subject = $1",
      [`job:${id}`],
    );
    expect(rows).to.have.length(1);
    expect(rows[0].actor).to.match(/^admin:/);
    expect(rows[0].detail).to.deep.equal({ kind: 'from-the-future' });
  });

  it('run as soon as they are tried again', async () => {
    // A push to a device that is gone has nothing to do.
    const id = await dead('push-policy', { device: 'a-gate-that-is-gone' });
    await retry(id);
    const ended = await eventually(async () => {
      const { rows } = await town.database.pool.query('select attempt, done_at from outbox where id = $1', [
        id,
      ]);
      return rows[0].done_at !== null && rows[0];
    });
    expect(ended.attempt).to.equal(1);
  });

  it('of another campus, and jobs that are none, are not found', async () => {
    const other = await dead('push-policy', { device: 'south-gate-1' }, 2);
    for (const id of [other, 0, 999_999, 'x', '1e400']) {
      const answer = await retry(id);
      expect([answer.status, answer.body['code']], String(id)).to.deep.equal([404, 'job_unknown']);
    }
    expect((await list('state=dead&limit=200')).items.map(({ id }) => id)).not.to.include(other);
  });

  it('stand on a page of the console in three languages, each with a button that works without script', async () => {
    const id = await dead('from-the-future', { device: 'west-gate' });
    const titles = { en: 'Jobs', 'zh-Hant': '工作', 'zh-Hans': '任务' };
    for (const [language, title] of Object.entries(titles)) {
      const page = await it1.browser.open(`/hku/console/jobs?lang=${language}`);
      expect(page.html)
        .to.contain(`<h1>${title}</h1>`)
        .and.contain('device west-gate')
        .and.contain('gate_unreachable');
    }
    const form = `action="/hku/console/jobs/${id}/retry"`;
    const page = await it1.browser.open('/hku/console/jobs?lang=en');
    expect(page.html).to.contain(form).and.not.contain('<script');
    const one = { ...page, html: page.html.slice(page.html.lastIndexOf('<form', page.html.indexOf(form))) };
    const after = await it1.browser.submit(one, {});
    expect(after.url.pathname + after.url.search).to.equal('/hku/console/jobs?retried=yes');
    expect(after.html).to.contain('The job is tried again.').and.not.contain(form);
    expect((await it1.browser.open('/hku/console/plugins?lang=en')).html).to.contain(
      'href="/hku/console/jobs"',
    );
  });
});
