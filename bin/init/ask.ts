import { createInterface } from 'node:readline';
import { ConfigError } from '../../core/config/read-config.js';
import { type Answers, checked, isAsked, QUESTIONS, type Question } from './answers.js';

export interface AskOptions {
  /** By flag. */
  given: Record<string, unknown>;
  /** Take what is usual for whatever was not given, and ask nothing. */
  yes: boolean;
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
  /** What else is wrong with an answer; undefined when nothing is. */
  also(question: Question, said: string): string | undefined;
}

/** Every answer, from flags, from what is usual, or asked. Throws ConfigError with every flag that is wrong or missing. */
export async function allAnswers(options: AskOptions): Promise<Answers> {
  const problems = [...wrongFlags(options), ...(options.yes ? unsaidBy(options.given).map(missing) : [])];
  if (problems.length > 0) throw new ConfigError(problems.join('\n'));
  const known: Partial<Answers> = {};
  const lines = options.yes ? undefined : linesOf(options);
  try {
    for (const question of QUESTIONS) {
      if (isAsked(question, known))
        Object.assign(known, { [question.key]: await answer(question, known, options, lines) });
    }
  } finally {
    await lines?.return?.();
  }
  return { nameHant: known.name ?? '', nameHans: known.name ?? '', ...known } as Answers;
}

async function answer(
  question: Question,
  known: Partial<Answers>,
  options: AskOptions,
  lines: AsyncIterator<string> | undefined,
): Promise<unknown> {
  const given = options.given[question.key];
  const usual = question.usual(known);
  if (given !== undefined) return fromFlag(question, String(given), options);
  if (lines === undefined && usual !== undefined) return fromFlag(question, usual, options);
  if (lines === undefined) throw new ConfigError(missing(question));
  for (;;) {
    options.output.write(`${question.words}${usual === undefined ? '' : ` [${usual}]`}: `);
    const { value: line, done } = await lines.next();
    if (done) throw new ConfigError(missing(question));
    const said = line.trim() === '' && usual !== undefined ? usual : line;
    const read = judged(question, said, options);
    if (read.ok) return read.value;
    const wanted = said.trim() === '' ? 'This has to be said' : `Expected ${read.expected}`;
    options.output.write(`  ${wanted}.\n`);
  }
}

function fromFlag(question: Question, said: string, options: AskOptions): unknown {
  const read = judged(question, said, options);
  if (read.ok) return read.value;
  throw new ConfigError(wrong(question, read.expected));
}

function judged(question: Question, said: string, options: AskOptions): ReturnType<typeof checked> {
  const read = checked(question, said);
  const wrong = read.ok ? options.also(question, said.trim()) : undefined;
  return wrong === undefined ? read : { ok: false, expected: wrong };
}

/** What somebody has to say. Whatever follows from the name follows, too, from one that is still missing. */
function unsaidBy(given: Record<string, unknown>): Question[] {
  const known = { name: String(given['name'] ?? 'campus') };
  return QUESTIONS.filter(
    (question) => given[question.key] === undefined && question.usual(known) === undefined,
  );
}

function wrongFlags(options: AskOptions): string[] {
  return QUESTIONS.flatMap((question) => {
    const said = options.given[question.key];
    const read = said === undefined ? undefined : judged(question, String(said), options);
    return read === undefined || read.ok ? [] : [wrong(question, read.expected)];
  });
}

function wrong({ flag }: Question, expected: string): string {
  return `--${flag}: expected ${expected}.`;
}

function missing({ flag, words }: Question): string {
  return `${words}: nobody said. Give --${flag}.`;
}

/** Lines as they are typed or piped; a line that comes early waits. */
function linesOf({ input, output }: AskOptions): AsyncIterator<string> {
  const terminal = 'isTTY' in input && input.isTTY === true;
  return createInterface({ input, ...(terminal ? { output, terminal } : {}) })[Symbol.asyncIterator]();
}
