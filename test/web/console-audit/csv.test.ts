import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvRow } from '../../../web/pages/console-audit/csv.js';

describe('a row of the exported audit', () => {
  it('is read back as it was written, but that no cell begins as a formula does', () => {
    const hostile = fc.tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r', ' ', '"', ','), fc.string());
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      hostile.map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 6 }), (cells) => {
        const [read] = parse(csvRow(cells), {
          record_delimiter: '\r\n',
          relax_column_count: true,
        }) as string[][];
        // A row of one empty cell is an empty line, which is no row.
        if (cells.length === 1 && cells[0] === '') return;
        expect(read?.map((text) => text.replace(/^'/, ''))).to.deep.equal(
          cells.map((text) => text.replace(/^'/, '')),
        );
        for (const text of read ?? []) expect(text).to.not.match(/^\s*[=+\-@]/);
      }),
    );
  });
});
