import type { Gate, GateConfig, GateView } from './gates/gate.js';
import { startHttpScanner } from './gates/http/start-http-scanner.js';
import { type MqttGate, startMqttGate } from './gates/mqtt/start-mqtt-gate.js';
import { type GatesPage, startGatesPage } from './gates/page/start-gates-page.js';
import { type PrinterPanel, startPrinterPanel } from './panel/start-printer-panel.js';
import { type Log, silent } from './support/log.js';
import type { PushPort } from './support/push-port.js';
import { startTill, type Till } from './till/start-till.js';

export interface HubAddress {
  /** The hub's address, without a path. */
  httpUrl: string;
  /** mqtt://host:port of the broker. */
  mqttUrl: string;
}

export interface GateOptions extends GateConfig {
  kind: GateView['kind'];
  /** What a till or panel wants to hear from the hub. */
  pushToken?: string;
  /** Of the messages on its display. */
  language?: string;
}

export interface GatesOptions {
  hub: HubAddress;
  gates: GateOptions[];
  /** Where the hub calls tills and panels; without it they hold nothing. */
  pushPort?: PushPort;
  /** Of the gates' web pages; absent or 0: any free port. */
  port?: number;
  now?: () => Date;
  log?: Log;
}

export interface Gates {
  gatesPageUrl: string;
  find(campus: string, device: string): Gate | undefined;
  /** A device of the campus; an unknown one is a RangeError. */
  gate(campus: string, device: string): Gate;
  /** The same, for what only a gate that speaks MQTT can do. */
  mqttGate(campus: string, device: string): MqttGate;
  till(campus: string, device: string): Till;
  panel(campus: string, device: string): PrinterPanel;
  stop(): Promise<void>;
}

/** Starts the devices, once there is a hub. They connect by themselves and go on trying while it is away. */
export async function startGates(options: GatesOptions): Promise<Gates> {
  const { now = () => new Date(), log = silent, hub, pushPort } = options;
  const mqttGates = new Map<string, MqttGate>();
  const scanners = new Map<string, Gate>();
  const tills = new Map<string, Till>();
  const panels = new Map<string, PrinterPanel>();
  const kinds: ReadonlyMap<string, Gate>[] = [mqttGates, scanners, tills, panels];
  const all = () => kinds.flatMap((some) => [...some.values()]);
  // The pages come first: a port that is taken must not leave devices behind.
  const page: GatesPage = await startGatesPage(all, options.port, log);
  for (const { kind, ...config } of options.gates) {
    const key = `${config.campus}/${config.device}`;
    const asking = { ...config, hubUrl: hub.httpUrl, now, log, ...(pushPort ? { pushPort } : {}) };
    if (kind === 'mqtt') mqttGates.set(key, startMqttGate({ ...config, url: hub.mqttUrl, now, log }));
    else if (kind === 'till') tills.set(key, startTill(asking));
    else if (kind === 'panel') panels.set(key, startPrinterPanel(asking));
    else scanners.set(key, startHttpScanner({ ...config, hubUrl: hub.httpUrl, now, log }));
  }
  const any = (key: string) => kinds.flatMap((some) => some.get(key) ?? [])[0];
  return {
    gatesPageUrl: page.url,
    find: (campus, device) => any(`${campus}/${device}`),
    gate: (campus, device) => found(any(`${campus}/${device}`), device),
    mqttGate: (campus, device) => found(mqttGates.get(`${campus}/${device}`), device),
    till: (campus, device) => found(tills.get(`${campus}/${device}`), device),
    panel: (campus, device) => found(panels.get(`${campus}/${device}`), device),
    stop: async () => {
      await page.stop();
      await Promise.all(all().map((gate) => gate.stop()));
    },
  };
}

function found<T>(gate: T | undefined, device: string): T {
  if (gate === undefined) throw new RangeError(`The virtual campus has no gate ${device} of that kind.`);
  return gate;
}
