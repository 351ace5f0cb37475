import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import mqtt from 'mqtt';

const {
  TEST_MQTT_URL = '',
  TEST_MQTT_USER = '',
  TEST_MQTT_PASSWORD = '',
  TEST_MQTT_ADD_DEVICE = '',
} = process.env;
const BASE = 'gatehouse/v1';

type Version = 4 | 5;
const connect = (username: string, password: string, protocolVersion: Version) =>
  mqtt.connectAsync(TEST_MQTT_URL, { username, password, protocolVersion, reconnectPeriod: 0 });

for (const [name, version] of [
  ['3.1.1', 4],
  ['5', 5],
] as [string, Version][]) {
  describe(`Mosquitto with the rules that the hub ships, MQTT ${name}`, () => {
    const one = `hku/rules-one-${version}`;
    const two = `hku/rules-two-${version}`;
    const clients: mqtt.MqttClient[] = [];
    const open = async (user: string, password: string) => {
      const client = await connect(user, password, version);
      clients.push(client);
      return client;
    };
    before(() => {
      for (const device of [one, two]) execFileSync(TEST_MQTT_ADD_DEVICE, [device, 'peer-secret']);
    });
    afterEach(async () => {
      for (const client of clients.splice(0)) await client.endAsync();
    });

    /** Publishes to each topic, then says goodbye on `last`; answers what the listener heard before that. */
    async function heard(
      listener: mqtt.MqttClient,
      speaker: mqtt.MqttClient,
      topics: string[],
      last: string,
    ) {
      const seen: string[] = [];
      const end = new Promise<void>((resolve) => {
        listener.on('message', (topic, _payload, { retain }) => {
          if (topic === last) resolve();
          // Retained states of other suites' devices stand on the same broker.
          else if (!retain) seen.push(topic);
        });
      });
      for (const topic of [...topics, last])
        await speaker.publishAsync(topic, '{}', { qos: 1 }).catch(() => undefined);
      await end;
      return seen;
    }

    it('lets a device write under its own name and nowhere else', async () => {
      const hub = await open(TEST_MQTT_USER, TEST_MQTT_PASSWORD);
      await hub.subscribeAsync(`${BASE}/#`, { qos: 1 });
      const device = await open(one, 'peer-secret');
      const refused = [
        `${two}/scan`,
        `${one}/decision`,
        `${one}/command`,
        'hku/all/delta',
        'hkust-gz/rules-one/scan',
      ];
      const granted = ['scan', 'event', 'ack'].map((leaf) => `${BASE}/${one}/${leaf}`);
      const topics = [...refused.map((topic) => `${BASE}/${topic}`), ...granted];
      expect(await heard(hub, device, topics, `${BASE}/${one}/state`)).to.deep.equal(granted);
    });

    it('lets a device hear what is for itself and its campus, whatever it subscribes to', async () => {
      const device = await open(one, 'peer-secret');
      await device.subscribeAsync('#', { qos: 1 });
      const hub = await open(TEST_MQTT_USER, TEST_MQTT_PASSWORD);
      const strange = [
        `${two}/decision`,
        `${two}/command`,
        `${two}/scan`,
        'hkust-gz/all/delta',
        'hkust-gz/group/1/manifest',
      ];
      const own = [`${one}/decision`, `${one}/command`, 'hku/group/1/manifest'].map(
        (topic) => `${BASE}/${topic}`,
      );
      const topics = [...strange.map((topic) => `${BASE}/${topic}`), ...own];
      expect(await heard(device, hub, topics, `${BASE}/hku/all/delta`)).to.deep.equal(own);
    });

    it('lets nobody in without the right password', async () => {
      for (const [user, password] of [
        [one, 'wrong'],
        ['hku/unknown', 'peer-secret'],
      ] as const) {
        const refusal = await open(user, password).then(
          () => 'let in',
          (error: { code: number }) => error.code,
        );
        expect(refusal).to.equal(version === 5 ? 135 : 5);
      }
      const nameless = mqtt.connect(TEST_MQTT_URL, { protocolVersion: version, reconnectPeriod: 0 });
      clients.push(nameless);
      const error = await new Promise((resolve) => nameless.once('error', resolve));
      expect(error).to.have.property('code', version === 5 ? 135 : 5);
    });
  });
}
