import { expect } from 'chai';
import { OutboundError } from '../../../core/outbound/errors.js';
import { answerProblem, silenceProblem } from '../../../plugins/sms/gateway-problem.js';
import { gatewayRequest } from '../../../plugins/sms/gateway-request.js';
import { ReceiptProof } from '../../../plugins/sms/receipt-proof.js';
import { smsSettings } from '../../../plugins/sms/settings.js';
import { startSms } from '../../../simulators/sms/start-sms.js';

const SETTINGS = { url: 'https://sms.test/cgi-bin/sendsms?account=hub', user: 'hub', password: 'p&w=1' };
const message = { to: '+8613800138001', text: '482913是您的验证码 & more' };

describe('a message as the gateway takes it', () => {
  it('is one GET in Kannel’s words, with its own values escaped', () => {
    const { url, method, body } = gatewayRequest(
      message,
      smsSettings.parse(SETTINGS),
      'https://hub.test/r?type=%d',
    );
    expect([method, body]).to.deep.equal(['GET', undefined]);
    expect(Object.fromEntries(url.searchParams)).to.deep.equal({
      account: 'hub',
      username: 'hub',
      password: 'p&w=1',
      to: '+8613800138001',
      text: message.text,
      charset: 'UTF-8',
      coding: '2',
      'dlr-mask': '19',
      'dlr-url': 'https://hub.test/r?type=%d',
    });
    expect(url.search).to.include('to=%2B8613800138001').and.include('type%3D%25d');
  });

  it('is a form where the settings say so, under the gateway’s own names, and the address holds no secret', () => {
    const settings = smsSettings.parse({
      ...SETTINGS,
      method: 'POST',
      from: '10086',
      fields: { to: 'phone', text: 'msg' },
    });
    const { url, body = '' } = gatewayRequest(message, settings, undefined);
    expect(url.href).to.equal(SETTINGS.url);
    const form = new URLSearchParams(body);
    expect([form.get('phone'), form.get('msg'), form.get('from')]).to.deep.equal([
      message.to,
      message.text,
      '10086',
    ]);
    expect(form.has('dlr-url')).to.equal(false);
  });

  it('is coded by what it says: GSM where every sign is in it, UCS-2 otherwise', () => {
    const coding = (text: string) =>
      gatewayRequest({ ...message, text }, smsSettings.parse(SETTINGS), undefined).url.searchParams.get(
        'coding',
      );
    expect(['Your pass: £5 [ok] €', 'Łódź', '訪客', 'ok 👍'].map(coding)).to.deep.equal(['0', '2', '2', '2']);
  });
});

describe('what the gateway’s answers mean', () => {
  const meaning = (status: number) => {
    const { code, extra } = answerProblem(status);
    return `${code}${extra['permanent'] === true ? ' for good' : ''}`;
  };

  it('by status: a wrong sign-in and a busy gateway are tried again, a refused message is not', () => {
    expect([401, 403].map(meaning)).to.deep.equal(['sms_sign_in_refused', 'sms_sign_in_refused']);
    expect([404, 429, 500, 502, 503].map(meaning)).to.deep.equal(
      Array.from({ length: 5 }, () => 'sms_deferred'),
    );
    expect([400, 422].map(meaning)).to.deep.equal(['sms_refused for good', 'sms_refused for good']);
  });

  it('by silence: unsent only where the line was never there', () => {
    const code = (error: unknown) => (silenceProblem(error) as { code: string }).code;
    for (const cause of ['outbound_unavailable', 'outbound_timeout', 'outbound_refused'] as const) {
      expect(code(new OutboundError(cause, 'x'))).to.equal(cause);
      expect(code(new OutboundError(cause, 'x', { reached: true }))).to.equal('delivery_uncertain');
    }
    expect(code(new DOMException('aborted', 'AbortError'))).to.equal('delivery_uncertain');
  });
});

describe('the proof in a receipt', () => {
  it('is another for every message, campus and installation', () => {
    const [key, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    const proof = new ReceiptProof(key, 'hku');
    const own = proof.of('m1');
    expect(proof.holds('m1', own)).to.equal(true);
    expect(own).to.have.length(43);
    expect(proof.holds('m2', own)).to.equal(false);
    expect(new ReceiptProof(key, 'hkust-gz').holds('m1', own)).to.equal(false);
    expect(new ReceiptProof(other, 'hku').holds('m1', own)).to.equal(false);
    for (const forged of ['', own.slice(0, -1), `${own}=`, own.toUpperCase()])
      expect(proof.holds('m1', forged)).to.equal(false);
  });
});

describe('the simulated gateway', () => {
  it('says what Kannel says', async () => {
    const gateway = await startSms();
    const ask = async (over: Record<string, string>) => {
      const good = {
        username: 'gatehouse',
        password: gateway.credentials.password,
        to: '+85291234567',
        text: '訪客',
        coding: '2',
      };
      const answer = await fetch(`${gateway.url}?${new URLSearchParams({ ...good, ...over })}`);
      return `${answer.status} ${await answer.text()}`;
    };
    expect(await ask({})).to.equal('202 0: Accepted for delivery');
    expect(await ask({ password: 'wrong' })).to.equal('403 Authorization failed for sendsms');
    expect(await ask({ to: '' })).to.equal('400 Missing receiver number, rejected');
    await ask({ coding: '0', text: '訪客 ok' });
    expect(gateway.inbox('+85291234567').map(({ text }) => text)).to.deep.equal(['訪客', '?? ok']);
    await gateway.stop();
  });
});
