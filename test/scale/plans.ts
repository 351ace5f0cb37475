import type pg from 'pg';

/** Tables that no page may walk through. */
const LARGE = ['events', 'people'];

/** A statement whose plan reads a whole table. */
export interface Walk {
  table: string;
  statement: string;
}

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: PlanNode[];
}

const TOLD = [
  'session_preload_libraries=auto_explain',
  'auto_explain.log_min_duration=0',
  'auto_explain.log_format=json',
  'auto_explain.log_level=notice',
  'auto_explain.log_nested_statements=on',
];

/** The address by which the server tells its client, as a notice, how each statement is planned. Needs a superuser. */
export function withPlansTold(url: string): string {
  const told = new URL(url);
  told.searchParams.set('options', TOLD.map((setting) => `-c ${setting}`).join(' '));
  return told.href;
}

/** Hears the plans of a pool's statements, also of those that PostgreSQL makes itself for foreign keys. */
export class PlanEar {
  readonly #walks: Walk[] = [];
  #heard = 0;

  constructor(
    pool: pg.Pool,
    private readonly tables: readonly string[] = LARGE,
  ) {
    const known = new WeakSet<object>();
    pool.on('acquire', (client) => {
      if (known.has(client)) return;
      known.add(client);
      client.on('notice', (notice) => this.#hear(notice.message ?? ''));
    });
  }

  /** How many plans were heard, so that silence is no proof. */
  get heard(): number {
    return this.#heard;
  }

  /** What was heard since it was asked last. */
  walks(): Walk[] {
    return this.#walks.splice(0);
  }

  #hear(message: string): void {
    const json = /plan:\s*(\{[\s\S]*\})\s*$/.exec(message)?.[1];
    if (json === undefined) return;
    const told = JSON.parse(json) as { 'Query Text': string; Plan: PlanNode };
    this.#heard += 1;
    for (const table of walked(told.Plan, this.tables))
      this.#walks.push({ table, statement: told['Query Text'] });
  }
}

function walked(node: PlanNode, tables: readonly string[]): string[] {
  const table = node['Relation Name'] ?? '';
  const own = node['Node Type'].endsWith('Seq Scan') && tables.includes(table) ? [table] : [];
  return [...own, ...(node.Plans ?? []).flatMap((inner) => walked(inner, tables))];
}
