import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { Hr } from '../../../../simulators/hr/start-hr.js';
import { CREDENTIALS, failureOf, feedAt, pullAll, startTestHr } from './feed.js';

const WSSE = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss';
const TOKEN = new RegExp(
  `<wsse:Security soap:mustUnderstand="1" xmlns:wsse="${WSSE}-wssecurity-secext-1.0.xsd" ` +
    `xmlns:wsu="${WSSE}-wssecurity-utility-1.0.xsd">` +
    `<wsse:UsernameToken xmlns:wsu="${WSSE}-wssecurity-utility-1.0.xsd" wsu:Id="SecurityToken-[^"]+">` +
    '<wsse:Username>gatehouse</wsse:Username>' +
    `<wsse:Password Type="${WSSE}-username-token-profile-1.0#PasswordDigest">(?<digest>[^<]+)</wsse:Password>` +
    `<wsse:Nonce EncodingType="${WSSE}-soap-message-security-1.0#Base64Binary">(?<nonce>[^<]+)</wsse:Nonce>` +
    '<wsu:Created>(?<created>[^<]+)</wsu:Created></wsse:UsernameToken></wsse:Security>',
);
const ASKED =
  '<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" ' +
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"  xmlns:tns="urn:campus-hr:worker-feed:v1">' +
  '<soap:Header>[token]</soap:Header><soap:Body><GetWorkers xmlns="urn:campus-hr:worker-feed:v1">' +
  '<PageSize>200</PageSize></GetWorkers></soap:Body></soap:Envelope>';

const ANSWERED = `<?xml version="1.0" encoding="utf-8"?>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
  <soap:Body>
    <GetWorkersResponse xmlns="urn:campus-hr:worker-feed:v1">
      <AsOf>2026-11-22T04:00:00Z</AsOf>
      <Full>true</Full>
      <ChangeStamp>a1.7</ChangeStamp>
      <TotalCount>1</TotalCount>
      <Worker>
        <Action>A</Action>
        <WorkerNumber>H000001</WorkerNumber>
        <LoginName>o.brien</LoginName>
        <DisplayName>O&apos;BRIEN &amp; Sons</DisplayName>
        <NativeName>陳</NativeName>
        <WorkEmail/>
        <WorkerType>STAFF</WorkerType>
        <Company>HKU</Company>
        <Job><JobNumber>0</JobNumber><EffectiveDate>2020-01-31</EffectiveDate><ExpectedEndDate>2026-12-31</ExpectedEndDate></Job>
        <Job><JobNumber>1</JobNumber><EffectiveDate>2027-01-01</EffectiveDate></Job>
        <ReportDuty><ConfirmedBy>Prof. LEE</ConfirmedBy><ConfirmedAt>2020-01-31T09:00:00+08:00</ConfirmedAt></ReportDuty>
        <CardStatus>R</CardStatus>
      </Worker>
    </GetWorkersResponse>
  </soap:Body>
</soap:Envelope>`;

interface Stub {
  url: string;
  asked: { body: string; action: string }[];
  stop(): void;
}

