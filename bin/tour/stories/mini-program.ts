import { Browser, type JsonRead } from '../browser.js';
import type { Teller } from '../teller.js';
import { CAMPUS, SOUTH_GATE } from '../visitor.js';
import type { World } from '../world.js';

const API = `/api/v1/campuses/${CAMPUS}/wechat`;

/** What the mini program on one phone asks of the hub. */
class MiniProgram {
  #session = '';

  constructor(
    private readonly world: World,
    private readonly version = '1.0.0',
  ) {}

  ask(method: string, path: string, body?: unknown): Promise<JsonRead> {
    const session: Record<string, string> =
      this.#session === '' ? {} : { authorization: `Bearer ${this.#session}` };
    const headers = { 'gatehouse-client': `wechat/${this.version}`, ...session };
    return new Browser(this.world.hub.url).json(method, `${API}/${path}`, body, headers);
  }

  /** wx.login, then the campus's own sign-in page in a web view, which leads to the code that proves it. */
  async signIn(loginName: string): Promise<number> {
    const code = this.world.demo.services.wechat.loginCode(loginName);
    this.#session = String((await this.ask('POST', 'session', { code })).body['session']);
    const url = new URL(String((await this.ask('POST', 'sign-ins', {})).body['url']));
    const person = this.world.person(CAMPUS, loginName);
    await person.signIn(this.world.demo.password, `${url.pathname}${url.search}`);
    const form = await person.browser.open(`${url.pathname}${url.search}`);
    const done = await person.browser.submit(form, { ticket: url.searchParams.get('ticket') ?? '' });
    const proof = { code: done.url.searchParams.get('code') ?? '' };
    return (await this.ask('PUT', 'sign-ins', proof)).status;
  }

  async apply(): Promise<number> {
    const { body: card } = await this.ask('GET', 'card');
    const notices = card['notices'] as { id: string; version: number }[];
    const accepted = Object.fromEntries(notices.map(({ id, version }) => [id, version]));
    const { status, body } = await this.ask('POST', 'device', { label: 'Mate 60', accepted });
    this.#session = String(body['session']);
    return status;
  }

  async code(): Promise<string> {
    return String((await this.ask('POST', 'codes', {})).body['text']);
  }
}

export async function miniProgram(world: World, tell: Teller): Promise<void> {
  tell.story('The card in the WeChat mini program, and a screen capture');
  const old = await new MiniProgram(world, '0.9.0').ask('POST', 'session', { code: 'x' });
  tell.step('a client from before', old.body['code'], 'client_too_old');
  const phone = new MiniProgram(world);
  tell.step("he signs in on the campus's own page", await phone.signIn('lgao'), 204);
  tell.step('and applies for the card', await phone.apply(), 201);
  const gate = async (code: string) => {
    const { decision, reason } = await world.gates.gate(...SOUTH_GATE).scan(code);
    return `${decision} ${reason}`;
  };
  tell.step('the gate', await gate(await phone.code()), 'grant permitted');
  world.clock.advance(30);
  const shown = await phone.code();
  await phone.ask('POST', 'captures', {});
  tell.step('he captures the screen; the gate', await gate(shown), 'deny credential_frozen');
  world.clock.advance(11 * 60);
  await phone.ask('POST', 'captures/confirmation', {});
  tell.step('after the cooling-off he confirms; the gate', await gate(await phone.code()), 'grant permitted');
}
