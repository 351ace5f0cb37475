/** The last so many things that happened, oldest first: a simulator that runs for weeks does not grow. */
export class Keep<Thing> {
  readonly #things: Thing[] = [];

  constructor(private readonly most: number) {}

  add(thing: Thing): void {
    this.#things.push(thing);
    if (this.#things.length > this.most) this.#things.shift();
  }

  all(): readonly Thing[] {
    return this.#things;
  }
}
