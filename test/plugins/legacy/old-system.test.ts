import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { pino } from 'pino';
import type { Node } from '../../../core/host/plugin.js';
import { formFields, secretFields } from '../../../core/host/settings-form.js';
import { OldSystem } from '../../../plugins/legacy/old-system.js';
import { legacySettings } from '../../../plugins/legacy/settings.js';

const SCAN = { point: 'south-gate', device: 'south-gate-1', text: 'YYGL|20391|张', open: true };

/** One that is asked over a real socket, and answers as the test says. */
describe('asking the old system', () => {
  let server: Server;
  let url: string;
  let answer: { status: number; body: string };
  let said: { headers: Record<string, unknown>; body: unknown } | undefined;
  beforeEach(async () => {
    // A server for each test: the breaker remembers an address that failed.
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        said = { headers: request.headers, body: JSON.parse(Buffer.concat(chunks).toString()) };
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
      });
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/check`;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const ask = async (
    status: number,
    body: unknown,
    more: object = {},
    node: Partial<Node> = { production: false },
  ) => {
    answer = { status, body: typeof body === 'string' ? body : JSON.stringify(body) };
    const lines: string[] = [];
    const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
    const settings = legacySettings.parse({ url, secret: 'the old secret', ...more });
    const old = new OldSystem({ settings, node: node as Node, log });
    const words = [await old.ask(SCAN), await old.ask(SCAN)];
    return { words, lines };
  };

  it('sends text and gate with its secret, and takes a plain yes or no', async () => {
    expect((await ask(200, { allowed: true, visitor: 'LAM' })).words).to.deep.equal(['yes', 'yes']);
    expect(said?.headers).to.include({ authorization: 'Bearer the old secret' });
    expect(said?.body).to.deep.equal({ qr: SCAN.text, gate: 'south-gate' });
    expect((await ask(200, { allowed: false })).words).to.deep.equal(['no', 'no']);
  });

  it('speaks with the names of the old system where the settings give them', async () => {
    const fields = { text: 'code', point: 'door', answer: 'ok' };
    const { words } = await ask(200, { ok: true }, { fields, gates: { 'south-gate': 'NM-01' } });
    expect(words).to.deep.equal(['yes', 'yes']);
    expect(said?.body).to.deep.equal({ code: SCAN.text, door: 'NM-01' });
  });

  for (const [what, status, body] of [
    ['an error', 500, { allowed: true }],
    ['a redirect', 302, { allowed: true }],
    ['half a page of HTML', 200, '<html>Please wait'],
    ['a yes of another kind', 200, { allowed: 'true' }],
    ['an answer without the field', 200, { ok: true }],
    ['an answer without end', 200, `{"allowed":true,"x":"${'x'.repeat(20_000)}"}`],
  ] as const) {
    it(`takes ${what} for silence, told once and without a word of what was asked`, async () => {
      const { words, lines } = await ask(status, body);
      expect(words).to.deep.equal(['silent', 'silent']);
      expect(lines).to.have.length(1);
      expect(lines.join())
        .to.contain('the old system does not answer')
        .and.not.match(/YYGL|20391\||张|old secret/);
    });
  }

  it('calls no private address in production without consent', async () => {
    said = undefined;
    expect((await ask(200, { allowed: true }, {}, { production: true })).words).to.deep.equal([
      'silent',
      'silent',
    ]);
    expect(said).to.equal(undefined);
    const consent = { allowPrivateAddresses: true };
    expect((await ask(200, { allowed: true }, consent, { production: true })).words[0]).to.equal('yes');
  });

  it('settings have a form that masks the secret', () => {
    expect(secretFields(legacySettings)).to.deep.equal([['secret']]);
    expect(formFields(legacySettings).map(({ path, kind }) => `${path.join('.')} ${kind}`)).to.deep.equal([
      ...['url text', 'secret secret', 'timeoutMs number'],
      ...['fields.text text', 'fields.point text', 'fields.answer text'],
      ...['gates json', 'compareClosed boolean', 'allowPrivateAddresses boolean'],
    ]);
    for (const { title, help } of formFields(legacySettings))
      for (const text of [title, help])
        expect(Object.keys(text ?? {}), title.en).to.have.members(['en', 'zh-Hant', 'zh-Hans']);
  });
});
