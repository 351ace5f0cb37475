import type { DeviceView } from '../../core/domain/devices.js';
import { Problem } from '../../core/domain/problem.js';
import { sentence } from '../../core/domain/sentences/index.js';
import { TokenBucket } from '../../core/domain/token-bucket.js';
import type { Scope } from '../../core/host/plugin.js';
import type { GateBus, Incoming } from './bus.js';
import type { Reports } from './reports.js';
import type { GateSettings } from './settings.js';
import { type DecisionMessage, readPayload, type ScanMessage, scanMessage, topic } from './topics.js';

/** Scans of one campus that this node decides at the same time; what is more is told to ask again. */
const AT_ONCE = 500;
/** How far ahead of the hub's a gate's clock may be, in ms. */
const AHEAD_MS = 30_000;
/** Problems that say the gate is set up wrongly; anything else may pass by itself. */
const SET_UP_WRONGLY = ['point_not_yours', 'request_id_reused'];

export type GateScope = Scope<GateSettings, GateBus>;

/** Brings scans to be decided, and the answer back to the gate that asked. */
export class ScanDesk {
  readonly #buckets = new Map<string, TokenBucket>();
  #running = 0;

  constructor(
    private readonly scope: GateScope,
    private readonly reports: Reports,
  ) {}

  async hear(device: DeviceView, message: Incoming): Promise<void> {
    const scan = this.#read(device, message);
    if (!scan) return;
    const answer = await this.#decide(device, scan);
    // A plugin that was disabled meanwhile answers nobody.
    if (this.scope.signal.aborted) return;
    const { answerSeconds } = this.scope.settings;
    const to = this.#answerTopic(device, message);
    await this.scope.shared.send(to, answer, answerSeconds, message.correlationData);
  }

  /** A scan that is worth deciding; anything else is counted and told to the admin. */
  #read(device: DeviceView, message: Incoming): ScanMessage | null {
    const drop = (why: string) => {
      this.reports.refused(`scan.${why}`, device.id);
      return null;
    };
    const now = this.scope.now();
    if (message.retain) return drop('retained');
    if (!this.#bucket(device.id).take(now)) return drop('too_many');
    const scan = readPayload(scanMessage, message.payload);
    if (!scan) return drop('malformed');
    // Nobody stands at the gate any more, and an answer would open it for somebody else.
    if (Date.parse(scan.expires) <= now) return drop('expired');
    return Date.parse(scan.at) > now + AHEAD_MS ? drop('clock_ahead') : scan;
  }

  async #decide(device: DeviceView, scan: ScanMessage): Promise<DecisionMessage> {
    if (this.#running >= AT_ONCE) return this.#refusal(scan, 'try_again');
    this.#running += 1;
    try {
      const { point, code, id } = scan;
      const { at, decision, reason, message } = await this.scope.hub.decideScan({
        device,
        point,
        code,
        requestId: id,
      });
      return { id, decision, reason, message, at, expires: this.#expires(Date.parse(at)) };
    } catch (error) {
      return this.#failed(device, scan, error);
    } finally {
      this.#running -= 1;
    }
  }

  #failed(device: DeviceView, scan: ScanMessage, error: unknown): DecisionMessage {
    const code = error instanceof Problem ? error.code : 'failed';
    if (SET_UP_WRONGLY.includes(code)) {
      this.reports.count(`scan.${code}`);
      return this.#refusal(scan, code);
    }
    this.scope.log.warn({ device: device.id, code, error: (error as Error).name }, 'a scan was not decided');
    return this.#refusal(scan, 'try_again');
  }

  /** No decision was recorded, so the gate stays closed. */
  #refusal({ id }: ScanMessage, reason: string): DecisionMessage {
    const now = this.scope.now();
    const message = sentence(
      reason === 'try_again' ? 'try_again' : 'not_permitted_here',
      'vendor',
      this.scope.campus.languages[0] ?? 'en',
    );
    const at = new Date(now).toISOString();
    return { id, decision: 'deny', reason, message, at, expires: this.#expires(now) };
  }

  /**
   * Good from the moment of the decision. A replayed answer is as old as it is: a gate that asks again with the same
   * id cannot renew a grant.
   */
  #expires(at: number): string {
    return new Date(at + this.scope.settings.answerSeconds * 1000).toISOString();
  }

  /**
   * MQTT 5's response topic counts only below the gate's own decisions: the hub may write anywhere, and must not be
   * made to write a grant to another gate.
   */
  #answerTopic(device: DeviceView, { responseTopic }: Incoming): string {
    const own = topic({ campus: this.scope.campus.slug, device: device.id }, 'decision');
    if (responseTopic === undefined || responseTopic === own) return own;
    if (responseTopic.startsWith(`${own}/`) && !/[+#]/.test(responseTopic)) return responseTopic;
    this.reports.refused('scan.response_topic', device.id);
    return own;
  }

  #bucket(device: string): TokenBucket {
    const { scansPerSecond } = this.scope.settings;
    const bucket = this.#buckets.get(device) ?? new TokenBucket(scansPerSecond, scansPerSecond);
    this.#buckets.set(device, bucket);
    return bucket;
  }
}
