import { expect } from 'chai';
import { parseCampusFile } from '../../../../core/campus-file/parse.js';
import { previewBatch } from '../../../../core/use-cases/visits/preview-batch.js';
import { ANY_SETTINGS, exampleText } from '../../campus-file/support.js';
import { HOUR, NOW } from './visit-campus.js';

const HEADER = 'name,way,contact,organisation,from,until,points,purpose,language';
const ROW = [
  'Ines Duarte',
  'foreign',
  'ines@visitors.test',
  'School',
  '2026-11-22 14:00',
  '2026-11-22 16:00',
  'south-gate; north-gate',
  'Seminar, second day',
  'en',
];

describe('the preview of a batch', () => {
  const parsed = parseCampusFile(exampleText('hkust-gz'), 'hkust-gz.yaml', ANY_SETTINGS);
  if (!parsed.ok) throw new Error('the example is not right');
  const snapshot = { file: parsed.file };
  const quoted = (fields: readonly string[]) =>
    fields.map((one) => `"${one.replaceAll('"', '""')}"`).join(',');
  const preview = (rows: readonly (readonly string[])[], header = HEADER) =>
    previewBatch(snapshot, [header, ...rows.map(quoted)].join('\n'), NOW).rows;
  /** The faults of a row in which one field is another. */
  const faults = (column: string, value: string) => {
    const [row] = preview([ROW.with(HEADER.split(',').indexOf(column), value)]);
    return row?.ok === false ? row.errors.map(({ field, code }) => `${field} ${code}`) : [];
  };
  const problem = (csv: string) => {
    try {
      previewBatch(snapshot, csv, NOW);
      return 'none';
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  it('reads times by the campus’s clocks, several points, and quotes with commas in them', () => {
    const [row] = preview([ROW]);
    expect(row).to.deep.equal({
      line: 2,
      ok: true,
      visit: {
        name: 'Ines Duarte',
        way: 'foreign',
        contact: 'ines@visitors.test',
        organisation: 'School',
        from: NOW,
        until: NOW + 2 * HOUR,
        points: ['south-gate', 'north-gate'],
        purpose: 'Seminar, second day',
        language: 'en',
      },
    });
  });

  it('names the field and the kind of every error', () => {
    const expected: [string, string, string][] = [
      ['name', '', 'name name_missing'],
      ['name', '=cmd()', 'name name_invalid'],
      ['name', 'Ines\u0007', 'name name_invalid'],
      ['way', 'pigeon', 'way way_unknown'],
      ['contact', '', 'contact contact_missing'],
      ['contact', 'ines', 'contact contact_invalid'],
      ['organisation', '+School', 'organisation organisation_invalid'],
      ['from', 'tomorrow', 'from time_invalid'],
      ['from', '2026-11-22 12:30', 'from time_in_past'],
      ['until', '2026-11-22 13:00', 'until until_before_from'],
      ['until', '2026-11-26 14:00', 'until window_too_long'],
      ['points', '', 'points points_missing'],
      ['points', 'library-door', 'points point_unknown'],
      ['purpose', '', 'purpose purpose_invalid'],
      ['language', 'fr', 'language language_unknown'],
    ];
    for (const [column, value, fault] of expected)
      expect(faults(column, value), fault).to.deep.equal([fault]);
    const [far] = preview([ROW.with(4, '2027-11-22 14:00').with(5, '2027-11-22 16:00')]);
    expect(far).to.deep.include({ errors: [{ field: 'from', code: 'too_far_ahead' }] });
  });

  it('says what is wrong with several fields of a row at once', () => {
    const [row] = preview([ROW.with(0, '').with(2, 'x').with(6, 'moon')]);
    expect(row?.ok === false && row.errors.map(({ code }) => code)).to.deep.equal([
      'name_missing',
      'contact_invalid',
      'point_unknown',
    ]);
  });

  it('sees who stands in the file twice, however written, and not who comes twice', () => {
    const same = ROW.with(0, 'I. Duarte').with(2, 'INES@visitors.test').with(6, 'north-gate south-gate');
    const later = ROW.with(4, '2026-11-22 15:00');
    const rows = preview([ROW, same, later]);
    expect(rows.map((row) => (row.ok ? 'ok' : row.errors[0]?.code))).to.deep.equal([
      'ok',
      'duplicate_row',
      'ok',
    ]);
  });

  it('takes columns in any order and case, without the optional ones, and passes over empty lines', () => {
    const csv =
      '\uFEFFPURPOSE,Points,until,from,contact,way,name\r\n\r\nTour,south-gate,2026-11-22 16:00,2026-11-22 14:00,13800000001,mainland,王小明\r\n,,,,,,\r\n';
    const { rows } = previewBatch(snapshot, csv, NOW);
    expect(rows).to.have.length(1);
    expect(rows[0]).to.deep.include({ ok: true, line: 3 });
    expect(rows[0]?.ok && rows[0].visit).to.include({ contact: '+8613800000001', language: 'zh-Hans' });
  });

  it('a row of another length is told by its line, and the others are read', () => {
    const { rows } = previewBatch(
      snapshot,
      `${HEADER}\n${quoted(ROW)}\na,b\n${quoted(ROW.with(2, 'b@b.test'))}\n`,
      NOW,
    );
    expect(rows.map(({ line, ok }) => `${line} ${ok}`)).to.deep.equal(['2 true', '3 false', '4 true']);
    expect(rows[1]).to.deep.include({ errors: [{ field: 'row', code: 'row_unreadable' }] });
  });

  it('refuses what is no such file', () => {
    expect(problem('')).to.equal('batch_unreadable');
    expect(problem('name,way\na,b')).to.equal('batch_unreadable');
    expect(problem(`${HEADER}\n"never closed`)).to.equal('batch_unreadable');
    expect(problem(`${HEADER}\n${'a\n'.repeat(501)}`)).to.equal('batch_too_long');
    expect(problem(`${HEADER}\n${'a\n'.repeat(5000)}`)).to.equal('batch_too_long');
    expect(problem(`${HEADER}\n${'a\n'.repeat(500)}`)).to.equal('none');
  });
});
