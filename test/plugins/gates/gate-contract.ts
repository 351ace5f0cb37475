import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import mqtt from 'mqtt';
import { pushPolicy } from '../../../core/use-cases/push-policy.js';
import { until } from '../../core/jobs/until.js';
import { EAST, gateCampus, WEST } from './campus-files.js';
import type { GateHub } from './gate-hub.js';
import { RawGate } from './raw-gate.js';

const NORTH = `${WEST}/north`;
const NEVER = new AbortController().signal;

/** What every MQTT gate may rely on, whichever broker stands between it and the hub. */
export function gateContract(title: string, protocol: 4 | 5, start: () => Promise<GateHub>): void {
  describe(title, () => {
    let hub: GateHub;
    let gates: RawGate[];
    before(async () => {
      hub = await start();
    });
    after(() => hub.stop());
    beforeEach(() => {
      gates = [];
    });
    afterEach(() => Promise.all(gates.map((gate) => gate.close())));

    const connect = async (
      name: string,
      more: { token?: string; willOn?: string; version?: number } = {},
    ): Promise<RawGate> => {
      const [campus = '', device = ''] = name.split('/');
      const gate = await RawGate.connect(hub.mqttUrl, {
        name,
        token: hub.token(campus, device),
        protocol,
        ...more,
      });
      gates.push(gate);
      return gate;
    };
    const scanOf = (code: string, more: Record<string, unknown> = {}) => {
      const at = hub.context.now();
      const times = { at: new Date(at).toISOString(), expires: new Date(at + 5_000).toISOString() };
      return { id: randomUUID(), point: 'north-gate', code, ...times, ...more };
    };
    const ask = async (gate: RawGate, scan: ReturnType<typeof scanOf>) => {
      await gate.say('scan', scan);
      return (await gate.answerTo(scan.id)).body;
    };
    /** The hub has heard all that this gate said before: messages of one connection keep their order. */
    const settled = async (gate: RawGate) => {
      const point = `${gate.name.split('/')[1]}-gate`;
      await ask(gate, scanOf('rubbish', { point }));
    };
    const stateOf = (
      device: string,
      test: (state: { online: boolean; connection: string | null }) => boolean,
    ) =>
      until(async () => {
        const state = await hub.state(WEST, device);
        return state && test(state) && state;
      }, `${device} is as expected`);

    describe('a scan', () => {
      it('is answered on the decision topic, with all that a gate needs', async () => {
        const gate = await connect(NORTH);
        const scan = scanOf(hub.code(WEST));
        await gate.say('scan', scan);
        const { topic, body, packet } = await gate.answerTo(scan.id);
        expect(topic).to.equal('gatehouse/v1/hku/north/decision');
        expect(body).to.have.all.keys('id', 'decision', 'reason', 'message', 'at', 'expires');
        expect(body).to.include({ id: scan.id, decision: 'grant', reason: 'permitted' });
        expect(Date.parse(String(body.expires)) - Date.parse(String(body.at))).to.equal(3_000);
        expect(packet).to.include({ qos: 1, retain: false });
      });

      it('asked again has the same answer and one event; the same code under another id is used', async () => {
        const gate = await connect(NORTH);
        const before = (await hub.events(WEST)).length;
        const scan = scanOf(hub.code(WEST));
        const first = await ask(gate, scan);
        gate.heard.length = 0;
        expect(await ask(gate, scan)).to.deep.equal(first);
        expect((await hub.events(WEST)).length).to.equal(before + 1);
        // Within 3 s the same device is answered the same: people hold the phone on.
        hub.advance(3_500);
        expect(await ask(gate, scanOf(scan.code))).to.include({ decision: 'deny', reason: 'already_used' });
      });

      it("of another campus's code says so", async () => {
        const gate = await connect(NORTH);
        expect(await ask(gate, scanOf(hub.code(EAST)))).to.include({
          decision: 'deny',
          reason: 'wrong_campus',
        });
      });

      it('for a point of another gate is refused, audited and no event', async () => {
        const gate = await connect(NORTH);
        const before = await hub.events(WEST);
        const answer = await ask(gate, scanOf(hub.code(WEST), { point: 'south-gate' }));
        expect(answer).to.include({ decision: 'deny', reason: 'point_not_yours' });
        expect(await hub.events(WEST)).to.deep.equal(before);
        const rows = await hub.audited(WEST, 'device.refused');
        expect(rows.at(-1)).to.deep.include({ actor: 'device:north', detail: { cause: 'point_not_yours' } });
      });

      it('past its expiry or from the future is dropped', async () => {
        const gate = await connect(NORTH);
        const before = (await hub.events(WEST)).length;
        const code = hub.code(WEST);
        const now = hub.context.now();
        const iso = (ms: number) => new Date(now + ms).toISOString();
        await gate.say('scan', scanOf(code, { at: iso(-5_000), expires: iso(-1) }));
        await gate.say('scan', scanOf(code, { at: iso(40_000), expires: iso(45_000) }));
        const counted = await ask(gate, scanOf(code));
        expect(counted).to.include({ decision: 'grant' });
        expect((await hub.events(WEST)).length).to.equal(before + 1);
        expect(gate.heard.filter(({ topic }) => topic.endsWith('/decision'))).to.have.length(1);
      });
    });

    describe('a gate under a false name', () => {
      const refused = async (name: string, token: string) => {
        const error = await connect(name, { token }).then(
          () => null,
          (reason: Error) => reason,
        );
        expect(error, `${name} was let in`).to.be.instanceOf(Error);
      };

      it('is not let in: wrong token, none, the token of another device or campus', async () => {
        await refused(NORTH, 'wrong');
        await refused(NORTH, '');
        await refused(NORTH, hub.token(WEST, 'south'));
        await refused(NORTH, hub.token(EAST, 'north'));
        await refused('', '');
      });

      it('cannot speak for another', async () => {
        const south = await connect(`${WEST}/south`);
        const before = (await hub.events(WEST)).length;
        for (const kind of ['scan', 'decision', 'command', 'ack', 'state']) {
          const scan = scanOf(hub.code(WEST), { point: 'south-gate' });
          const foreign = `gatehouse/v1/${WEST}/south/${kind}`;
          const liar = await connect(NORTH);
          await liar.publish(foreign, scan);
        }
        await settled(south);
        // A policy that the hub pushed meanwhile is genuine: the liar's messages are all scans.
        const reached = south.heard.filter(
          ({ body }) => body.reason !== 'unreadable' && body['kind'] !== 'policy',
        );
        expect(reached).to.deep.equal([]);
        const events = (await hub.events(WEST)).slice(before);
        expect(events.filter(({ outcome }) => outcome === 'grant')).to.deep.equal([]);
      });

      it('hears nothing of another, whatever it subscribes to', async () => {
        const spy = await connect(NORTH);
        const filters = ['#', '+/+/+/+/+', 'gatehouse/v1/#', `gatehouse/v1/${WEST}/+/decision`];
        filters.push(`gatehouse/v1/${WEST}/south/decision`, `gatehouse/v1/${WEST}/south/command`);
        filters.push(`$share/x/gatehouse/v1/${WEST}/south/decision`, `gatehouse/v1/${WEST}/+/scan`, '$SYS/#');
        for (const filter of filters) await spy.subscribe(filter);
        const south = await connect(`${WEST}/south`);
        await ask(south, scanOf(hub.code(WEST), { point: 'south-gate' }));
        await settled(spy);
        const foreign = spy.heard.filter(
          ({ topic }) => topic.startsWith('gatehouse/') && !topic.includes('/north/'),
        );
        expect(foreign).to.deep.equal([]);
      });

      it('cannot make its last will speak for another', async () => {
        const south = await connect(`${WEST}/south`);
        await stateOf('south', ({ connection }) => connection === south.connection);
        const liar = await connect(NORTH, { willOn: `gatehouse/v1/${WEST}/south/state` }).catch(() => null);
        liar?.cut();
        await settled(south);
        expect(await hub.state(WEST, 'south')).to.include({ online: true, connection: south.connection });
      });
    });

    describe('being there', () => {
      it('is known, and the loss of the line too', async () => {
        const gate = await connect(NORTH);
        await stateOf('north', ({ online, connection }) => online && connection === gate.connection);
        gate.cut();
        await stateOf('north', ({ online, connection }) => !online && connection === gate.connection);
      });

      it('is not ended by the will of an older connection', async () => {
        const older = await connect(NORTH);
        await stateOf('north', ({ connection }) => connection === older.connection);
        const newer = await connect(NORTH);
        await stateOf('north', ({ connection }) => connection === newer.connection);
        older.cut();
        // The same news once more, by the gate's own mouth, so that the hub has certainly heard it.
        await newer.say('state', { online: false, connection: older.connection });
        await settled(newer);
        expect(await hub.state(WEST, 'north')).to.include({ online: true, connection: newer.connection });
      });
    });

    describe('a policy', () => {
      const version = () => hub.context.snapshots.bySlug(WEST)?.bundle.version ?? 0;
      const pushNow = async (signal = NEVER) => {
        const snapshot = hub.context.snapshots.bySlug(WEST);
        const device = [...(snapshot?.devices.values() ?? [])].find(({ id }) => id === 'north');
        const push = snapshot && hub.host.hooks(snapshot.campus).of('policy:push', 'gates');
        if (!snapshot || !device || !push) throw new Error('nothing to push with');
        return pushPolicy(hub.context, snapshot, { device, push, signal });
      };
      /** Says that it holds the current version, so that nothing is pushed unasked. */
      const connectHolding = async () => {
        const gate = await connect(NORTH, { version: version() });
        await stateOf('north', ({ connection }) => connection === gate.connection);
        // What was asked for before it told its version would be taken for what a test asks for.
        await until(
          async () => (await hub.pushesToBegin(WEST)) === 0,
          'pushes that were asked for have begun',
        );
        return gate;
      };
      const command = async (gate: RawGate) => (await gate.hears('command')).body;

      it('reaches the gate in one command, and the acknowledged version is stored', async () => {
        const gate = await connectHolding();
        gate.heard.length = 0;
        const pushed = pushNow();
        const told = await command(gate);
        expect(told).to.have.all.keys('id', 'kind', 'version', 'payload', 'expires');
        expect(told).to.include({ kind: 'policy', version: version() });
        const always = [{ from: '00:00', to: '24:00' }];
        const hours = {
          mon: always,
          tue: always,
          wed: always,
          thu: always,
          fri: always,
          sat: always,
          sun: always,
        };
        expect(told.payload).to.deep.equal({
          timeZone: 'Asia/Hong_Kong',
          points: [{ point: 'north-gate', name: { en: 'north gate' }, mode: 'normal', hours }],
        });
        await gate.say('ack', { id: told.id, version: told.version, ok: true });
        expect(await pushed).to.equal(version());
        const state = await hub.state(WEST, 'north');
        expect(state).to.include({ desired: version(), applied: version(), problem: null });
      });

      it('that the gate refuses is a problem with its code', async () => {
        const gate = await connectHolding();
        gate.heard.length = 0;
        const pushed = pushNow().catch((error: unknown) => error);
        const { id } = await command(gate);
        await gate.say('ack', { id, version: 0, ok: false, error: 'unknown_point' });
        expect(await pushed).to.deep.include({ code: 'gate_refused', extra: { error: 'unknown_point' } });
        expect(await hub.state(WEST, 'north')).to.include({ problem: 'gate_refused' });
      });

      it('that nobody acknowledges in time is gate_unreachable', async () => {
        const gate = await connectHolding();
        gate.heard.length = 0;
        const late = new AbortController();
        const pushed = pushNow(late.signal).catch((error: unknown) => error);
        await command(gate);
        late.abort();
        expect(await pushed).to.include({ code: 'gate_unreachable' });
        expect(await hub.state(WEST, 'north')).to.include({ problem: 'gate_unreachable' });
      });

      it('is pushed again to a gate that holds another version', async () => {
        const gate = await connectHolding();
        gate.heard.length = 0;
        await gate.say('state', { online: true, connection: gate.connection, version: version() + 40 });
        const told = await command(gate);
        expect(told).to.include({ version: version() });
        await gate.say('ack', { id: told.id, version: version(), ok: true });
        await until(
          async () => (await hub.state(WEST, 'north'))?.applied === version(),
          'the drift is repaired',
        );
        // The command may have been one that was to be tried again just then.
        await until(
          async () => (await hub.audited(WEST, 'device.drift')).at(-1)?.detail['held'] === version() + 40,
          'the drift is audited',
        );
      });

      it('that changed reaches the gate by itself', async () => {
        const gate = await connectHolding();
        gate.heard.length = 0;
        const file = await gateCampus(WEST);
        const [first, ...others] = file.points;
        if (!first) throw new Error('no point');
        await hub.apply({ ...file, points: [{ ...first, mode: 'disabled' }, ...others] });
        const told = await command(gate);
        expect(told).to.include({ version: version() });
        const { points } = told.payload as { points: { mode: string; hours: { mon: unknown[] } }[] };
        expect(points[0]).to.include({ mode: 'disabled' });
        expect(points[0]?.hours.mon).to.deep.equal([]);
        await gate.say('ack', { id: told.id, version: version(), ok: true });
        await hub.apply(file);
      });
    });

    it('bears a thousand messages of rubbish, grants nothing and goes on', async () => {
      const gate = await connect(NORTH);
      const grants = async () => (await hub.events(WEST)).filter(({ outcome }) => outcome === 'grant').length;
      const before = await grants();
      for (let n = 0; n < 1_000; n++) {
        const kind = ['scan', 'ack', 'state', 'event'][n % 4] ?? 'scan';
        await gate.say(kind, rubbish(n, scanOf(hub.code(WEST))));
        if (n % 100 === 99) hub.advance(1_000);
      }
      // An emptied state is no state: nothing stays behind for the next subscriber.
      await gate.say('state', '');
      expect(await grants()).to.equal(before);
      expect(await ask(gate, scanOf(hub.code(WEST)))).to.include({ decision: 'grant' });
    });

    it('is answered no more when its campus disables the plugin; the other campus goes on', async () => {
      const gate = await connect(NORTH);
      await settled(gate);
      const before = (await hub.events(WEST)).length;
      gate.heard.length = 0;
      await hub.apply(await gateCampus(WEST, { enabled: false }));
      await gate.say('scan', scanOf(hub.code(WEST)));
      const other = await connect(`${EAST}/north`);
      expect(await ask(other, scanOf(hub.code(EAST)))).to.include({ decision: 'grant' });
      expect(gate.heard).to.deep.equal([]);
      expect((await hub.events(WEST)).length).to.equal(before);
      await hub.apply(await gateCampus(WEST));
      const again = await connect(NORTH);
      expect(await ask(again, scanOf(hub.code(WEST)))).to.include({ decision: 'grant' });
    });

    if (protocol === 5) {
      it('gets its correlation data back, on a response topic of its own only', async () => {
        const gate = await connect(NORTH);
        const correlationData = Buffer.from('lane 2');
        const own = gate.topic('decision/lane-2');
        const first = scanOf(hub.code(WEST));
        await gate.say('scan', first, { responseTopic: own, correlationData });
        const answer = await gate.answerTo(first.id);
        expect(answer.topic).to.equal(own);
        expect(answer.packet.properties?.correlationData?.toString()).to.equal('lane 2');

        const south = await connect(`${WEST}/south`);
        const second = scanOf(hub.code(WEST));
        const foreign = `gatehouse/v1/${WEST}/south/decision`;
        await gate.say('scan', second, { responseTopic: foreign, correlationData });
        expect((await gate.answerTo(second.id)).topic).to.equal(gate.topic('decision'));
        await settled(south);
        expect(south.heard.map(({ body }) => body.id)).not.to.include(second.id);
        expect(await hub.audited(WEST, 'scan.response_topic')).to.have.length(1);
      });
    }

    it('has a broker that answers a stranger nothing', async () => {
      const stranger = await mqtt
        .connectAsync(hub.mqttUrl, { reconnectPeriod: 0, protocolVersion: protocol })
        .catch((error: Error) => error);
      expect(stranger).to.be.instanceOf(Error);
    });
  });
}

/** Something that is no message: cut, torn, of wrong types, deep, or just bytes; the same for the same `n`. */
function rubbish(n: number, scan: Record<string, unknown>): string {
  const text = JSON.stringify(scan);
  const kinds: (() => string)[] = [
    () => text.slice(0, (n * 7) % text.length),
    () => JSON.stringify({ ...scan, code: n }),
    () => JSON.stringify({ ...scan, id: 'x'.repeat(65 + (n % 300)) }),
    () => JSON.stringify({ ...scan, expires: 'tomorrow' }),
    () => JSON.stringify({ ...scan, point: { $ne: null } }),
    () => JSON.stringify({ __proto__: null, id: '', ok: 'yes', version: -n, online: 'true', connection: '' }),
    () => '['.repeat(n + 1),
    () => String.fromCharCode(...Array.from({ length: 40 }, (_, i) => (i * n * 31) % 0xd7ff)),
    () => JSON.stringify([scan, scan]),
    () => 'null',
    () => `${text}${text}`,
    () => JSON.stringify({ ...scan, code: 'A'.repeat(9_000) }),
  ];
  return kinds[Math.floor(n / 4) % kinds.length]?.() ?? '';
}
