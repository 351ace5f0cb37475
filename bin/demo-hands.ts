import { Problem } from '../core/domain/problem.js';
import type { Services } from '../simulators/start-services.js';
import type { RunningHub } from './start-hub.js';
import type { JsonRead } from './tour/browser.js';
import { Person } from './tour/person.js';

/** The people in the background of the demo: they sign in and press buttons through the hub's public pages, as anybody. */
export class DemoHands {
  readonly #signedIn = new Map<string, Promise<Person>>();

  constructor(
    private readonly hub: RunningHub,
    private readonly password: string,
    readonly services: Services,
  ) {}

  /** One request of a person to the campus's interface. Throws `demo_step_failed` (502) where the hub refuses. */
  async ask(campus: string, login: string, method: string, path: string, body?: unknown): Promise<JsonRead> {
    let answer = await this.#once(campus, login, method, path, body);
    if (answer.status === 401) {
      this.#signedIn.delete(`${campus}/${login}`);
      answer = await this.#once(campus, login, method, path, body);
    }
    if (answer.status < 400) return answer;
    const { code, detail } = answer.body;
    throw new Problem(
      502,
      'demo_step_failed',
      `The hub refused a step of the demo: ${String(detail ?? code)}`,
    );
  }

  admin(campus: string): string {
    return this.#role(campus, 'admin');
  }

  approver(campus: string): string {
    return this.#role(campus, 'approver');
  }

  #role(campus: string, role: 'admin' | 'approver'): string {
    const [login] = this.hub.context.snapshots.bySlug(campus)?.file.roles[role] ?? [];
    if (login === undefined)
      throw new Problem(502, 'demo_step_failed', `The campus has nobody in the role ${role}.`);
    return login;
  }

  async #once(
    campus: string,
    login: string,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<JsonRead> {
    const person = await this.#person(campus, login);
    return person.browser.json(method, `/api/v1/campuses/${campus}/${path}`, body);
  }

  #person(campus: string, login: string): Promise<Person> {
    const key = `${campus}/${login}`;
    const known = this.#signedIn.get(key) ?? this.#signIn(campus, login);
    this.#signedIn.set(key, known);
    known.catch(() => this.#signedIn.delete(key));
    return known;
  }

  async #signIn(campus: string, login: string): Promise<Person> {
    const person = new Person(this.hub.url, campus, login, this.hub.localUrl);
    await person.signIn(this.password, `/${campus}/premises`);
    return person;
  }
}
