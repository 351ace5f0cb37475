import { randomUUID } from 'node:crypto';
import { type Log, silent } from '../../support/log.js';
import { noAnswer } from '../answer.js';
import type { Answer, Gate, GateConfig, Message } from '../gate.js';
import { Panel } from '../panel.js';
import { Connection } from './connection.js';
import { PendingScans } from './pending-scans.js';
import { PolicyMemory, type PushedPolicy } from './policy-memory.js';
import { topics } from './topics.js';

export interface MqttGateOptions extends GateConfig {
  /** mqtt://host:port of the broker. */
  url: string;
  /** MQTT 3.1.1 (4, when absent) or 5. */
  protocol?: 4 | 5;
  /** How long a scan waits for its answer, and how long it may be answered at all; 5000 when absent. */
  answerWithinMs?: number;
  retryMs?: number;
  now?: () => Date;
  log?: Log;
}

export interface MqttGateQuirks {
  /** Every scan is sent twice, as QoS 1 allows. */
  repeatScans: boolean;
  /** Commands are obeyed and never acknowledged. */
  silent: boolean;
  /** Acknowledgements name this version, whatever is held. */
  ackVersion: number | undefined;
}

export interface MqttGate extends Gate {
  /** Resolves when it is online, rejects when the broker refuses it. */
  connected(): Promise<void>;
  policy(): PushedPolicy | undefined;
  /** Falls back to an older policy version and reports it. */
  driftTo(version: number): Promise<void>;
  setQuirks(quirks: Partial<MqttGateQuirks>): void;
}

/** Starts a gate that speaks MQTT. It keeps trying to connect; `connected()` tells when it has. */
export function startMqttGate(options: MqttGateOptions): MqttGate {
  const {
    now = () => new Date(),
    log = silent,
    answerWithinMs = 5000,
    protocol = 4,
    retryMs = 1000,
  } = options;
  const panel = new Panel(options, now);
  const pending = new PendingScans();
  const memory = new PolicyMemory(options);
  const topic = topics(options);
  let quirks: MqttGateQuirks = { repeatScans: false, silent: false, ackVersion: undefined };
  let cut = false;

  const obey = (message: Message) => {
    const ack = memory.obey(message, now());
    if (ack === undefined || quirks.silent) return;
    connection.publish(topic.ack, { ...ack, version: quirks.ackVersion ?? ack.version });
  };
  const heard = (from: string, message: Message) => {
    if (from === topic.decision) pending.answered(message, now());
    if (from === topic.command) obey(message);
  };
  const facts = () => (memory.version === undefined ? {} : { version: memory.version });
  const connection = new Connection({ ...options, protocol, retryMs, log }, heard, facts);

  const ask = (code: string, point: string): Promise<Answer> => {
    const id = randomUUID();
    if (cut) return Promise.resolve(noAnswer(id, 'offline'));
    const at = now();
    const expires = new Date(at.getTime() + answerWithinMs).toISOString();
    const answer = pending.wait(id, answerWithinMs);
    const times = quirks.repeatScans ? 2 : 1;
    for (let sent = 0; sent < times; sent += 1) {
      connection.publish(topic.scan, { id, point, code, at: at.toISOString(), expires });
    }
    return answer;
  };

  connection.open();
  return {
    view: () => ({
      kind: 'mqtt',
      ...panel.view(),
      online: connection.online,
      ...(memory.version === undefined ? {} : { policyVersion: memory.version }),
    }),
    scan: async (text, pointId) => {
      const point = panel.point(pointId);
      return panel.show(point, await ask(text, point.id));
    },
    connected: () => connection.connected(),
    policy: () => memory.policy,
    driftTo: async (version) => {
      memory.driftTo(version);
      await connection.report();
    },
    setQuirks: (some) => {
      quirks = { ...quirks, ...some };
    },
    goOffline: async () => {
      cut = true;
      await connection.destroy();
      pending.abandon('offline');
    },
    comeBack: async () => {
      cut = false;
      connection.open();
      await connection.connected();
    },
    stop: async () => {
      cut = true;
      await connection.close();
      pending.abandon('offline');
    },
  };
}
