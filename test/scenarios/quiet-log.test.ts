import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { member } from '../../bin/tour/steps.js';
import { api, CAMPUS, copiedLink, inMinutes, linkTo, SOUTH_GATE, Visitor } from '../../bin/tour/visitor.js';
import { startWorld, type World } from '../../bin/tour/world.js';
import { createLog } from '../../core/metrics/log-fields.js';
import { readDocument } from '../docs/fenced.js';
import { type FreshDatabase, freshDatabase } from '../support/database.js';
import { type Family, readPrometheusText, sumOf } from '../support/prometheus-text.js';

const NUMBER = '13800007007';
const ADDRESS = 'quiet@visitors.test';

describe('the log and the metrics of a day with visitors', () => {
  let database: FreshDatabase;
  let dataDir: string;
  let world: World;
  const lines: string[] = [];
  /** What must be read nowhere, gathered while the day goes by. */
  const secrets: string[] = [];
  before(async () => {
    database = await freshDatabase();
    dataDir = await mkdtemp(path.join(tmpdir(), 'gatehouse-log-'));
    const log = createLog('trace', { write: (line: string) => void lines.push(line) });
    world = await startWorld({ databaseUrl: database.url, dataDir, log });
    await oneDay();
  });
  after(async () => {
    await world?.stop();
    await database?.drop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const visit = (kind: 'foreign' | 'mainland', contact: string) => ({
    ...{ kind, ...inMinutes(world, 0), points: ['south-gate'], purpose: 'A talk on silence' },
    visitor: { name: 'Quinta Silva', contact, language: 'en' },
  });
  const scrape = async () => {
    const answer = await fetch(`${world.hub.url}/metrics`);
    expect(answer.headers.get('content-type')).to.equal('text/plain; version=0.0.4; charset=utf-8');
    return answer.text();
  };

  /** Visitors come, something goes wrong on the way, an admin looks for somebody, a member passes. */
  async function oneDay(): Promise<void> {
    const host = await member(world, CAMPUS, 'gzadmin');
    const asked = await api(host, 'POST', 'visits', visit('mainland', NUMBER));
    const link = await copiedLink(host, String(asked.body['id']));
    const foreign = String((await api(host, 'POST', 'visits', visit('foreign', ADDRESS))).body['id']);
    await api(host, 'POST', `visits/${foreign}/decision`, { approve: true });
    const mailed = await linkTo(world, ADDRESS);

    const visitor = new Visitor(world);
    const page = await visitor.browser.open(new URL(link).pathname);
    expect(page.url.pathname).to.equal(`/${CAMPUS}/pass`);
    await visitor.proveNumber(`+86${NUMBER}`);
    const { body } = await visitor.askCode();
    const gate = world.gates.gate(...SOUTH_GATE);
    expect((await gate.scan(String(body['text']))).decision).to.equal('grant');
    const own = await host.code();
    await gate.scan(own);
    await gate.scan('no code at all');
    // Wrong turns: a link that is none, a page that is not there below a link, a cancelled visit.
    await visitor.browser.open(`${new URL(link).pathname.slice(0, -1)}_`);
    await visitor.browser.open(`${new URL(mailed).pathname}/more`);
    await visitor.browser.open(`/${CAMPUS}/alumni?name=Quinta`);
    await api(host, 'DELETE', `visits/${foreign}`);
    await new Visitor(world).browser.open(new URL(mailed).pathname);
    await api(host, 'POST', 'holders/search', { loginName: 'mwang' });
    await fetch(`${world.hub.url}/Quinta/${NUMBER}`, { headers: { 'user-agent': 'Quinta' } });

    const texts = world.demo.services.messages.inbox(`+86${NUMBER}`).map(({ text }) => text ?? '');
    const digits = texts.flatMap((text) => /\b\d{6}\b/.exec(text)?.[0] ?? []);
    expect(digits).to.have.length(1);
    secrets.push(link.slice(-43), mailed.slice(-43), String(body['text']).slice(0, 40), own.slice(0, 40));
    secrets.push(NUMBER, ADDRESS, ...digits, 'Quinta', 'silence', world.demo.password);
    const { people } = world.demo.services.people(CAMPUS);
    for (const { name, email, mobile, loginName } of people.filter(({ demo }) => demo))
      secrets.push(name.en, name.zh ?? name.en, email, mobile ?? email, loginName);
  }

  it('no line holds a link, a session, a code, a name, a login, an address or a number, whatever went wrong', () => {
    // The process's id, which may have six digits as a code has.
    const log = lines.join('').replaceAll(`"pid":${process.pid},`, '');
    expect(log).to.contain('"msg":"answered"').and.not.contain('"pid"');
    for (const secret of secrets) expect(holds(log, secret), secret).to.equal(false);
  });

  it('a line of a request names its route by the pattern, and carries its id', () => {
    const told = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const answered = told.filter(({ msg }) => msg === 'answered');
    const routes = new Set(world.hub.routes.routes().map(({ path: route }) => route));
    const others = answered.map(({ route }) => String(route)).filter((route) => !routes.has(route));
    expect([...new Set(others)].filter((route) => !/^(none|\/assets\/\*|\/oidc\/[\w-]+\/\*)$/.test(route))).to
      .be.empty;
    expect(answered.filter(({ requestId }) => requestId === undefined)).to.be.empty;
    for (const principal of ['person', 'nobody'])
      expect(
        answered.some((line) => line['principal'] === principal),
        principal,
      ).to.equal(true);
  });

  it('the metrics hold none of it either, and their text is what Prometheus reads', async () => {
    const text = await scrape();
    const families = readPrometheusText(text);
    // Values are numbers, and by chance any six digits stand in one.
    const words = text.replaceAll(/ \S+$/gm, '');
    for (const secret of secrets) expect(holds(words, secret), secret).to.equal(false);
    for (const { name, type } of families.values()) {
      expect(name).to.match(/^(gatehouse|process|nodejs)_[a-z0-9_]+$/);
      if (!name.startsWith('gatehouse_')) continue;
      expect(name.endsWith('_total'), name).to.equal(type === 'counter');
      expect(name).not.to.match(/_(ms|milliseconds|minutes|percent|kb|mb)(_|$)/);
    }
    for (const { name, samples } of [...families.values()].filter(({ type }) => type === 'histogram'))
      expectCumulative(name, samples);
  });

  it('the metrics agree with what stands in the database', async () => {
    const { rows } = await database.pool.query<{
      campus: string;
      outcome: string;
      reason: string;
      n: number;
    }>(
      `select slug as campus, outcome, reason, count(*)::int as n from events join campuses on number = campus
       group by 1, 2, 3`,
    );
    const families = readPrometheusText(await scrape());
    expect(rows).to.have.length.above(1);
    for (const { n, ...labels } of rows)
      expect(sumOf(families, 'gatehouse_decisions_total', labels), JSON.stringify(labels)).to.equal(n);
    const all = rows.reduce((sum, { n }) => sum + n, 0);
    expect(sumOf(families, 'gatehouse_decisions_total')).to.equal(all);
    expect(sumOf(families, 'gatehouse_decision_duration_seconds_count')).to.equal(all);
    expect(sumOf(families, 'gatehouse_event_batch_scans_sum')).to.equal(all);
    expect(sumOf(families, 'gatehouse_codes_issued_total', { holder: 'visitor' })).to.equal(1);
    expect(sumOf(families, 'gatehouse_codes_issued_total', { holder: 'member' })).to.equal(1);
    const devices = await database.pool.query<{ n: number }>(
      'select count(*)::int as n from devices where withdrawn_at is null',
    );
    expect(sumOf(families, 'gatehouse_devices')).to.equal(devices.rows[0]?.n);
    expect(sumOf(families, 'gatehouse_database_up')).to.equal(1);
    expect(sumOf(families, 'gatehouse_broker_connected', { broker: 'mqtt' })).to.equal(1);
    expect(sumOf(families, 'gatehouse_pull_last_success')).to.be.above(0);
    expect(sumOf(families, 'gatehouse_plugin_state', { state: 'running', campus: CAMPUS })).to.be.above(3);
  });

  it('every metric stands in the page of metrics with its labels, and no other', async () => {
    const page = readDocument('core/metrics/README.md');
    const documented = new Map(
      [...page.matchAll(/^\| `(gatehouse_\w+)` \|(.*?)\| /gm)].map(([, name = '', labels = '']) => [
        name,
        labels.replaceAll('`', '').split(' ').filter(Boolean).sort(),
      ]),
    );
    const families = readPrometheusText(await scrape());
    const own = [...families.values()].filter(({ name }) => name.startsWith('gatehouse_'));
    const onlyWithBroker = [...documented.keys()].filter((name) => name.startsWith('gatehouse_announcer_'));
    expect([...own.map(({ name }) => name), ...onlyWithBroker].sort()).to.deep.equal(
      [...documented.keys()].sort(),
    );
    for (const { name, samples } of own) {
      const labels = new Set(samples.flatMap((sample) => Object.keys(sample.labels)));
      labels.delete('le');
      if (samples.length > 0) expect([...labels].sort(), name).to.deep.equal(documented.get(name));
    }
  });
});

/** Six digits stand in many a longer number by chance. */
function holds(text: string, secret: string): boolean {
  return /^\d{6}$/.test(secret) ? new RegExp(`\\b${secret}\\b`).test(text) : text.includes(secret);
}

/** Each bucket holds those before it, and the last one all. */
function expectCumulative(name: string, samples: Family['samples']): void {
  const series = new Map<string, number[]>();
  for (const { name: sample, labels, value } of samples) {
    if (sample !== `${name}_bucket`) continue;
    const { le, ...rest } = labels;
    const key = JSON.stringify(rest);
    series.set(key, [...(series.get(key) ?? []), value]);
    if (le !== '+Inf') continue;
    const whole = samples.find((one) => one.name === `${name}_count` && JSON.stringify(one.labels) === key);
    expect(value, `${name} ${key}`).to.equal(whole?.value);
  }
  for (const [key, values] of series)
    expect(values, `${name} ${key}`).to.deep.equal([...values].sort((a, b) => a - b));
}
