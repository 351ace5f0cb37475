import { type Answer, Device, type DeviceView } from './device.js';
import { filled, part, type Stage, tell } from './parts.js';
import type { Sound } from './sound.js';

const POLL_MS = 1500;
const GRANTED = { mqtt: 'pass', http: 'pass', till: 'accepted', panel: 'signedIn' } as const;

/** The device that was chosen, drawn: ring of light, display, lanes, keys. It looks again by itself. */
export class Reader {
  private readonly devices: Device[];
  private device: Device;
  private view: DeviceView | null = null;
  private point = '';
  private hub: Record<string, boolean> = {};
  private readonly unit: HTMLElement;
  /** What the key of a device without a line does. */
  plug: () => void = () => {};

  constructor(
    private readonly stage: Stage,
    private readonly sound: Sound,
  ) {
    this.unit = part(stage.root, 'unit', HTMLElement);
    const inputs = [...stage.root.querySelectorAll<HTMLInputElement>('input[name="device"]')];
    this.devices = inputs.map(
      ({ value, dataset: { name = '', kind = '', href = '' } }) =>
        new Device(value, name, kind as DeviceView['kind'], href),
    );
    this.device = this.devices[0] ?? new Device('', '', 'mqtt', '');
    for (const input of inputs) input.addEventListener('change', () => void this.choose(input.value));
    const checked = inputs.find((input) => input.checked)?.value;
    void this.choose(checked ?? this.device.id);
    setInterval(() => {
      if (!document.hidden) void this.look();
    }, POLL_MS);
  }

  get kind(): DeviceView['kind'] {
    return this.device.kind;
  }

  get online(): boolean {
    return this.view?.online === true;
  }

  get hubSeesOnline(): boolean | undefined {
    return this.hub[this.device.id];
  }

  async choose(id: string): Promise<void> {
    const chosen = this.devices.find((device) => device.id === id);
    if (!chosen) return;
    this.device = chosen;
    this.view = null;
    this.point = '';
    const input = this.stage.root.querySelector<HTMLInputElement>(`input[name="device"][value="${id}"]`);
    if (input) input.checked = true;
    tell(part(this.stage.root, 'unitName', HTMLElement), chosen.name);
    part(this.stage.root, 'own', HTMLAnchorElement).href = chosen.href;
    this.meaning('');
    await this.look();
  }

  /** For what only makes sense at a gate: the first one, unless one is chosen. */
  async chooseGate(): Promise<void> {
    const gate = this.devices.find(({ kind }) => kind === 'mqtt') ?? this.devices[0];
    if (gate && this.device.kind !== 'mqtt') await this.choose(gate.id);
  }

  /** Holds a text to the reader; what it answered, or null when nobody is there to answer. */
  async hold(text: string): Promise<Answer | null> {
    const { device } = this;
    this.unit.classList.add('unit-reading');
    try {
      const view = await device.scan(text, this.point);
      if (device === this.device) this.show(view);
      const { answer } = view;
      if (answer) this.answered(answer);
      return answer ?? null;
    } catch {
      this.meaning(this.stage.say.away);
      return null;
    } finally {
      this.unit.classList.remove('unit-reading');
    }
  }

  async line(line: 'cut' | 'mend'): Promise<void> {
    this.show(await this.device.line(line));
  }

  async look(): Promise<void> {
    const { device } = this;
    const [view, hub] = await Promise.all([
      device.view().catch(() => null),
      fetch(`/demo/${this.stage.campus}/states`).then(
        (response) => response.json() as Promise<Record<string, boolean>>,
        () => this.hub,
      ),
    ]);
    this.hub = hub;
    if (view && device === this.device) this.show(view);
  }

  private answered({ decision, reason, served }: Answer): void {
    // "Come in" is what a gate means by yes: a till and a panel say themselves what they do.
    const gate = this.kind === 'mqtt' || this.kind === 'http';
    const sentence = gate || decision !== 'grant' ? this.stage.reasons[reason] : undefined;
    this.meaning(sentence ? filled(this.stage.say.meaning, { sentence }) : '');
    const unsold = served === false || decision === 'no_answer';
    this.sound.play(unsold ? 'amber' : decision === 'grant' ? 'green' : 'red');
  }

  meaning(text: string): void {
    tell(part(this.stage.root, 'meaning', HTMLElement), text);
  }

