/** An appointment of the old system. Its code is one text for the whole visit, as such systems have it. */
export interface Appointment {
  id: string;
  visitor: string;
  /** What stands in the printed QR code. */
  qr: string;
  /** Ids of access points. */
  gates: readonly string[];
  /** Days from today on which it begins and ends, both included, where the campuses are (UTC+8). */
  from: number;
  until: number;
}

export const APPOINTMENTS: readonly Appointment[] = [
  {
    ...{
      id: '20391',
      visitor: 'LAM, Siu Fong',
      qr: 'YYGL|20391|S|9C41E7',
      gates: ['south-gate', 'e1-laboratory-door'],
    },
    ...{ from: 0, until: 30 },
  },
  {
    ...{ id: '20392', visitor: 'ROTH, Anna', qr: 'YYGL|20392|N|51B0D2', gates: ['north-gate'] },
    ...{ from: 0, until: 0 },
  },
  {
    ...{ id: '20377', visitor: '周, 明', qr: 'YYGL|20377|S|0F77A3', gates: ['south-gate'] },
    ...{ from: -9, until: -2 },
  },
  {
    ...{ id: '20405', visitor: '何, 静', qr: 'YYGL|20405|S|E2685C', gates: ['south-gate'] },
    ...{ from: 3, until: 3 },
  },
];

const DAY_MS = 86_400_000;
const ZONE_MS = 8 * 3_600_000;

/** The day counts from the start of the process, not from the clock of a story: a story that moves it sees them end. */
const TODAY = Math.floor((Date.now() + ZONE_MS) / DAY_MS);

export function isOpen({ from, until }: Appointment, now: Date): boolean {
  const day = Math.floor((now.getTime() + ZONE_MS) / DAY_MS) - TODAY;
  return day >= from && day <= until;
}

/** "2026-11-22", of a day counted from the start. */
export function dayOf(offset: number): string {
  return new Date((TODAY + offset) * DAY_MS).toISOString().slice(0, 10);
}
