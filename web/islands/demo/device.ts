/** What a device answers to a text. */
export interface Answer {
  id: string;
  decision: 'grant' | 'deny' | 'no_answer';
  reason: string;
  /** False at a till where no meal is served now. */
  served?: false;
  message?: string;
}

/** What stands on a device, as its own page tells a program. */
export interface DeviceView {
  kind: 'mqtt' | 'http' | 'till' | 'panel';
  online: boolean;
  light: 'grey' | 'green' | 'amber' | 'red';
  points: { id: string; name: string }[];
  last?: { point: string; at: string; answer: Answer };
  facts?: { name: string; label: string; value: string }[];
  buttons?: { name: string; label: string }[];
  said?: string;
  answer?: Answer;
}

/** A device of the virtual campus, spoken to through its own page. Throws where it does not answer. */
export class Device {
  constructor(
    readonly id: string,
    readonly name: string,
    readonly kind: DeviceView['kind'],
    readonly href: string,
  ) {}

  view(): Promise<DeviceView> {
    return this.ask('');
  }

  scan(text: string, point: string): Promise<DeviceView> {
    return this.ask('/scan', { text, point });
  }

  press(button: string): Promise<DeviceView> {
    return this.ask('/press', { button });
  }

  line(line: 'cut' | 'mend'): Promise<DeviceView> {
    return this.ask('/line', { line });
  }

  private async ask(path: string, form?: Record<string, string>): Promise<DeviceView> {
    const headers = { accept: 'application/json' };
    const more = form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) };
    const response = await fetch(`${this.href}${path}`, { headers, ...more });
    if (!response.ok) throw new Error(String(response.status));
    return (await response.json()) as DeviceView;
  }
}