  private show(view: DeviceView): void {
    const { root } = this.stage;
    this.view = view;
    if (!view.points.some(({ id }) => id === this.point)) this.point = view.points[0]?.id ?? '';
    this.unit.dataset['kind'] = view.kind;
    this.unit.dataset['light'] = lightOf(view);
    this.unit.dataset['online'] = String(view.online);
    const { big, small } = this.words(view);
    tell(part(root, 'big', HTMLElement), big);
    tell(part(root, 'small', HTMLElement), small);
    tell(part(root, 'line', HTMLElement), this.lineWords(view));
    this.showFacts(view);
    this.showLanes(view);
    this.showKeys(view);
    if (view.said !== undefined) this.meaning(view.said);
  }

  private words(view: DeviceView): { big: string; small: string } {
    const { big, small } = this.stage.say;
    const { last, light, online, kind } = view;
    if (light === 'grey' || !last)
      return online
        ? { big: big.ready, small: small['ready'] ?? '' }
        : { big: big.noLine, small: small['noLine'] ?? '' };
    const { decision, reason, served, message } = last.answer;
    const words = message ?? this.stage.reasons[reason] ?? small[reason] ?? small['other'] ?? '';
    if (served === false) return { big: big.notServed, small: words };
    if (decision === 'grant') return { big: big[GRANTED[kind]], small: words };
    return { big: decision === 'deny' ? big.stop : big.noAnswer, small: words };
  }

  /** Only a gate that keeps a connection is known to the hub to be there. */
  private lineWords({ kind, online }: DeviceView): string {
    const { say } = this.stage;
    const own = online ? say.lineUp : say.lineDown;
    const seen = this.hubSeesOnline;
    if (kind !== 'mqtt' || seen === undefined) return own;
    return `${own} · ${seen ? say.hubOnline : say.hubOffline}`;
  }

  private showFacts({ facts = [] }: DeviceView): void {
    const { say, root } = this.stage;
    const place = part(root, 'facts', HTMLElement);
    const lines = facts.map(({ name, label, value }) => {
      const said = name === 'meal' ? (say.entitlements[value] ?? value) : value;
      return [say.facts[name] ?? label, said === 'nobody' ? say.nobody : said] as const;
    });
    redraw(place, JSON.stringify(lines), () =>
      lines.map(([label, value]) => {
        const line = document.createElement('div');
        line.append(element('dt', label), element('dd', value));
        return line;
      }),
    );
  }

  private showLanes({ points }: DeviceView): void {
    const place = part(this.stage.root, 'points', HTMLElement);
    const lanes = points.length > 1 ? points : [];
    redraw(place, JSON.stringify([this.device.id, this.point, lanes]), () =>
      lanes.map(({ id, name }) => {
        const lane = button(this.stage.points[id] ?? name, () => {
          this.point = id;
          if (this.view) this.show(this.view);
        });
        lane.setAttribute('aria-pressed', String(id === this.point));
        return lane;
      }),
    );
  }

  /** A device that was cut off keeps its plug in sight, whatever is tried next. */
  private showKeys({ buttons = [], online }: DeviceView): void {
    const place = part(this.stage.root, 'keys', HTMLElement);
    redraw(place, JSON.stringify([this.device.id, buttons, online]), () => {
      const keys = buttons.map(({ name, label }) =>
        button(this.stage.say.keys[name] ?? label, () => {
          void this.device.press(name).then(
            (view) => this.show(view),
            () => this.meaning(this.stage.say.away),
          );
        }),
      );
      return online ? keys : [...keys, button(this.stage.say.plug, () => this.plug())];
    });
  }
}

/** A device's own light knows two colours; no answer is neither yes nor no. */
function lightOf({ light, last }: DeviceView): string {
  return light !== 'grey' && last?.answer.decision === 'no_answer' ? 'amber' : light;
}

/** Elements are made anew only when they would differ: whoever stands on one with the keyboard stays there. */
function redraw(place: HTMLElement, mark: string, make: () => HTMLElement[]): void {
  if (place.dataset['mark'] === mark) return;
  const at = [...place.children].indexOf(document.activeElement as Element);
  place.dataset['mark'] = mark;
  place.replaceChildren(...make());
  if (at >= 0) (place.children[at] as HTMLElement | undefined)?.focus();
}

function element(tag: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

export function button(text: string, pressed: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  made.addEventListener('click', pressed);
  return made;
}
