import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { z } from 'zod';
import type { DeviceView } from '../domain/devices.js';
import type { Language, Localized } from '../domain/languages.js';
import type { HookMap, HookName } from '../hooks/hook-map.js';
import type { AnyRoute } from '../http/route.js';
import type { Hub } from './hub.js';

/** A plugin: what it says of itself, and how it begins. The loader reads the card before anything runs. */
export interface Plugin<Settings = unknown, Shared = unknown> {
  /** The folder's name under plugins/. */
  name: string;
  version: string;
  /** Major version of the core that it fits. */
  core: 1;
  title: Localized;
  /** Hooks it fills; `provide` refuses any other. */
  hooks: readonly HookName[];
  /** It calls its devices at the `address` that the campus file has for them; see core/host/policy-by-http.ts. */
  callsDevices?: true;
  /** The form that an admin fills; see core/host/settings-form.ts for `.meta({ secret: true, label, help })`. */
  settings: z.ZodType<Settings>;
  /** Tables of its own, as numbered .sql files; names begin with the plugin's. */
  migrations?: URL;
  /** What all campuses on this node share, such as a broker; started once, before the first scope. */
  startNode?(node: Node): Promise<StartedNode<Shared>>;
  /** Begins for one campus. All that was registered on the scope is taken back when it ends. */
  start(scope: Scope<Settings, Shared>): Promise<void> | void;
}

export interface StartedNode<Shared> {
  shared: Shared;
  stop(): Promise<void>;
  /** The line to another system that all campuses share, such as `mqtt`, for `/readyz` and the metrics. */
  line?: { name: string; isConnected(): boolean };
}

/** Lets `start` infer its settings from the schema. */
export function definePlugin<Settings, Shared = undefined>(
  plugin: Plugin<Settings, Shared>,
): Plugin<Settings, Shared> {
  return plugin;
}

/** What a plugin gets once per node. */
export interface Node {
  /** Data folder of this node, for what may be lost. */
  dataDir: string;
  /** Absolute base address of the hub as people reach it, without a slash at the end. */
  publicUrl: string;
  /** Own address on this machine, for requests to ourselves. */
  localUrl: string;
  mqttUrl: string | undefined;
  amqpUrl?: string | undefined;
  /** TCP port for the embedded broker; 0 chooses one. */
  mqttPort: number;
  production: boolean;
  /** Tells where a service that this plugin started is reached, such as `mqtt` its broker's address. */
  announce(service: string, address: string): void;
  log: Logger;
  now: () => number;
  /** The device that a token belongs to, on any campus where its plugin is enabled; null otherwise. */
  authenticateDevice(token: string): Promise<{ campus: string; device: DeviceView } | null>;
  /** Filled in on the sign-in page of the demo's people; production never has one. */
  demoPassword?: string;
  /** The value of what a campus file names as `${env:NAME}`; the hub's own secrets are not among them. */
  env?(name: string): string | undefined;
  /** Keyed secret of this installation for one purpose (HKDF of GATEHOUSE_SECRET): 32 bytes. */
  secretFor(purpose: string): Buffer;
}

export interface Scope<Settings = unknown, Shared = unknown> {
  campus: CampusFacts;
  settings: Settings;
  shared: Shared;
  node: Node;
  log: Logger;
  /** Aborted when the plugin is disabled for this campus or the hub stops. */
  signal: AbortSignal;
  now: () => number;
  provide<Name extends HookName>(hook: Name, fill: HookMap[Name]): void;
  /** A route of this campus: its path must begin with /{campus-slug}/, /api/v1/campuses/{campus-slug}/ or /plugins/{name}/{campus-slug}/. */
  route(route: AnyRoute): void;
  /** A foreign handler (such as an OIDC provider) under a path that holds the campus's slug as a segment. */
  mount(path: string, handler: RequestHandler): void;
  /** Runs `work` now and then every `seconds`, one at a time; a throw is logged and retried the next time. */
  every(seconds: number, work: (signal: AbortSignal) => Promise<void>): void;
  onStop(undo: () => Promise<void> | void): void;
  hub: Hub;
  /** Statements on the plugin's own tables. */
  query<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
}

/** What a plugin may know of its campus, from the campus file. */
export interface CampusFacts {
  number: number;
  slug: string;
  name: Localized;
  timeZone: string;
  languages: readonly Language[];
}
