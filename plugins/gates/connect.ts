import { randomBytes } from 'node:crypto';
import { Socket } from 'node:net';
import mqtt, { type MqttClient } from 'mqtt';
import type { Logger } from 'pino';

export interface BrokerAddress {
  url: string;
  /** Absent when they stand in the URL. */
  username?: string;
  password?: string;
}

/** "Unacceptable protocol version" of MQTT 3.1.1, and "unsupported protocol version" of 5.0. */
const NO_MQTT_5 = [1, 132];
const MAX_PACKET = 262_144;
const RETRY_MS = 1_000;

/**
 * The hub's connection to its broker, kept up in the background. It speaks MQTT 5 and falls back to 3.1.1 when the
 * broker does not.
 */
export function connectToBroker(address: BrokerAddress, protocolVersion: 4 | 5, log: Logger): MqttClient {
  const { url, ...credentials } = address;
  const client = mqtt.connect(url, {
    ...credentials,
    protocolVersion,
    clientId: `gatehouse-${randomBytes(8).toString('hex')}`,
    clean: true,
    keepalive: 30,
    reconnectPeriod: RETRY_MS,
    reconnectOnConnackError: true,
    resubscribe: false,
    queueQoSZero: false,
    ...(protocolVersion === 5 ? { properties: { maximumPacketSize: MAX_PACKET } } : {}),
  });
  client.on('connect', () => {
    // An answer of a few bytes must not wait for the acknowledgement of the one before: 40 ms each.
    if (client.stream instanceof Socket) client.stream.setNoDelay(true);
  });
  client.on('error', (error) => {
    const code = 'code' in error ? error.code : undefined;
    if (typeof code === 'number' && NO_MQTT_5.includes(code)) {
      client.options.protocolVersion = 4;
      delete client.options.properties;
    }
    log.warn({ code }, 'the MQTT broker refused or failed; trying again');
  });
  return client;
}
