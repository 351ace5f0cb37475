import { expect } from 'chai';
import soap from 'soap';
import type { Hr } from '../../../simulators/hr/start-hr.js';
import { UsernameTokenCheck } from '../../../simulators/hr/username-token.js';
import { CREDENTIALS, faultOf, hrClient, post, startTestHr, token } from './hr-client.js';

describe('HR worker feed: who may call, and with what', () => {
  let hr: Hr;
  before(async () => {
    hr = await startTestHr();
  });
  after(() => hr.stop());

  for (const kind of ['PasswordText', 'PasswordDigest'] as const) {
    it(`${kind}: the right password is answered, a wrong one refused`, async () => {
      expect((await (await hrClient(hr, token(kind))).call({})).TotalCount).to.be.greaterThan(20);
      const stranger = await hrClient(hr, token(kind, 'wrong'));
      expect(await faultOf(stranger.call({}))).to.equal('soap:Client.FailedAuthentication');
    });
  }

  it('a digest is good once', async () => {
    const client = await hrClient(hr, token('PasswordDigest'));
    await client.call({});
    const replayed = await post(hr, client.lastRequest());
    expect(replayed.status).to.equal(401);
    expect(await replayed.text()).to.contain('soap:Client.FailedAuthentication');
  });

  it('a digest created more than five minutes from now is refused, one second less is not', () => {
    const now = Date.parse('2026-11-22T04:00:00Z');
    const check = new UsernameTokenCheck(CREDENTIALS, () => new Date(now));
    const digest = (created: Date, nonce: string) => {
      const at = created.toISOString();
      const password = soap.passwordDigest(nonce, at, CREDENTIALS.password);
      const Password = { attributes: { Type: 'profile#PasswordDigest' }, $value: password };
      return { UsernameToken: { Username: CREDENTIALS.username, Password, Nonce: nonce, Created: at } };
    };
    for (const [minutes, wanted] of [
      [-5, true],
      [5, true],
      [-5.1, false],
      [5.1, false],
    ] as const) {
      const nonce = Buffer.from(`nonce ${minutes}`).toString('base64');
      expect(check.accepts(digest(new Date(now + minutes * 60_000), nonce)), String(minutes)).to.equal(
        wanted,
      );
    }
  });

  it('no token at all is refused', async () => {
    const body = envelope('<GetWorkers xmlns="urn:campus-hr:worker-feed:v1"/>');
    const response = await post(hr, body);
    expect(response.status).to.equal(401);
    expect(await response.text()).to.contain('soap:Client.FailedAuthentication');
  });

  it('a document type is refused before any of it is read', async () => {
    const bomb = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>';
    const response = await post(
      hr,
      `<?xml version="1.0"?>${bomb}${envelope('<GetWorkers>&x;</GetWorkers>')}`,
    );
    expect(response.status).to.equal(500);
    expect(await response.text()).to.contain('soap:Client.Doctype');
  });

  it('what is no envelope, too large, of another type or for another action is refused by name', async () => {
    const codeOf = async (response: Response) =>
      `${response.status} ${/soap:Client[.\w]*/.exec(await response.text())?.[0]}`;
    expect(await codeOf(await post(hr, 'not xml'))).to.equal('500 soap:Client.Unreadable');
    expect(await codeOf(await post(hr, envelope('<a>').slice(0, 90)))).to.equal('500 soap:Client.Unreadable');
    expect(await codeOf(await post(hr, ' '.repeat(70_000)))).to.equal('413 soap:Client.TooLarge');
    expect(await codeOf(await post(hr, '{}', { 'content-type': 'application/json' }))).to.equal(
      '415 soap:Client',
    );
    expect(await codeOf(await post(hr, envelope(''), { soapaction: '"urn:other"' }))).to.equal(
      '500 soap:Client',
    );
    expect((await fetch(hr.url, { method: 'PUT' })).status).to.equal(405);
    expect((await fetch(new URL('/', hr.url))).status).to.equal(404);
  });
});

function envelope(body: string): string {
  return `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${body}</soap:Body></soap:Envelope>`;
}
