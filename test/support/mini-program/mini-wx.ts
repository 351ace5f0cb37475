import { randomBytes } from 'node:crypto';
import type { MiniCanvas } from './mini-canvas.js';

export interface WxAsk {
  loginCode: () => string;
  canvas: MiniCanvas;
  model?: string;
  language?: string;
  go(how: 'navigateTo' | 'redirectTo' | 'reLaunch' | 'navigateBack', url: string): void;
}

/** What a test may look at, and what happens to the phone from outside. */
export interface WxWorld {
  wx: object;
  underWay: Set<Promise<unknown>>;
  /** Every request, oldest first. */
  requests: { method: string; path: string }[];
  /** What is kept encrypted and what in clear. */
  encrypted: Map<string, unknown>;
  plain: Map<string, unknown>;
  screen: { brightness: number; keptOn: boolean; onCapture: string };
  clipboard: string;
  /** No network while true. */
  offline: boolean;
  captured(): void;
}

interface Options {
  success?: (value: unknown) => void;
  fail?: (error: unknown) => void;
  [name: string]: unknown;
}

/** A fake `wx`: storage, screen and navigation in memory, requests by real HTTP. */
export function wxOf(ask: WxAsk): WxWorld {
  const listeners = new Set<() => void>();
  const world: WxWorld = {
    wx: {},
    underWay: new Set(),
    requests: [],
    encrypted: new Map(),
    plain: new Map(),
    screen: { brightness: 0.4, keptOn: false, onCapture: 'none' },
    clipboard: '',
    offline: false,
    captured: () => {
      for (const listener of listeners) listener();
    },
  };
  world.wx = {
    ...talking(world, ask),
    ...keeping(world),
    ...showing(world, ask, listeners),
    ...moving(ask),
  };
  return world;
}

function talking(world: WxWorld, ask: WxAsk) {
  return {
    login: (options: Options) => later(world, options, async () => ({ code: ask.loginCode() })),
    request: (options: Options) => later(world, options, () => send(world, options)),
  };
}

async function send(world: WxWorld, { url, method, data, header }: Options): Promise<unknown> {
  world.requests.push({ method: String(method), path: new URL(String(url)).pathname });
  if (world.offline) throw { errMsg: 'request:fail' };
  const response = await fetch(String(url), {
    method: String(method),
    headers: header as Record<string, string>,
    ...(data === undefined ? {} : { body: JSON.stringify(data) }),
  });
  const text = await response.text();
  return { statusCode: response.status, data: text === '' ? '' : JSON.parse(text) };
}

function keeping(world: WxWorld) {
  const shelf = (encrypt: unknown) => (encrypt === true ? world.encrypted : world.plain);
  return {
    getStorage: (options: Options) =>
      later(world, options, async () => {
        const data = shelf(options['encrypt']).get(String(options['key']));
        if (data === undefined) throw { errMsg: 'getStorage:fail data not found' };
        return { data };
      }),
    setStorage: (options: Options) =>
      later(world, options, async () => {
        shelf(options['encrypt']).set(String(options['key']), options['data']);
        return {};
      }),
    removeStorage: (options: Options) =>
      later(world, options, async () => {
        world.encrypted.delete(String(options['key']));
        world.plain.delete(String(options['key']));
        return {};
      }),
    getStorageSync: (key: string) => world.plain.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => world.plain.set(key, value),
    removeStorageSync: (key: string) => world.plain.delete(key),
    getRandomValues: (options: Options) =>
      later(world, options, async () => ({
        randomValues: new Uint8Array(randomBytes(Number(options['length']))).buffer,
      })),
  };
}

function showing(world: WxWorld, ask: WxAsk, listeners: Set<() => void>) {
  const { screen } = world;
  return {
    getAppBaseInfo: () => ({ language: ask.language ?? 'zh_CN' }),
    getDeviceInfo: () => ({ model: ask.model ?? 'HUAWEI Mate 60' }),
    getWindowInfo: () => ({ pixelRatio: 2 }),
    getScreenBrightness: (options: Options) =>
      later(world, options, async () => ({ value: screen.brightness })),
    setScreenBrightness: ({ value }: { value: number }) => {
      screen.brightness = value;
    },
    setKeepScreenOn: ({ keepScreenOn }: { keepScreenOn: boolean }) => {
      screen.keptOn = keepScreenOn;
    },
    setVisualEffectOnCapture: ({ visualEffect }: { visualEffect: string }) => {
      screen.onCapture = visualEffect;
    },
    onUserCaptureScreen: (listener: () => void) => listeners.add(listener),
    offUserCaptureScreen: (listener: () => void) => listeners.delete(listener),
    createSelectorQuery: () => query(ask.canvas),
    setNavigationBarTitle: () => undefined,
    showToast: () => undefined,
    showModal: (options: Options) => later(world, options, async () => ({ confirm: true })),
    setClipboardData: (options: Options) =>
      later(world, options, async () => {
        world.clipboard = String(options['data']);
        return {};
      }),
    getUpdateManager: () => ({ onUpdateReady: () => undefined, applyUpdate: () => undefined }),
  };
}

function query(canvas: MiniCanvas) {
  const asked = {
    select: () => asked,
    fields: () => asked,
    exec: (done: (found: unknown[]) => void) => done([{ node: canvas, width: 280, height: 280 }]),
  };
  return asked;
}

function moving(ask: WxAsk) {
  return {
    navigateTo: ({ url }: { url: string }) => ask.go('navigateTo', url),
    redirectTo: ({ url }: { url: string }) => ask.go('redirectTo', url),
    reLaunch: ({ url }: { url: string }) => ask.go('reLaunch', url),
    navigateBack: () => ask.go('navigateBack', ''),
  };
}

/** The platform's way: nothing is returned, one of two functions is called. */
function later(world: WxWorld, { success, fail }: Options, work: () => Promise<unknown>): void {
  const done = work().then(
    (value) => success?.(value),
    (error: unknown) => fail?.(error),
  );
  const kept = done.finally(() => world.underWay.delete(kept));
  world.underWay.add(kept);
}
