import type { Answer, GateConfig, GateView, PointName } from './gate.js';

/** How long the light stays on and the door open after an answer. */
const SHOWN_MS = 5000;

/** Light, door and display of one device. They go back by themselves, as the clock says when somebody looks. */
export class Panel {
  #last: { point: string; at: Date; answer: Answer } | undefined;

  constructor(
    private readonly config: GateConfig,
    private readonly now: () => Date,
  ) {}

  /** The point that a scan is for; only the device's own can be named. */
  point(id: string | undefined): PointName {
    const { device, points } = this.config;
    const found = id === undefined ? points[0] : points.find((point) => point.id === id);
    if (found === undefined) throw new RangeError(`The device ${device} has no point ${id ?? ''}.`);
    return found;
  }

  show(point: PointName, answer: Answer): Answer {
    this.#last = { point: point.id, at: this.now(), answer };
    return answer;
  }

  view(): Pick<GateView, 'campus' | 'device' | 'name' | 'points' | 'light' | 'door' | 'last'> {
    const { campus, device, name, points } = this.config;
    const last = this.#last;
    const shown = last !== undefined && this.now().getTime() - last.at.getTime() < SHOWN_MS;
    const granted = last?.answer.decision === 'grant';
    const served = granted && last.answer.served !== false;
    return {
      campus,
      device,
      name,
      points,
      light: shown ? (served ? 'green' : granted ? 'amber' : 'red') : 'grey',
      door: shown && served ? 'open' : 'closed',
      ...(last === undefined ? {} : { last: { ...last, at: last.at.toISOString() } }),
    };
  }
}
