import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { startServices, startVirtualCampus } from '../../simulators/index.js';
import { type Broker, startBroker } from './gates/broker.js';

describe('virtual campus', () => {
  let broker: Broker;
  let dataDir: string;
  beforeEach(async () => {
    broker = await startBroker();
    dataDir = mkdtempSync(path.join(os.tmpdir(), 'campus-'));
  });
  afterEach(async () => {
    await broker.stop();
    rmSync(dataDir, { recursive: true });
  });

  it('starts everything for both campuses, and stops it', async () => {
    const points = [{ id: 'p', name: 'P' }];
    const campus = await startVirtualCampus({
      dataDir,
      hub: { httpUrl: 'http://127.0.0.1:9', mqttUrl: broker.url },
      gates: [
        { kind: 'mqtt', campus: 'hku', device: 'ml', token: 'right', name: 'Library', points },
        { kind: 'http', campus: 'hkust-gz', device: 'lab', token: 't', name: 'Lab', points },
      ],
    });
    await campus.mqttGate('hku', 'ml').connected();
    expect((await (await fetch(campus.gatesPageUrl)).text()).match(/<li>/g)).to.have.length(2);
    for (const slug of ['hku', 'hkust-gz']) {
      expect(await (await fetch(`${campus.hrUrl(slug)}?wsdl`)).text()).to.contain(campus.hrUrl(slug));
      expect(readFileSync(campus.registerCsvPath(slug), 'utf8')).to.contain('student_no');
      expect(campus.people(slug).campus).to.equal(slug);
    }
    expect(campus.hrCredentials('hku').password).not.to.equal(campus.hrCredentials('hkust-gz').password);
    expect(campus.directoryUrl).to.match(/^ldap:\/\/127\.0\.0\.1:\d+$/);
    expect(campus.gate('hkust-gz', 'lab').view().kind).to.equal('http');
    expect(() => campus.gate('hku', 'lab')).to.throw(RangeError);
    expect(() => campus.hrUrl('elsewhere')).to.throw(RangeError);
    await campus.stop();
    for (const url of [campus.gatesPageUrl, campus.hrUrl('hku')]) {
      expect(await fetch(url).catch(() => 'stopped')).to.equal('stopped');
    }
  });

  it('a port that is taken stops what was started already', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    const refusal = await startServices({ dataDir, ports: { directory: port } }).catch(
      (error: unknown) => error,
    );
    expect((refusal as { code?: string }).code).to.equal('EADDRINUSE');
    taken.close();
  });
});
