import { type CsvError as ParseError, parse } from 'csv-parse';

/** One row of a file; `fields` is null where it is no row by RFC 4180. */
export interface Row {
  /** Line on which the row ends, from 1. */
  line: number;
  fields: string[] | null;
}

/** Longer than any row of people: a quote that is never closed must not swallow a large file. */
const LONGEST = 64 * 1024;

/** The rows of a file after RFC 4180, its header first, unreadable ones among them in their order. */
export async function* rowsOf(text: string, delimiter: string): AsyncGenerator<Row, void, void> {
  const skipped: Row[] = [];
  const parser = parse({
    delimiter,
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: LONGEST,
    on_skip: (error: ParseError | undefined) => {
      skipped.push({ line: Number((error as { lines?: number } | undefined)?.lines ?? 0), fields: null });
      return undefined;
    },
  });
  parser.end(text);
  for await (const { record, info } of parser as AsyncIterable<{
    record: string[];
    info: { lines: number };
  }>) {
    // The parser reads ahead of what is asked for here.
    while (skipped[0] !== undefined && skipped[0].line < info.lines) yield* skipped.splice(0, 1);
    yield { line: info.lines, fields: record };
  }
  yield* skipped;
}
