import { expect } from 'chai';
import { readDocument } from './fenced.js';
import { documents, leadingNowhere } from './paths.js';
import { isTitle, testTitles } from './test-titles.js';

/** The last cell of every row below a table's head. */
function lastCells(document: string): string[] {
  const rows = readDocument(document)
    .split('\n')
    .filter((line, at, lines) => line.startsWith('|') && !/^\|[-|: ]+\|$/.test(lines[at + 1] ?? ''));
  return rows.map((row) => row.split('|').at(-2)?.trim() ?? '').filter((cell) => !/^[-: ]+$/.test(cell));
}

const quoted = (cell: string) => [...cell.matchAll(/"([^"]+)"/g)].map(([, title = '']) => title);

describe('the documents', () => {
  for (const document of documents()) {
    it(`${document} names only files that are there`, () => {
      expect(leadingNowhere(document)).to.deep.equal([]);
    });
  }
});

describe('the tests that documents name', function () {
  this.timeout(120_000);
  let titles: string[];
  before(() => {
    titles = testTitles();
    expect(titles).to.have.length.above(500);
  });

  it('exist: docs/threat-model.md', () => {
    const named = lastCells('docs/threat-model.md').flatMap(quoted);
    expect(named).to.have.length.above(30);
    expect(named.filter((title) => !isTitle(titles, title))).to.deep.equal([]);
  });

  it('exist: docs/services.md', () => {
    const named = lastCells('docs/services.md').flatMap(quoted);
    expect(named).to.have.length.above(10);
    expect(named.filter((title) => !isTitle(titles, title))).to.deep.equal([]);
  });

  it('or are said to come: each line of docs/services.md has a test, an issue, or is outside', () => {
    const PROOF = /^(?!.*issue 2: )(?:.*(?:"|`|not yet \((after )?issue \d\)|\*outside\*)|as H\d|the same)/;
    const cells = lastCells('docs/services.md');
    expect(cells).to.have.length.above(80);
    expect(cells.filter((cell) => !PROOF.test(cell))).to.deep.equal([]);
    expect(cells.filter((cell) => /not yet(?! \((after )?issue \d\))/.test(cell))).to.deep.equal([]);
  });

  it('are found by their whole title, or by a part with "..."', () => {
    expect(isTitle(['a gate opens'], 'a gate')).to.equal(false);
    expect(isTitle(['a gate opens'], 'a ... opens')).to.equal(true);
    expect(isTitle(['a gate opens'], 'a ... closes')).to.equal(false);
  });
});
