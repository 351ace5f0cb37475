import { expect } from 'chai';
import {
  type MqttGate,
  type MqttGateOptions,
  startMqttGate,
} from '../../../simulators/gates/mqtt/start-mqtt-gate.js';
import { type Broker, startBroker } from './broker.js';

const BASE = 'gatehouse/v1/hku/main-library';
const NOW = new Date('2026-11-22T04:00:00Z');
const POLICY = { points: [{ point: 'ml-in', hours: { mon: [{ from: '08:00', to: '22:00' }] } }] };

describe('simulated MQTT gate', () => {
  let broker: Broker;
  let gate: MqttGate;
  let now: Date;
  const start = (some: Partial<MqttGateOptions> = {}) =>
    startMqttGate({
      url: broker.url,
      campus: 'hku',
      device: 'main-library',
      token: 'right',
      name: 'Main Library',
      points: [
        { id: 'ml-in', name: 'In' },
        { id: 'ml-out', name: 'Out' },
      ],
      retryMs: 5,
      now: () => now,
      ...some,
    });
  beforeEach(async () => {
    now = NOW;
    broker = await startBroker();
    gate = start();
    await gate.connected();
  });
  afterEach(async () => {
    await gate.stop();
    await broker.stop();
  });

  it('reports itself online, retained, under an id of this connection', async () => {
    const [state] = await broker.heard('/state', 1);
    expect(state).to.deep.include({ topic: `${BASE}/state`, retain: true });
    expect(state?.message).to.have.all.keys('online', 'connection');
    expect(state?.message.online).to.equal(true);
    expect(gate.view()).to.deep.include({ online: true, light: 'grey', door: 'closed' });
  });

  it('asks with a scan and shows the decision with the same id', async () => {
    broker.answerScans(() => ({
      decision: 'grant',
      reason: 'permitted',
      message: '請進',
      at: NOW.toISOString(),
    }));
    const answer = await gate.scan('GH1ABC', 'ml-out');
    const [scan] = await broker.heard('/scan', 1);
    expect(scan?.message).to.deep.equal({
      id: answer.id,
      point: 'ml-out',
      code: 'GH1ABC',
      at: '2026-11-22T04:00:00.000Z',
      expires: '2026-11-22T04:00:05.000Z',
    });
    expect(answer).to.deep.include({ decision: 'grant', reason: 'permitted', message: '請進' });
    expect(gate.view()).to.deep.include({ light: 'green', door: 'open' });
    now = new Date(NOW.getTime() + 5000);
    expect(gate.view()).to.deep.include({ light: 'grey', door: 'closed' });
  });

  it('keeps the door closed when it is refused, when nobody answers and when the answer is of no use', async () => {
    const answers: (object | undefined)[] = [
      { decision: 'deny', reason: 'outside_hours' },
      { decision: 'grant', reason: 'permitted', expires: NOW.toISOString() },
      { decision: 'open sesame', reason: 'permitted' },
      undefined,
    ];
    await gate.stop();
    gate = start({ answerWithinMs: 200 });
    await gate.connected();
    broker.answerScans(() => answers.shift());
    const seen: string[] = [];
    for (let scans = 0; scans < 4; scans += 1) {
      const { decision, reason } = await gate.scan('x');
      seen.push(`${decision} ${reason} ${gate.view().light} ${gate.view().door}`);
    }
    expect(seen).to.deep.equal([
      'deny outside_hours red closed',
      'no_answer answer_expired red closed',
      'no_answer answer_unreadable red closed',
      'no_answer timeout red closed',
    ]);
  });

  it('heeds no decision with another id', async () => {
    const answer = gate.scan('x');
    const [scan] = await broker.heard('/scan', 1);
    await broker.say(`${BASE}/decision`, { id: 'another', decision: 'grant', reason: 'permitted' });
    await broker.say(`${BASE}/decision`, 'no json');
    await broker.say(`${BASE}/decision`, { id: scan?.message.id, decision: 'deny', reason: 'lockdown' });
    expect((await answer).reason).to.equal('lockdown');
  });

  it('stores a pushed policy and acknowledges its version, again and again', async () => {
    const push = (id: string, version: number, some: object = {}) =>
      broker.say(`${BASE}/command`, { id, kind: 'policy', version, payload: POLICY, ...some });
    await push('a', 7);
    await push('b', 7);
    await push('c', 6);
    await push('d', 8, { expires: NOW.toISOString() });
    await push('e', 8, { payload: { points: [{ point: 'elsewhere' }] } });
    await push('f', 8, { payload: 'rubbish' });
    await push('g', 8, { kind: 'dance' });
    const acks = (await broker.heard('/ack', 7)).map(({ message }) => message);
    expect(acks).to.deep.equal([
      { id: 'a', version: 7, ok: true },
      { id: 'b', version: 7, ok: true },
      { id: 'c', version: 7, ok: false, error: 'older_version' },
      { id: 'd', version: 7, ok: false, error: 'expired' },
      { id: 'e', version: 7, ok: false, error: 'unknown_point' },
      { id: 'f', version: 7, ok: false, error: 'unreadable' },
      { id: 'g', version: 7, ok: false, error: 'unknown_kind' },
    ]);
    expect(gate.policy()).to.deep.equal(POLICY);
    expect(gate.view().policyVersion).to.equal(7);
  });

  it('drifts to an older version, says so, and takes the newer one again', async () => {
    await broker.say(`${BASE}/command`, { id: 'a', kind: 'policy', version: 7, payload: POLICY });
    await broker.heard('/ack', 1);
    await gate.driftTo(5);
    const [first, drifted] = await broker.heard('/state', 2);
    expect(drifted?.message).to.deep.equal({ ...first?.message, version: 5 });
    await broker.say(`${BASE}/command`, { id: 'b', kind: 'policy', version: 7, payload: POLICY });
    expect((await broker.heard('/ack', 2))[1]?.message).to.deep.equal({ id: 'b', version: 7, ok: true });
  });

  it('acknowledges an older version or nothing when it is asked to', async () => {
    gate.setQuirks({ ackVersion: 3 });
    await broker.say(`${BASE}/command`, { id: 'a', kind: 'policy', version: 7, payload: POLICY });
    expect((await broker.heard('/ack', 1))[0]?.message).to.deep.equal({ id: 'a', version: 3, ok: true });
    gate.setQuirks({ ackVersion: undefined, silent: true });
    broker.answerScans(() => ({ decision: 'deny', reason: 'lockdown' }));
    await broker.say(`${BASE}/command`, { id: 'b', kind: 'policy', version: 8, payload: POLICY });
    // The answer to the scan comes on the same line after the command: by then the command was obeyed.
    await gate.scan('x');
    expect(gate.view().policyVersion).to.equal(8);
    expect(await broker.heard('/ack', 1)).to.have.length(1);
  });

  it('sends a scan twice under one id when it is asked to', async () => {
    gate.setQuirks({ repeatScans: true });
    broker.answerScans(() => ({ decision: 'deny', reason: 'already_used' }));
    await gate.scan('x');
    const [first, second] = await broker.heard('/scan', 2);
    expect(second?.message).to.deep.equal(first?.message);
  });

  it('cut off, its last will speaks for that connection; back again, it has a new one and its policy still', async () => {
    await broker.say(`${BASE}/command`, { id: 'a', kind: 'policy', version: 7, payload: POLICY });
    await broker.heard('/ack', 1);
    await gate.goOffline();
    const [online, offline] = await broker.heard('/state', 2);
    expect(offline).to.deep.include({ retain: true });
    expect(offline?.message).to.deep.equal({ online: false, connection: online?.message.connection });
    expect(await gate.scan('x')).to.deep.include({ decision: 'no_answer', reason: 'offline' });
    await gate.comeBack();
    const back = (await broker.heard('/state', 3))[2];
    expect(back?.message).to.deep.include({ online: true, version: 7 });
    expect(back?.message.connection).not.to.equal(online?.message.connection);
  });

  it('a lost line is found again, with a last will of the new connection', async () => {
    broker.dropConnections();
    const states = await broker.heard('/state', 3);
    const ids = states
      .filter(({ message }) => message.online === true)
      .map(({ message }) => message.connection);
    expect(new Set(ids).size).to.equal(2);
    await gate.connected();
    await gate.goOffline();
    const wills = (await broker.heard('/state', 4)).filter(({ message }) => message.online === false);
    expect(wills.map(({ message }) => message.connection)).to.deep.equal(ids);
  });

  it('stops with its own word: offline, and no will', async () => {
    await gate.stop();
    const states = await broker.heard('/state', 2);
    expect(states[1]?.message).to.deep.equal({ online: false, connection: states[0]?.message.connection });
  });

  it('a wrong token is refused by the broker, and told', async () => {
    const stranger = start({ device: 'other', token: 'wrong' });
    const refusal = await stranger.connected().then(
      () => 'connected',
      (error: unknown) => String(error),
    );
    expect(refusal).to.match(/not authorized|bad user/i);
    await stranger.stop();
  });

  it('knows its own points only', async () => {
    const refusal = await gate.scan('x', 'elsewhere').catch((error: unknown) => error);
    expect(refusal).to.be.instanceOf(RangeError);
  });
});
