import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parse } from 'yaml';
import { problemsAfter } from './support.js';

interface Mistake {
  mistake: string;
  from: string;
  to: string;
  /** The changed line is a block mapping of one key: braces keep it one line. */
  inBraces?: boolean;
  path: string;
  line: number;
  expected: string;
  got?: string;
  /** Other problems follow from this one. */
  more?: boolean;
}

const mistakes = parse(readFileSync(new URL('./mistakes.yaml', import.meta.url), 'utf8')) as Mistake[];

describe('a mistake in a campus file is told with its place', () => {
  for (const { mistake, from, to, inBraces, more, path, line, expected, got } of mistakes) {
    it(mistake, () => {
      const problems = problemsAfter(from, inBraces ? `{ ${to} }` : to);
      const found = problems.find((problem) => problem.path === path);
      expect(found, JSON.stringify(problems)).to.include({ file: 'small.yaml', path, line, expected });
      if (got !== undefined) expect(found?.got).to.equal(got);
      if (!more) expect(problems, JSON.stringify(problems)).to.have.length(1);
    });
  }
});
