import { MiniCanvas } from './mini-canvas.js';
import { clientJson, MiniModules } from './mini-modules.js';
import { MiniTimers } from './mini-timers.js';
import { type WxWorld, wxOf } from './mini-wx.js';

export interface MiniPhoneAsk {
  /** The hub, as the campus would write it into config.js. */
  hubUrl: string;
  /** What `wx.login` gives on this phone. */
  loginCode: () => string;
  /** The phone's own clock, which may be wrong. */
  now: () => number;
  model?: string;
  version?: string;
  language?: string;
}

type Handler = (event: unknown) => unknown;
export interface MiniPage {
  route: string;
  data: Record<string, unknown>;
  setData(patch: Record<string, unknown>): void;
  [member: string]: unknown;
}

/**
 * A phone on which the client's own files run: the platform's functions are a fake, whose requests are real HTTP to a
 * real hub. Nothing is drawn but the code; the pages' data is what their templates would show.
 */
export class MiniPhone {
  readonly canvas = new MiniCanvas();
  readonly timers: MiniTimers;
  readonly world: WxWorld;
  readonly #modules: MiniModules;
  readonly #definitions = new Map<string, Record<string, unknown>>();
  readonly #app: { globalData: Record<string, unknown>; onLaunch?: () => void };
  #stack: MiniPage[] = [];
  #registering = '';

  constructor(ask: MiniPhoneAsk) {
    this.timers = new MiniTimers(ask.now);
    this.world = wxOf({ ...ask, canvas: this.canvas, go: (how, url) => this.#go(how, url) });
    let app = { globalData: {} };
    this.#modules = new MiniModules(
      {
        wx: this.world.wx,
        App: (definition: typeof app) => {
          app = definition;
        },
        Page: (definition: Record<string, unknown>) => this.#definitions.set(this.#registering, definition),
        getApp: () => this.#app,
        setTimeout: this.timers.set,
        clearTimeout: this.timers.clear,
        Date: clockedDate(ask.now),
      },
      { HUB_URL: ask.hubUrl, ...(ask.version === undefined ? {} : { VERSION: ask.version }) },
    );
    this.#modules.load('app.js');
    this.#app = app;
  }

  /** Opens the mini program, at its first page or as a link does. */
  async launch(url = `/${(clientJson('app.json')['pages'] as string[])[0]}`): Promise<void> {
    this.#app.onLaunch?.();
    this.#go('reLaunch', url);
    await this.quiet();
  }

  get page(): MiniPage {
    const page = this.#stack.at(-1);
    if (!page) throw new Error('the mini program is not open');
    return page;
  }

  /** A tap on what is bound to this handler, with what the element says of itself. */
  async tap(handler: string, dataset: Record<string, unknown> = {}): Promise<void> {
    await this.event(handler, {}, dataset);
  }

  async event(handler: string, detail: object, dataset: Record<string, unknown> = {}): Promise<void> {
    const bound = this.page[handler] as Handler | undefined;
    if (!bound) throw new Error(`the page ${this.page.route} has no ${handler}`);
    bound.call(this.page, { detail, currentTarget: { dataset } });
    await this.quiet();
  }

  /** The person turns to another app, and comes back. */
  async turnAway(): Promise<void> {
    call(this.page, 'onHide');
    await this.quiet();
  }
  async comeBack(): Promise<void> {
    call(this.page, 'onShow');
    await this.quiet();
  }

  /** The arrow at the top. */
  async goBack(): Promise<void> {
    this.#go('navigateBack', '');
    await this.quiet();
  }

  /** The system's keys for a screen capture were pressed. */
  async captureScreen(): Promise<void> {
    this.world.captured();
    await this.quiet();
  }

  /** Time has passed: whatever waited for it runs. */
  async wake(): Promise<void> {
    this.timers.run();
    await this.quiet();
  }

  /** Until no request is under way and nothing follows from the last. */
  async quiet(): Promise<void> {
    do {
      await Promise.allSettled(this.world.underWay);
      for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    } while (this.world.underWay.size > 0);
  }

  #go(how: 'navigateTo' | 'redirectTo' | 'reLaunch' | 'navigateBack', url: string): void {
    const before = this.#stack.at(-1);
    if (before) call(before, how === 'navigateTo' ? 'onHide' : 'onUnload');
    if (how === 'reLaunch') this.#stack = [];
    if (how === 'redirectTo' || how === 'navigateBack') this.#stack.pop();
    if (how !== 'navigateBack') this.#open(url);
    call(this.page, 'onShow');
  }

  #open(url: string): void {
    const [route = '', query = ''] = url.replace(/^\//, '').split('?');
    this.#stack.push(this.#make(route));
    // As the platform gives them: not decoded.
    const options = Object.fromEntries(query.split('&').map((pair) => pair.split('=')));
    call(this.page, 'onLoad', options);
  }

  #make(route: string): MiniPage {
    if (!this.#definitions.has(route)) {
      this.#registering = route;
      this.#modules.load(`${route}.js`);
    }
    const definition = this.#definitions.get(route);
    if (!definition) throw new Error(`there is no page ${route}`);
    const data = structuredClone(definition['data'] ?? {}) as Record<string, unknown>;
    return { ...definition, route, data, setData: (patch) => void Object.assign(data, patch) };
  }
}

function call(page: MiniPage, name: string, options?: object): void {
  const bound = page[name] as ((given?: object) => unknown) | undefined;
  const done = bound?.call(page, options);
  // What a life cycle throws would be seen in the console; here it fails the test.
  if (done instanceof Promise)
    done.catch((error: unknown) =>
      queueMicrotask(() => {
        throw error;
      }),
    );
}

function clockedDate(now: () => number): DateConstructor {
  return class extends Date {
    constructor(...given: unknown[]) {
      super(...((given.length === 0 ? [now()] : given) as [number]));
    }
    static override now = now;
  } as unknown as DateConstructor;
}
