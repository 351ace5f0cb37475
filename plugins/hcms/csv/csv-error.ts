/** Why a file is not read at all; a later pull tries again. The message names no path and nothing of its contents. */
export class CsvError extends Error {
  constructor(
    readonly code:
      | 'csv_missing'
      | 'csv_outside'
      | 'csv_too_large'
      | 'csv_unproven'
      | 'csv_incomplete'
      | 'csv_encoding'
      | 'csv_columns',
  ) {
    super(code);
    this.name = 'CsvError';
  }
}
