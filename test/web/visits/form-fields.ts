import { Browser } from '../../../bin/tour/browser.js';

export const CAMPUS = 'hkust-gz';

export interface WindowFields {
  [name: string]: string;
  fromDay: string;
  fromTime: string;
  untilDay: string;
  untilTime: string;
}

/** The window of a form, `minutes` from `now` and an hour long, as Guangzhou's clocks show it: eight hours ahead of UTC. */
export function windowFields(now: number, minutes: number): WindowFields {
  const from = Math.floor(now / 60_000 + minutes) * 60_000;
  const local = (at: number) => new Date(at + 8 * 3_600_000).toISOString();
  const [begin, end] = [local(from), local(from + 3_600_000)];
  return {
    fromDay: begin.slice(0, 10),
    fromTime: begin.slice(11, 16),
    untilDay: end.slice(0, 10),
    untilTime: end.slice(11, 16),
  };
}

/** The campus's first language is Chinese; the tests read English. */
export async function readEnglish(browser: Browser): Promise<Browser> {
  await browser.open(`/${CAMPUS}/premises?lang=en`);
  return browser;
}

export function stranger(hub: string): Promise<Browser> {
  return readEnglish(new Browser(hub));
}
