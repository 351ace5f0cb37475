import type { Scope } from '../../core/host/plugin.js';
import type { WechatSettings } from './settings.js';

const WINDOW_MS = 30 * 86_400_000;
/** A report that is sent again, or two captures in one breath, count once. */
const BREATH_MS = 10_000;

export interface Captures {
  /** In the last 30 days. */
  times: number;
  /** Epoch milliseconds; null where there was none. */
  last: number | null;
}

export type WayOut =
  /** `from`: epoch milliseconds from when the holder may confirm. */
  { kind: 'self_service'; from: number } | { kind: 'help_desk' };

/** Screen captures that phones of a campus reported: counted, since who goes on has to talk to somebody. */
export class CaptureCount {
  constructor(private readonly scope: Pick<Scope<WechatSettings>, 'campus' | 'settings' | 'now' | 'query'>) {}

  async add(person: string): Promise<void> {
    const now = this.scope.now();
    await this.scope.query(
      `insert into wechat_captures (campus, person, at)
       select $1, $2, $3 where not exists (
         select from wechat_captures where campus = $1 and person = $2 and at > $4)`,
      [this.scope.campus.number, person, new Date(now), new Date(now - BREATH_MS)],
    );
  }

  async of(person: string): Promise<Captures> {
    const [row] = await this.scope.query<{ times: number; last: Date | null }>(
      `select count(*)::int as times, max(at) as last from wechat_captures
       where campus = $1 and person = $2 and at > $3`,
      [this.scope.campus.number, person, new Date(this.scope.now() - WINDOW_MS)],
    );
    return { times: row?.times ?? 0, last: row?.last?.getTime() ?? null };
  }

  /** How a holder gets out of a freeze, as this campus wants it. */
  wayOut({ times, last }: Captures): WayOut {
    const { wayOut, selfServiceTimes, coolingOffMinutes } = this.scope.settings.capture;
    if (wayOut === 'help_desk' || times > selfServiceTimes) return { kind: 'help_desk' };
    return { kind: 'self_service', from: (last ?? 0) + coolingOffMinutes * 60_000 };
  }

  async forget(): Promise<void> {
    const before = new Date(this.scope.now() - 2 * WINDOW_MS);
    await this.scope.query('delete from wechat_captures where campus = $1 and at < $2', [
      this.scope.campus.number,
      before,
    ]);
  }
}
