import type { GateConfig } from '../gate.js';

/** A device's topics below `gatehouse/v1/<campus>/<device>/`. */
export function topics({ campus, device }: Pick<GateConfig, 'campus' | 'device'>) {
  const own = `gatehouse/v1/${campus}/${device}`;
  return {
    scan: `${own}/scan`,
    decision: `${own}/decision`,
    command: `${own}/command`,
    ack: `${own}/ack`,
    state: `${own}/state`,
  };
}