/** Says the same to every call and keeps what was asked. */
async function saying(answer: string, status = 200): Promise<Stub> {
  const asked: Stub['asked'] = [];
  const server: Server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const { soapaction } = request.headers;
    asked.push({ body, action: String(soapaction) });
    response.writeHead(status, { 'content-type': 'text/xml; charset=utf-8' }).end(answer);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/WorkerFeed`;
  return { url, asked, stop: () => server.close().closeAllConnections() };
}

async function withStub<T>(answer: string, work: (stub: Stub) => Promise<T>): Promise<T> {
  const stub = await saying(answer);
  try {
    return await work(stub);
  } finally {
    stub.stop();
  }
}

describe('SOAP envelopes of the worker feed', () => {
  it('asks with exactly this envelope, its token a digest of nonce, time and password', () =>
    withStub(ANSWERED, async ({ url, asked }) => {
      await pullAll(feedAt(url));
      const [call] = asked;
      expect(call?.action).to.equal('"urn:campus-hr:worker-feed:v1/GetWorkers"');
      expect(call?.body.replace(TOKEN, '[token]')).to.equal(ASKED);
      const { digest, nonce = '', created = '' } = TOKEN.exec(call?.body ?? '')?.groups ?? {};
      const wanted = createHash('sha1').update(Buffer.from(nonce, 'base64')).update(created);
      expect(digest).to.equal(wanted.update(CREDENTIALS.password).digest('base64'));
    }));

  it('reads exactly this answer as this record', () =>
    withStub(ANSWERED, async ({ url }) => {
      const { records, end } = await pullAll(feedAt(url));
      expect(records).to.deep.equal([
        {
          sourceKey: 'H000001',
          loginName: 'o.brien',
          name: "O'BRIEN & Sons 陳",
          affiliation: 'staff',
          entity: 'HKU',
          appointments: [{ from: '2020-01-31', until: '2026-12-31' }, { from: '2027-01-01' }],
          dutyConfirmed: { by: 'Prof. LEE', at: '2020-01-31T09:00:00+08:00' },
          card: 'replaced',
        },
      ]);
      expect(end).to.include({ full: true, announced: 1 });
    }));

  it('asks nobody but the address of the settings', () =>
    withStub(ANSWERED, async ({ url, asked }) => {
      await pullAll(feedAt(url));
      expect(asked.every(({ body }) => body.includes('GetWorkers'))).to.equal(true);
      expect(asked).to.have.length(1);
    }));

  it('refuses an answer with a document type unread', () =>
    withStub(ANSWERED.replace('<soap:Env', '<!DOCTYPE x [<!ENTITY e "1">]><soap:Env'), async ({ url }) => {
      expect((await failureOf(pullAll(feedAt(url)))).code).to.equal('outbound_refused');
    }));

  it('ends calmly at an answer that is cut short, empty, or no envelope', async () => {
    const answers = [
      ANSWERED.slice(0, 900),
      '',
      '<html>Sign in</html>',
      '{}',
      ANSWERED.replace('<Full>true</Full>', ''),
    ];
    for (const answer of answers) {
      const failure = await withStub(answer, ({ url }) => failureOf(pullAll(feedAt(url))));
      expect(failure.code, answer.slice(0, 40)).to.equal('hr_unreadable');
    }
  });

  it('stops paging at a feed that goes on beyond what it announced', () =>
    withStub(
      ANSWERED.replace('<Worker>', '<NextCursor>more</NextCursor><Worker>'),
      async ({ url, asked }) => {
        const { records, end } = await pullAll(feedAt(url));
        expect(asked).to.have.length(2);
        expect(records.length).to.not.equal(end.announced);
      },
    ));
});

describe('nonces of the worker feed', () => {
  let hr: Hr;
  beforeEach(async () => {
    hr = await startTestHr();
  });
  afterEach(() => hr.stop());

  it('an envelope that was overheard is refused when sent again', async () => {
    const overheard = await withStub(ANSWERED, async ({ url, asked }) => {
      await pullAll(feedAt(url));
      return asked[0];
    });
    const send = () =>
      fetch(hr.url, {
        method: 'POST',
        headers: { 'content-type': 'text/xml', soapaction: overheard?.action ?? '' },
        body: overheard?.body ?? '',
      });
    expect((await send()).status).to.equal(200);
    const replayed = await send();
    expect(replayed.status).to.equal(401);
    expect(await replayed.text()).to.include('FailedAuthentication');
  });

  it('every page carries a nonce of its own', () =>
    withStub(
      ANSWERED.replace('<Worker>', '<NextCursor>more</NextCursor><Worker>'),
      async ({ url, asked }) => {
        await pullAll(feedAt(url));
        const nonces = asked.map(({ body }) => /<wsse:Nonce [^>]+>([^<]+)</.exec(body)?.[1]);
        expect(nonces).to.not.include(undefined);
        expect(new Set(nonces).size).to.equal(2);
      },
    ));
});
