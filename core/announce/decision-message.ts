import type { DecisionEvent } from '../domain/decision-event.js';

/** Reverse-DNS by habit; `.internal` is reserved for private use, so the type is nobody's domain. */
export const DECISION_TYPE = 'internal.gatehouse.decision.v1';

/** One message for the broker. */
export interface BrokerMessage {
  id: string;
  /** A durable topic exchange of the campus. */
  exchange: string;
  routingKey: string;
  type: string;
  /** A CloudEvents 1.0 event in the JSON format (structured mode: AMQP 0-9-1 has no binding of its own). */
  body: Buffer;
}

/** What the broker is told of a decision. `source` and `id` together are unique: who gets one twice drops the second. */
export function decisionMessage(event: DecisionEvent): BrokerMessage {
  const { id, campus, point, outcome, at } = event;
  const envelope = {
    specversion: '1.0',
    id,
    source: `/campuses/${campus}`,
    type: DECISION_TYPE,
    time: at,
    subject: point,
    datacontenttype: 'application/json',
    data: event,
  };
  return {
    id,
    exchange: exchangeOf(campus),
    routingKey: `decision.${point}.${outcome}`,
    type: DECISION_TYPE,
    body: Buffer.from(JSON.stringify(envelope)),
  };
}

export function exchangeOf(campus: string): string {
  return `gatehouse.${campus}`;
}
