import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';

const SCRIPT = fileURLToPath(new URL('./run-effects.js', import.meta.url));

/** Nodes in processes of their own, and what they did. */
export class Effects {
  readonly #nodes: ChildProcess[] = [];

  constructor(
    private readonly pool: pg.Pool,
    private readonly where: readonly string[],
  ) {}

  async prepare(): Promise<void> {
    await this.pool.query('create table effects (job bigint not null, attempt integer not null)');
  }

  async node(): Promise<ChildProcess> {
    const child = spawn(process.execPath, [SCRIPT, ...this.where], { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#nodes.push(child);
    if (child.stdout) await once(child.stdout, 'data');
    return child;
  }

  async kill(node: ChildProcess): Promise<void> {
    if (node.exitCode !== null || node.signalCode !== null) return;
    node.kill('SIGKILL');
    await once(node, 'exit');
  }

  async killAll(): Promise<void> {
    for (const node of this.#nodes) await this.kill(node);
  }

  /** How often each job had its effect. */
  async times(): Promise<Map<number, number>> {
    const { rows } = await this.pool.query<{ job: number; times: number }>(
      'select job, count(*)::integer as times from effects group by job',
    );
    return new Map(rows.map(({ job, times }) => [job, times]));
  }

  async held(): Promise<Set<number>> {
    const { rows } = await this.pool.query<{ id: number }>(
      'select id from outbox where lease_until is not null and done_at is null',
    );
    return new Set(rows.map(({ id }) => id));
  }

  async open(): Promise<number> {
    const { rows } = await this.pool.query<{ n: number }>(
      'select count(*)::integer as n from outbox where done_at is null',
    );
    return rows[0]?.n ?? 0;
  }

  /** The leases of the dead have ended, as they would by themselves half a minute later. */
  async letLeasesEnd(jobs: ReadonlySet<number>): Promise<void> {
    await this.pool.query('update outbox set lease_until = now() where id = any($1) and done_at is null', [
      [...jobs],
    ]);
  }
}
