import { expect } from 'chai';
import { LANGUAGES } from '../../core/domain/languages.js';
import { DENY_REASONS, GRANT_REASONS } from '../../core/domain/reasons.js';
import { sentence } from '../../core/domain/sentences/index.js';
import { readDocument } from './fenced.js';

const PAGE = readDocument('docs/devices.md');

/** The rows of the table of what a display says, each as its cells. */
function displays(): string[][] {
  const [, section = ''] = PAGE.split('\n## 6. ');
  const lines = (section.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('| `'));
  return lines.map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')));
}

describe('docs/devices.md', () => {
  it('gives a display the line that the hub sends, for every reason and language', () => {
    const own = displays().filter(
      ([, code = '']) => !['point_not_yours', 'request_id_reused'].includes(code),
    );
    const said = own.map(([, code = '', ...cells]) => [code, ...cells.slice(0, LANGUAGES.length)]);
    const reasons = [...GRANT_REASONS, ...DENY_REASONS];
    expect(said).to.deep.equal(
      reasons.map((reason) => [reason, ...LANGUAGES.map((language) => sentence(reason, 'vendor', language))]),
    );
  });

  it('has a door open for grants alone', () => {
    const opening = displays().filter((cells) => /, open$/.test(cells.at(-2) ?? ''));
    expect(opening.map(([, code]) => code)).to.deep.equal([...GRANT_REASONS]);
  });
});
