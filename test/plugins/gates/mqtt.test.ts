import { execFileSync } from 'node:child_process';
import { gateContract } from './gate-contract.js';
import { startGateHub } from './gate-hub.js';

const {
  TEST_MQTT_URL,
  TEST_MQTT_USER = '',
  TEST_MQTT_PASSWORD = '',
  TEST_MQTT_ADD_DEVICE = '',
} = process.env;

gateContract('gates over MQTT 3.1.1 on the embedded broker', 4, () => startGateHub());

// Set by the peers' run, where a missing one is a failure of its own.
if (TEST_MQTT_URL !== undefined) {
  const url = new URL(TEST_MQTT_URL);
  url.username = TEST_MQTT_USER;
  url.password = TEST_MQTT_PASSWORD;
  const elsewhere = {
    mqttUrl: url.href,
    provision: async (name: string, token: string) => void execFileSync(TEST_MQTT_ADD_DEVICE, [name, token]),
  };
  gateContract('gates over MQTT 3.1.1 on Mosquitto', 4, () => startGateHub(elsewhere));
  gateContract('gates over MQTT 5 on Mosquitto', 5, () => startGateHub(elsewhere));
}
