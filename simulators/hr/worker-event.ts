import type { Person } from '../people/people.js';

/** A worker as HR's records are after a change, or deleted; `place` counts HR's changes. */
export interface WorkerChange {
  sourceKey: string;
  worker?: Person;
  place: number;
  at: Date;
}

export interface WorkerEvent {
  specversion: '1.0';
  id: string;
  source: string;
  type: string;
  time: string;
  sequence: string;
  datacontenttype: 'application/json';
  data: Record<string, unknown>;
}

/** A change as a CloudEvents 1.0 event in the JSON format, and the routing key under which it goes out. */
export function workerEvent(
  campus: string,
  { sourceKey, worker, place, at }: WorkerChange,
): { routingKey: string; event: WorkerEvent } {
  const what = worker === undefined ? 'left' : 'changed';
  return {
    routingKey: `worker.${what}.${campus}`,
    event: {
      specversion: '1.0',
      id: `${campus}-${place}`,
      source: `/hr/${campus}`,
      type: `test.campus.hr.worker.${what}.v1`,
      time: at.toISOString(),
      sequence: String(place).padStart(10, '0'),
      datacontenttype: 'application/json',
      data: worker === undefined ? { sourceKey } : personRecord(worker),
    },
  };
}

/** The fields that the receiver asks for, and no others. */
function personRecord(worker: Person): Record<string, unknown> {
  const { sourceKey, loginName, name, email, mobile, affiliation } = worker;
  const { entity, unit, appointments, dutyConfirmed, card } = worker;
  return {
    ...{ sourceKey, loginName, email, mobile, affiliation, entity, unit, appointments, dutyConfirmed, card },
    name: [name.en, name.zh].filter(Boolean).join(' '),
  };
}
