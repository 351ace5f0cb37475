/** A metric with its series, as a scraper reads it. */
export interface Family {
  name: string;
  type: string;
  help: string;
  samples: { name: string; labels: Record<string, string>; value: number }[];
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*';
const SAMPLE = new RegExp(`^(${NAME})(?:\\{(.*)\\})? (\\S+)$`);
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\[\\n"])*)"(?:,|$)/y;
const ENDINGS: Record<string, readonly string[]> = {
  counter: [''],
  gauge: [''],
  histogram: ['_bucket', '_sum', '_count'],
  summary: ['', '_sum', '_count'],
};

/**
 * Prometheus's text format 0.0.4, strictly: help, type and series of a metric stand together, once, and no series twice.
 * Throws with the line that is wrong.
 */
export function readPrometheusText(text: string): Map<string, Family> {
  if (!text.endsWith('\n') || text.endsWith('\n\n'))
    throw new Error('the last line does not end, or is empty');
  const families = new Map<string, Family>();
  const series = new Set<string>();
  let current: Family | undefined;
  let help: string | undefined;
  for (const line of text.slice(0, -1).split('\n').filter(Boolean)) {
    const [, word, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? [];
    if (word === 'HELP') {
      help = `${name} ${rest}`;
    } else if (word === 'TYPE') {
      if (!help?.startsWith(`${name} `) || families.has(name)) throw new Error(`out of order: ${line}`);
      current = { name, type: rest, help: help.slice(name.length + 1), samples: [] };
      families.set(name, current);
    } else {
      const sample = readSample(line);
      const key = `${sample.name} ${JSON.stringify(Object.entries(sample.labels).sort())}`;
      const belongs = ENDINGS[current?.type ?? '']?.some((end) => `${current?.name}${end}` === sample.name);
      if (!current || !belongs || series.has(key)) throw new Error(`of no metric, or twice: ${line}`);
      series.add(key);
      current.samples.push(sample);
    }
  }
  return families;
}

function readSample(line: string): Family['samples'][number] {
  const [, name = '', inside = '', number = ''] = SAMPLE.exec(line) ?? [];
  const value =
    { '+Inf': Number.POSITIVE_INFINITY, '-Inf': Number.NEGATIVE_INFINITY }[number] ?? Number(number);
  if (name === '' || (Number.isNaN(value) && !/^nan$/i.test(number))) throw new Error(`no sample: ${line}`);
  const labels: Record<string, string> = {};
  LABEL.lastIndex = 0;
  for (let at = 0; at < inside.length; at = LABEL.lastIndex) {
    const [, label, content = ''] = LABEL.exec(inside) ?? [];
    if (label === undefined || label in labels) throw new Error(`wrong labels: ${line}`);
    labels[label] = content;
  }
  return { name, labels, value };
}

/** The sum of a metric's series that have these labels. */
export function sumOf(
  families: Map<string, Family>,
  name: string,
  labels: Record<string, string> = {},
): number {
  const samples = [...families.values()].flatMap((family) => family.samples);
  return samples
    .filter((sample) => sample.name === name)
    .filter((sample) => Object.entries(labels).every(([label, value]) => sample.labels[label] === value))
    .reduce((sum, { value }) => sum + value, 0);
}
