import type { Gate, GateConfig } from './gates/gate.js';
import { startHttpScanner } from './gates/http/start-http-scanner.js';
import { type MqttGate, startMqttGate } from './gates/mqtt/start-mqtt-gate.js';
import { type GatesPage, startGatesPage } from './gates/page/start-gates-page.js';
import { type Log, silent } from './support/log.js';

export interface HubAddress {
  /** The hub's address, without a path. */
  httpUrl: string;
  /** mqtt://host:port of the broker. */
  mqttUrl: string;
}

export interface GateOptions extends GateConfig {
  kind: 'mqtt' | 'http';
}

export interface GatesOptions {
  hub: HubAddress;
  gates: GateOptions[];
  /** Of the gates' web pages; absent or 0: any free port. */
  port?: number;
  now?: () => Date;
  log?: Log;
}

export interface Gates {
  gatesPageUrl: string;
  /** A device of the campus; an unknown one is a RangeError. */
  gate(campus: string, device: string): Gate;
  /** The same, for what only a gate that speaks MQTT can do. */
  mqttGate(campus: string, device: string): MqttGate;
  stop(): Promise<void>;
}

/** Starts the devices, once there is a hub. They connect by themselves and go on trying while it is away. */
export async function startGates(options: GatesOptions): Promise<Gates> {
  const { now = () => new Date(), log = silent } = options;
  const scanners = new Map<string, Gate>();
  const mqttGates = new Map<string, MqttGate>();
  // The pages come first: a port that is taken must not leave devices behind.
  const page: GatesPage = await startGatesPage(
    () => [...mqttGates.values(), ...scanners.values()],
    options.port,
    log,
  );
  for (const { kind, ...config } of options.gates) {
    const key = `${config.campus}/${config.device}`;
    if (kind === 'mqtt') mqttGates.set(key, startMqttGate({ ...config, url: options.hub.mqttUrl, now, log }));
    else scanners.set(key, startHttpScanner({ ...config, hubUrl: options.hub.httpUrl, now, log }));
  }
  return {
    gatesPageUrl: page.url,
    gate: (campus, device) =>
      found(mqttGates.get(`${campus}/${device}`) ?? scanners.get(`${campus}/${device}`), device),
    mqttGate: (campus, device) => found(mqttGates.get(`${campus}/${device}`), device),
    stop: async () => {
      await page.stop();
      await Promise.all([...mqttGates.values(), ...scanners.values()].map((gate) => gate.stop()));
    },
  };
}

function found<T>(gate: T | undefined, device: string): T {
  if (gate === undefined) throw new RangeError(`The virtual campus has no gate ${device} of that kind.`);
  return gate;
}
