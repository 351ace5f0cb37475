import { expect } from 'chai';
import type { PolicySource } from '../../../core/domain/policy-source.js';
import { compile } from '../../../core/policy/compile.js';
import { decide } from '../../../core/policy/decide.js';
import { Compiler } from '../../../core/snapshots/compiler.js';

const NOON = Date.parse('2026-11-22T04:00:00Z');
const HORIZON = { from: NOON / 1000 - 86_400, days: 5 };

function campus(rules: number): PolicySource {
  const group = { id: 'staff', number: 1, name: { en: 'Staff' } };
  const points = ['a', 'b', 'c'].map((id, index) => ({
    id,
    number: index + 1,
    area: 'campus',
    kind: 'gate' as const,
    name: { en: id },
    mode: 'normal' as const,
  }));
  return {
    campus: 1,
    slug: 'hku',
    timeZone: 'Asia/Hong_Kong',
    areas: [{ id: 'campus', name: { en: 'Campus' } }],
    points,
    groups: [group],
    schedules: [],
    rules: Array.from({ length: rules }, (_, index) => ({
      id: `rule-${index}`,
      effect: 'allow' as const,
      groups: ['staff'],
      points: [index % 2 === 0 ? 'a' : 'b'],
      areas: [],
    })),
  };
}

describe('compiling beside the main thread', () => {
  let compiler: Compiler;
  beforeEach(() => {
    compiler = new Compiler();
  });
  afterEach(() => compiler.stop());

  for (const rules of [10, 1_000]) {
    it(`gives the same bundle for ${rules} rules, and decides the same with it`, async () => {
      const here = compile(campus(rules), 7, HORIZON);
      const there = await compiler.compile(campus(rules), 7, HORIZON);
      expect(there).to.deep.equal(here);
      const reading = {
        ok: true,
        campus: 1,
        key: 1,
        handle: '00'.repeat(8),
        groups: [1],
        issued: NOON / 1000,
      } as const;
      for (const point of ['a', 'b', 'c', 'nowhere']) {
        expect(decide(there, point, reading, NOON)).to.deep.equal(decide(here, point, reading, NOON));
      }
    });
  }

  it('holds the process open while somebody waits, and no longer', async () => {
    const open = () => process.getActiveResourcesInfo().filter((kind) => kind === 'MessagePort').length;
    const before = open();
    const compiling = compiler.compile(campus(1_000), 1, HORIZON);
    expect(open()).to.be.greaterThan(before);
    await compiling;
    expect(open()).to.equal(before);
  });

  it('tells an error as compiling in place would, and goes on', async () => {
    const wrong = campus(1_000);
    wrong.rules[0] = { id: 'r', effect: 'allow', groups: ['staff'], points: ['no-such-point'], areas: [] };
    const failed = await compiler.compile(wrong, 1, HORIZON).then(
      () => '',
      (error: Error) => error.message,
    );
    expect(failed).to.contain('no-such-point');
    expect((await compiler.compile(campus(1_000), 2, HORIZON)).version).to.equal(2);
  });
});
