/** What a spreadsheet would take for the beginning of a formula, also behind spaces. */
const FORMULA = /^[\s]*[=+\-@]/;

/** A row of CSV (RFC 4180). A cell that looks like a formula is prefixed, so that a spreadsheet takes it for text. */
export function csvRow(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(text: string): string {
  const plain = FORMULA.test(text) || text.startsWith('\t') ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
