import type { DeviceView } from '../../core/domain/devices.js';
import type { Acks } from './acks.js';
import type { Desk, Incoming } from './bus.js';
import type { Reports } from './reports.js';
import { type GateScope, ScanDesk } from './scan.js';
import { ackMessage, readPayload, stateMessage, type Upward } from './topics.js';

/** Hears the gates of one campus. Whatever a gate says, the hub goes on. */
export class CampusDesk implements Desk {
  readonly #scans: ScanDesk;

  constructor(
    private readonly scope: GateScope,
    private readonly reports: Reports,
    private readonly acks: Acks,
  ) {
    this.#scans = new ScanDesk(scope, reports);
  }

  hear(kind: Upward, id: string, message: Incoming): void {
    const device = this.scope.hub.devices().find((own) => own.id === id);
    // On a broker elsewhere the name is the broker's word; a device that was withdrawn here is nobody.
    if (!device) {
      this.reports.refused('device.unknown', id, { kind });
      return;
    }
    this.#take(kind, device, message).catch((error: Error) => {
      this.scope.log.warn(
        { device: id, kind, error: error.message },
        'a message of a gate was not taken care of',
      );
    });
  }

  refused(action: string, device: string, detail: Record<string, unknown>): void {
    this.reports.refused(action, device, detail);
  }

  /** At the start nobody is connected to a broker of our own, whatever was true when the hub went down. */
  async allAway(): Promise<void> {
    for (const { id } of this.scope.hub.devices()) {
      await this.scope.hub.deviceState(id, { online: false, connection: '' });
    }
  }

  async #take(kind: Upward, device: DeviceView, message: Incoming): Promise<void> {
    if (kind === 'scan') return this.#scans.hear(device, message);
    if (kind === 'state') return this.#state(device, message);
    if (kind === 'ack') return this.#ack(device, message);
  }

  /** The hub tells the will of an older connection by its id, and drift by the version. */
  async #state({ id }: DeviceView, { payload }: Incoming): Promise<void> {
    // An empty payload clears the retained state.
    if (payload.length === 0) return;
    const state = readPayload(stateMessage, payload);
    if (!state) return this.reports.refused('state.malformed', id);
    const { online, connection, version } = state;
    await this.scope.hub.deviceState(id, { online, connection });
    if (online && typeof version === 'number') await this.scope.hub.deviceApplied(id, version);
  }

  async #ack({ id }: DeviceView, { payload }: Incoming): Promise<void> {
    const ack = readPayload(ackMessage, payload);
    if (!ack) return this.reports.refused('ack.malformed', id);
    if (this.acks.arrived(id, ack) || ack.version === null) return;
    // Nobody here waited for it: another node did, it came late, or the gate holds something else.
    await this.scope.hub.deviceApplied(id, ack.version);
  }
}
