/** Words of the page in its language, as `web/pages/demo/words` has them under `say`. */
export interface Say {
  big: Record<
    'ready' | 'noLine' | 'pass' | 'accepted' | 'notServed' | 'signedIn' | 'stop' | 'noAnswer',
    string
  >;
  small: Record<string, string>;
  facts: Record<string, string>;
  entitlements: Record<string, string>;
  keys: Record<string, string>;
  answered: Record<'grant' | 'deny' | 'no_answer', string>;
  steps: Record<string, string>;
  nobody: string;
  hubOnline: string;
  hubOffline: string;
  lineUp: string;
  lineDown: string;
  meaning: string;
  noCode: string;
  notRead: string;
  away: string;
  failed: string;
  person: string;
  left: string;
  soundOn: string;
  soundOff: string;
  stop: string;
  back: string;
  plug: string;
  asExpected: string;
  otherwise: string;
}

/** What the page's parts share. */
export interface Stage {
  root: HTMLElement;
  campus: string;
  say: Say;
  /** What a reason means to the person, by reason. */
  reasons: Record<string, string>;
  points: Record<string, string>;
}

export function stageOf(root: HTMLElement): Stage {
  const { campus = '', say = '{}', reasons = '{}', points = '{}' } = root.dataset;
  return {
    root,
    campus,
    say: JSON.parse(say) as Say,
    reasons: JSON.parse(reasons) as Record<string, string>,
    points: JSON.parse(points) as Record<string, string>,
  };
}

export function part<Kind extends Element>(root: ParentNode, name: string, kind: new () => Kind): Kind {
  const found = root.querySelector(`[data-part="${name}"]`);
  if (!(found instanceof kind)) throw new Error(`The page has no ${name}.`);
  return found;
}

export function filled(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (all, name: string) => String(values[name] ?? all));
}

/** A live region is only touched when it has something new to say. */
export function tell(place: Element, text: string): void {
  if (place.textContent !== text) place.textContent = text;
}

export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}

/** Looks every 150 ms until there is something; undefined after `ms`. */
export async function until<Found>(
  look: () => Found | undefined | false,
  ms: number,
  signal?: AbortSignal,
): Promise<Found | undefined> {
  const late = performance.now() + ms;
  for (;;) {
    const found = look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > late) return undefined;
    await pause(150, signal);
  }
}
