import type pg from 'pg';
import { type AuditRow, change } from './change.js';

/** Rows a minute and node: beyond it refusals are counted, so that noise at the door cannot fill the disk. */
const ROWS_A_MINUTE = 120;

/** Audits refused requests of devices and strangers at a bounded rate. */
export class RefusalLog {
  #minute = 0;
  #rows = 0;
  #unwritten = 0;

  constructor(
    private readonly pool: pg.Pool,
    private readonly now: () => number,
  ) {}

  async write(campus: number, row: AuditRow): Promise<void> {
    const minute = Math.floor(this.now() / 60_000);
    if (minute !== this.#minute) {
      this.#minute = minute;
      this.#rows = 0;
    }
    this.#rows += 1;
    if (this.#rows > ROWS_A_MINUTE) {
      this.#unwritten += 1;
      return;
    }
    const unwritten = this.#unwritten;
    this.#unwritten = 0;
    await change(this.pool, campus, async ({ audit }) => {
      audit(unwritten === 0 ? row : { ...row, detail: { ...row.detail, unwrittenBefore: unwritten } });
    });
  }
}
