import { expect } from 'chai';
import { startTestHub, type TestHub } from '../support/hub.js';
import { member, shows } from './steps.js';

const LIBRARY = ['hku', 'main-library-gate-1'] as const;
const CHI_WAH = ['hku', 'chi-wah-gates'] as const;

describe('codes at gates', () => {
  let town: TestHub;
  before(async () => {
    town = await startTestHub();
  });
  after(() => town?.stop());

  it('a confirmed staff member signs in, links, and opens the Main Library gate by MQTT', async () => {
    const chan = await member(town, 'hku', 'clchan');
    expect(await shows(town, LIBRARY, await chan.code())).to.equal('grant permitted');
    expect(town.gates.gate(...LIBRARY).view().light).to.equal('green');
    await chan.unlink();
  });

  it('the same code shown there again is already used, and by the same reader within 3 s the same answer', async () => {
    const person = await member(town, 'hku', 'itadmin');
    const code = await person.code();
    const first = await town.gates.gate(...LIBRARY).scan(code);
    const held = await town.gates.gate(...LIBRARY).scan(code);
    town.clock.advance(4);
    const again = await town.gates.gate(...LIBRARY).scan(code);
    expect([first.decision, held.decision, again.decision]).to.deep.equal(['grant', 'grant', 'deny']);
    expect(again.reason).to.equal('already_used');
    await person.unlink();
  });

  it('the same code opens another point once', async () => {
    const person = await member(town, 'hku', 'itadmin');
    const code = await person.code();
    expect(await shows(town, CHI_WAH, code, 'chi-wah-1f')).to.equal('grant permitted');
    expect(await shows(town, CHI_WAH, code, 'chi-wah-2f')).to.equal('grant permitted');
    await person.unlink();
  });

  it('20 readers that show one code at one point in the same moment open it once', async () => {
    const person = await member(town, 'hku', 'itadmin');
    const code = await person.code();
    const asked = Array.from({ length: 20 }, () => town.gates.gate(...CHI_WAH).scan(code, 'chi-wah-ground'));
    await Promise.all(asked);
    const { rows } = await town.database.pool.query(
      "select count(*)::int as n from events where outcome = 'grant' and point = 'chi-wah-ground'",
    );
    expect(rows[0].n).to.equal(1);
    await person.unlink();
  });

  it('past its step and skew it is expired, up to it not', async () => {
    const person = await member(town, 'hku', 'itadmin');
    const { body } = await person.askCode();
    const code = String(body['text']);
    const toEnd = (Number(body['until']) - town.clock.now()) / 1000;
    town.clock.advance(toEnd + 3);
    expect(await shows(town, LIBRARY, code)).to.equal('grant permitted');
    town.clock.advance(3);
    expect(await shows(town, CHI_WAH, code, 'chi-wah-1f')).to.equal('deny expired_code');
    await person.unlink();
  });

  it('from the future it says clock_ahead', async () => {
    const person = await member(town, 'hku', 'itadmin');
    const code = await person.code();
    town.clock.advance(-60);
    expect(await shows(town, LIBRARY, code)).to.equal('deny clock_ahead');
    town.clock.advance(60);
    await person.unlink();
  });

  it('with one changed character it is unreadable or badly signed, at the other campus wrong_campus', async () => {
    const person = await member(town, 'hku', 'itadmin');
    const code = await person.code();
    const reasons = new Set<string>();
    for (const at of [-1, -9, -40, -110, 3, 4]) {
      const index = (code.length + at) % code.length;
      const changed = code.slice(0, index) + (code[index] === 'Q' ? 'R' : 'Q') + code.slice(index + 1);
      const answer = await town.gates.gate(...LIBRARY).scan(changed);
      expect(answer.decision).to.equal('deny');
      reasons.add(answer.reason);
    }
    expect([...reasons].sort()).to.deep.equal(['bad_signature', 'unreadable']);
    expect(await shows(town, ['hkust-gz', 'south-gate-1'], code)).to.equal('deny wrong_campus');
    await person.unlink();
  });

  it('asking again with the same request id gets the stored answer', async () => {
    const person = await member(town, 'hku', 'itadmin');
    const body = JSON.stringify({ code: await person.code(), requestId: 'lost-on-the-way' });
    const ask = async () => {
      const response = await fetch(`${town.hub.url}/api/v1/campuses/hku/points/chi-wah-1f/decisions`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${town.demo.env['HKU_CHI_WAH_GATES_TOKEN']}`,
        },
        body,
      });
      return response.json();
    };
    const first = await ask();
    town.clock.advance(120);
    expect(await ask()).to.deep.equal(first);
    expect(first).to.include({ decision: 'grant', reason: 'permitted' });
    await person.unlink();
  });

  it('replacing a campus key ends shown codes and phones get good ones at once', async () => {
    const { publishKeys } = await import('../../core/use-cases/publish-keys.js');
    const person = await member(town, 'hku', 'itadmin');
    const shown = await person.code();
    await publishKeys(town.hub.context, 1, 'test', { withdraw: true });
    await town.hub.context.snapshots.follow();
    expect(await shows(town, LIBRARY, shown)).to.equal('deny unknown_key');
    expect(await shows(town, LIBRARY, await person.code())).to.equal('grant permitted');
    await person.unlink();
  });
});
