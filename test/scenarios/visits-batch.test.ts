import { expect } from 'chai';
import type { Person } from '../../bin/tour/person.js';
import { CAMPUS, copiedLink, inMinutes, SOUTH_GATE, Visitor } from '../../bin/tour/visitor.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { sessionCookie, signedIn } from './visits-steps.js';

interface Booked {
  created: number;
  known: number;
  failed: number;
  rows: { line: number; state: string; visit?: string; errors?: { field: string; code: string }[] }[];
}

const HEADER = 'name,way,contact,organisation,from,until,points,purpose,language';

describe('a batch of visits', () => {
  let town: TestHub;
  let host: Person;
  let cookie: string;
  before(async () => {
    town = await startTestHub();
    host = await signedIn(town, 'lgao');
    cookie = await sessionCookie(town, 'lgao');
  });
  after(() => town?.stop());

  const upload = async (csv: string, type = 'text/csv', query = '') => {
    const response = await fetch(`${town.hub.url}/api/v1/campuses/${CAMPUS}/visits/batch${query}`, {
      method: 'POST',
      headers: { 'content-type': type, cookie, origin: town.hub.url },
      body: csv,
    });
    return (await response.json()) as Booked & { code?: string };
  };

  /** 40 of 500 rows are wrong, five in each of eight ways. */
  const rows = () => {
    const { from, until } = inMinutes(town, 0);
    const past = new Date(Date.parse(from) - 5 * 3_600_000).toISOString();
    const far = new Date(Date.parse(from) + 100 * 3_600_000).toISOString();
    const row = (index: number) => {
      const phone = `138${String(10_000_000 + index)}`;
      return [
        `Visitor ${index} Chen`,
        'mainland',
        phone,
        'School',
        from,
        until,
        'south-gate',
        'Open day',
        'en',
      ];
    };
    const spoil: ((fields: string[]) => string[])[] = [
      ([, ...rest]) => ['', ...rest],
      ([name = '', way = '', , ...rest]) => [name, way, '12', ...rest],
      ([name = '', , ...rest]) => [name, 'pigeon', ...rest],
      (fields) => fields.with(4, '2026-02-30 10:00'),
      (fields) => fields.with(4, past),
      (fields) => fields.with(5, far),
      (fields) => fields.with(6, 'library-door'),
      (fields) => fields.with(0, '=HYPERLINK("x")'),
    ];
    const right = Array.from({ length: 500 }, (_, index) => row(index));
    const wrong = right.map((fields, index) =>
      index >= 200 && index < 240 ? (spoil[index % 8]?.(fields) ?? fields) : fields,
    );
    return { right, wrong };
  };
  const csvOf = (all: string[][]) =>
    `\uFEFF${[HEADER, ...all.map((fields) => fields.map((one) => `"${one.replaceAll('"', '""')}"`).join(','))].join('\r\n')}\r\n`;
  const messages = async () => {
    const { rows: counted } = await town.database.pool.query<{
      visitors: number;
      messages: number;
      most: number;
    }>(
      `select count(*)::int as visitors, sum(n)::int as messages, max(n)::int as most
       from (select visitor, count(*) as n from messages where kind = 'visit-invitation' group by visitor) as each`,
    );
    return counted[0];
  };

  it('of 500 rows with 40 errors of 8 kinds, uploaded twice and then corrected, tells nobody twice', async () => {
    const { right, wrong } = rows();
    const preview = await upload(csvOf(wrong), 'text/csv', '?preview=1');
    expect(preview.rows.filter((row) => 'errors' in row)).to.have.length(40);
    expect(await messages()).to.include({ visitors: 0 });

    const first = await upload(csvOf(wrong));
    expect(first).to.include({ created: 460, known: 0, failed: 40 });
    const codes = first.rows.flatMap(({ errors }) => errors?.map(({ code }) => code) ?? []);
    expect([...new Set(codes)].sort()).to.deep.equal([
      'contact_invalid',
      'name_invalid',
      'name_missing',
      'point_unknown',
      'time_in_past',
      'time_invalid',
      'way_unknown',
      'window_too_long',
    ]);
    expect(first.rows.find(({ state }) => state === 'failed')?.line).to.equal(202);

    const second = await upload(csvOf(wrong));
    expect(second).to.include({ created: 0, known: 460, failed: 40 });
    const corrected = await upload(csvOf(right));
    expect(corrected).to.include({ created: 40, known: 460, failed: 0 });
    expect(await messages()).to.deep.equal({ visitors: 500, messages: 500, most: 1 });
  });

  it('lets each visitor in by the own phone', async () => {
    const { right } = rows();
    const { rows: booked } = await upload(csvOf(right));
    const visit = booked[7]?.visit ?? '';
    const visitor = new Visitor(town);
    await visitor.open(await copiedLink(host, visit));
    await visitor.proveNumber('+8613810000007');
    expect(await visitor.shows(SOUTH_GATE)).to.equal('grant permitted');
  });

  it('is refused as another media type, as other text than UTF-8, without its columns, and with a row too many', async () => {
    const { right } = rows();
    expect((await upload('{}', 'application/json')).code).to.equal('media_type_unsupported');
    expect((await upload('name,way\r\nA,foreign\r\n')).code).to.equal('batch_unreadable');
    const [one = []] = right;
    expect((await upload(csvOf([...right, one]))).code).to.equal('batch_too_long');
    const response = await fetch(`${town.hub.url}/api/v1/campuses/${CAMPUS}/visits/batch`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv', cookie, origin: town.hub.url },
      body: Buffer.from([0xff, 0xfe, 0x41]),
    });
    expect(response.status).to.equal(415);
  });
});
