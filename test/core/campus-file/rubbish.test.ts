import { expect } from 'chai';
import fc from 'fast-check';
import { parseCampusFile } from '../../../core/campus-file/parse.js';
import { ANY_SETTINGS, exampleText, SMALL } from './support.js';

const problemsOf = (text: string) => {
  const result = parseCampusFile(text, 'rubbish.yaml', ANY_SETTINGS);
  return result.ok ? [] : result.problems;
};

describe('a text that is no campus file', () => {
  const whole = { file: 'rubbish.yaml', path: '(file)' };

  it('is told on the line where YAML ends', () => {
    const [first] = problemsOf('campus:\n  number: 1\n slug: x\n');
    expect(first).to.include({ ...whole, line: 3, expected: 'YAML that can be read' });
  });

  it('may be empty, a list, a word or a number', () => {
    for (const text of ['', '- a', 'hello', '42', 'null']) {
      expect(problemsOf(text)[0], text).to.include({ ...whole, line: 1, expected: 'a mapping' });
    }
  });

  it('has the same key twice', () => {
    const [first, ...others] = problemsOf(`${SMALL}branding: {}\n`);
    expect(first).to.include({ ...whole, line: 28, got: 'Map keys must be unique' });
    expect(others).to.deep.equal([]);
  });

  it('has a key that is no text', () => {
    expect(problemsOf(`? [a, b]\n: c\n${SMALL}`)[0]).to.include({
      line: 1,
      got: 'With stringKeys, all keys must be strings',
    });
  });

  it('has a tag that nobody knows', () => {
    expect(problemsOf(SMALL.replace('number: 7', 'number: !secret 7'))[0]).to.include({ ...whole, line: 2 });
  });

  it('holds two documents', () => {
    expect(problemsOf(`${SMALL}---\n${SMALL}`)[0]).to.include({ ...whole, line: 28 });
  });

  it('refers to an anchor that is not there', () => {
    expect(problemsOf(SMALL.replace('[boss]', '*boss'))[0]?.got).to.include('Unresolved alias');
  });

  it('is an alias bomb', () => {
    const levels = Array.from(
      { length: 30 },
      (_, n) => `a${n + 1}: &a${n + 1} [${Array(9).fill(`*a${n}`).join(', ')}]`,
    );
    expect(problemsOf(`a0: &a0 [x]\n${levels.join('\n')}\n`)[0]?.got).to.include('Excessive alias count');
  });

  it('has aliases in a ring', () => {
    const [first, ...others] = problemsOf(SMALL.replace('{ mqtt: true }', '&ring { again: *ring }'));
    expect(first).to.include({ line: 23, expected: 'at most 16 levels' });
    expect(others).to.deep.equal([]);
  });

  for (const opening of ['[', '{a: ', '- ', '? ', '[{a: ']) {
    it(`is nested without end by "${opening}", which no stack survives`, () => {
      const text = `campus:\nplugins:\n ${opening.repeat(Math.floor(1_000_000 / opening.length))}`;
      expect(problemsOf(text)).to.deep.equal([
        { ...whole, line: 3, expected: 'YAML that can be read', got: 'a nesting without end' },
      ]);
    });
  }

  it('is nested deeper than a campus file is', () => {
    expect(problemsOf(`plugins: ${'['.repeat(40)}${']'.repeat(40)}`)[0]?.expected).to.equal(
      'at most 16 levels',
    );
  });

  it('renames a prototype', () => {
    const problems = problemsOf(SMALL.replace('gates: {', '__proto__: {'));
    expect(problems[0]).to.include({ path: 'plugins.__proto__', line: 23 });
  });

  it('is larger than a mebibyte, counted in bytes', () => {
    const text = `# ${'門'.repeat(350_000)}\n${SMALL}`;
    expect(text.length).to.be.lessThan(1024 * 1024);
    expect(problemsOf(text)).to.deep.equal([
      { ...whole, line: 1, expected: '1 MiB at most', got: `${Buffer.byteLength(text)} bytes` },
    ]);
    expect(problemsOf(`# ${'x'.repeat(1_000_000)}\n${SMALL}`)).to.deep.equal([]);
  });
});

/** Cuts, doubles, replaces and moves pieces of a real file. */
function mutated(text: string) {
  const piece = fc.record({
    at: fc.nat(text.length),
    length: fc.nat(40),
    put: fc.oneof(
      fc.string(),
      fc.constantFrom(
        '\n',
        '\t',
        ': ',
        '- ',
        '{',
        '}',
        '[',
        ']',
        '&a ',
        '*a',
        '!!int ',
        '"',
        "'",
        '|',
        '>',
        '#',
        '?',
        '~',
        '9e999',
        '.nan',
        '<<: ',
      ),
    ),
  });
  return fc
    .array(piece, { minLength: 1, maxLength: 4 })
    .map((pieces) =>
      pieces.reduce((so, { at, length, put }) => so.slice(0, at) + put + so.slice(at + length), text),
    );
}

function neverCrashes(text: string) {
  const result = parseCampusFile(text, 'mutated.yaml', ANY_SETTINGS);
  if (result.ok) return;
  expect(result.problems).not.to.deep.equal([]);
  const lines = text.split('\n').length;
  for (const problem of result.problems) {
    // A section's own name may begin with a dot.
    expect(problem.path).to.match(/^(\(file\)|[^[])/);
    expect(problem.expected).not.to.equal('');
    expect(problem.got).not.to.equal('');
    expect(problem.line).to.be.within(1, lines);
  }
}

describe('random changes to a campus file', () => {
  it('never crash, and every problem has path, line, expected and got (small campus)', () => {
    fc.assert(fc.property(mutated(SMALL), neverCrashes), { numRuns: 600 });
  });

  it('never crash on the HKU example', () => {
    fc.assert(fc.property(mutated(exampleText('hku')), neverCrashes), { numRuns: 40 });
  });

  it('never crash on any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), neverCrashes), { numRuns: 500 });
  });

  it('never crash where any JSON value stands in place of a section', () => {
    const sections = [
      'campus',
      'areas',
      'points',
      'groups',
      'schedules',
      'rules',
      'eligibility',
      'plugins',
      'devices',
    ];
    const change = fc.record({ section: fc.constantFrom(...sections), value: fc.jsonValue() });
    fc.assert(
      fc.property(change, ({ section, value }) => {
        const other = SMALL.split(/^(?=[a-z]+:)/m).filter((part) => !part.startsWith(`${section}:`));
        neverCrashes(`${other.join('')}${section}: ${JSON.stringify(value)}\n`);
      }),
      { numRuns: 500 },
    );
  });
});
