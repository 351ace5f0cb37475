import { expect } from 'chai';
import qrcode from 'qrcode';
import type { Answer, Gate, GateView } from '../../../simulators/gates/gate.js';
import { type GatesPage, startGatesPage } from '../../../simulators/gates/page/start-gates-page.js';
import { displayWords } from '../../../simulators/gates/page/words.js';
import { Panel } from '../../../simulators/gates/panel.js';

/** A device that opens for the text "open" and has markup in every name. */
function deskGate(scans: string[]): Gate {
  const config = {
    campus: 'hku',
    device: 'main-library',
    token: 'never-shown',
    name: '<b>Main & Co</b>',
    points: [{ id: 'in', name: '"In"' }],
  };
  const panel = new Panel(config, () => new Date());
  let online = true;
  return {
    view: (): GateView => ({ kind: 'mqtt', ...panel.view(), online, policyVersion: 7 }),
    scan: async (text, point) => {
      scans.push(`${point} ${text}`);
      const answer: Answer = {
        id: 'i',
        decision: text === 'open' ? 'grant' : 'deny',
        reason: 'r',
        message: '<i>hi</i>',
      };
      return panel.show(panel.point(point), answer);
    },
    goOffline: async () => {
      online = false;
    },
    comeBack: async () => {
      online = true;
    },
    stop: async () => undefined,
  };
}

describe('gates page', () => {
  let page: GatesPage;
  let scans: string[];
  beforeEach(async () => {
    scans = [];
    const gate = deskGate(scans);
    page = await startGatesPage(() => [gate]);
  });
  afterEach(() => page.stop());

  const get = async (path: string) => {
    const response = await fetch(new URL(path, page.url));
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
  const submit = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(new URL(path, page.url), {
      method: 'POST',
      body: new URLSearchParams(fields),
      redirect: 'manual',
      headers,
    });

  it('lists the gates and shows each, everything escaped, with no script or secret in the page', async () => {
    expect((await get('/')).text).to.contain(
      '<a href="/hku/main-library">&lt;b&gt;Main &amp; Co&lt;/b&gt;</a>',
    );
    const { text, headers } = await get('/hku/main-library');
    expect(text).to.contain('&quot;In&quot;').and.to.contain('version 7').and.to.contain('Ready');
    expect(text).not.to.contain('<b>');
    expect(text).not.to.contain('never-shown');
    expect(text.match(/<script[^>]*>[^<]/)).to.equal(null);
    expect(headers.get('content-security-policy')).to.contain("default-src 'none'");
  });

  it('scans a text and shows light and words', async () => {
    const response = await submit('/hku/main-library/scan', { text: ' open ', point: 'in' });
    expect([response.status, response.headers.get('location')]).to.deep.equal([
      303,
      '/hku/main-library?point=in',
    ]);
    expect(scans).to.deep.equal(['in open']);
    const { text } = await get('/hku/main-library?point=in');
    expect(text)
      .to.contain('data-light="green"')
      .and.to.contain('Pass')
      .and.to.contain('&lt;i&gt;hi&lt;/i&gt;');
    expect(JSON.parse((await get('/hku/main-library/state')).text)).to.deep.equal({
      light: 'green',
      big: 'Pass',
      small: '<i>hi</i>',
      door: 'open',
      line: 'connected',
      policy: 'version 7',
    });
  });

  it('reads the code in a screenshot', async () => {
    const body = new Uint8Array(await qrcode.toBuffer('open', { type: 'png', scale: 6 }));
    const headers = { 'content-type': 'image/png' };
    const picture = (bytes: Uint8Array<ArrayBuffer>, point = 'in') =>
      fetch(new URL(`/hku/main-library/picture?point=${point}`, page.url), {
        method: 'POST',
        body: bytes,
        headers,
      });
    const found = await picture(body);
    expect(await found.json()).to.deep.equal({
      id: 'i',
      decision: 'grant',
      reason: 'r',
      message: '<i>hi</i>',
    });
    expect((await picture(body.slice(0, 60))).status).to.equal(422);
    const huge = body.slice();
    huge.set([0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff], 16);
    expect((await picture(huge)).status).to.equal(422);
    expect((await picture(new Uint8Array(9 * 1024 * 1024))).status).to.equal(413);
    expect((await picture(body, 'elsewhere')).status).to.equal(400);
    expect(scans).to.deep.equal(['in open']);
  });

  it('has a cable that can be pulled and plugged in', async () => {
    await submit('/hku/main-library/line', { line: 'cut' });
    expect((await get('/hku/main-library')).text)
      .to.contain('No line')
      .and.to.contain('Plug the cable in');
    await submit('/hku/main-library/line', { line: 'mend' });
    expect((await get('/hku/main-library')).text).to.contain('Pull the cable');
  });

  it('refuses an empty text, an unknown reader, gate or button, and another page’s form', async () => {
    expect((await submit('/hku/main-library/scan', { text: ' ', point: 'in' })).status).to.equal(422);
    expect((await submit('/hku/main-library/scan', { text: 'open', point: 'x' })).status).to.equal(400);
    expect((await get('/hku/main-lib')).status).to.equal(404);
    expect((await get('/hku/main-library-2')).status).to.equal(404);
    expect((await submit('/hku/main-library/explode', {})).status).to.equal(404);
    const foreign = await submit(
      '/hku/main-library/scan',
      { text: 'open', point: 'in' },
      { origin: 'http://elsewhere.test' },
    );
    expect(foreign.status).to.equal(403);
    expect(scans).to.deep.equal([]);
  });

  it('serves its style and its script', async () => {
    expect((await get('/gate.css')).text).to.contain('.light');
    expect((await get('/gate.js')).text).to.contain('image/png');
  });

  it('never speaks by colour alone', () => {
    const view = deskGate([]).view();
    const showing = (answer: Partial<Answer>): GateView => ({
      ...view,
      light: 'red',
      last: { point: 'in', at: '', answer: { id: 'i', decision: 'no_answer', reason: 'timeout', ...answer } },
    });
    expect(displayWords(showing({}))).to.deep.equal({
      big: 'No answer',
      small: 'The hub did not answer in time.',
    });
    expect(displayWords(showing({ decision: 'deny', reason: 'lockdown' }))).to.deep.equal({
      big: 'Stop',
      small: 'lockdown',
    });
    expect(displayWords({ ...view, online: false }).big).to.equal('No line');
  });
});
