import type { HookMap, HookName } from '../hooks/hook-map.js';

export interface Filled<Name extends HookName> {
  plugin: string;
  fill: HookMap[Name];
}

/** Who fills which hook on one campus. What a scope provided is taken back by the undo that it got. */
export class HookRegistry {
  readonly #fills = new Map<HookName, Filled<HookName>[]>();

  provide<Name extends HookName>(hook: Name, plugin: string, fill: HookMap[Name]): () => void {
    const entry = { plugin, fill } as Filled<HookName>;
    // Plugins start side by side: by name, who comes first is the same on every node and after every start.
    const fills = [...(this.#fills.get(hook) ?? []), entry].sort(byPlugin);
    this.#fills.set(hook, fills);
    return () => {
      const rest = (this.#fills.get(hook) ?? []).filter((other) => other !== entry);
      this.#fills.set(hook, rest);
    };
  }

  all<Name extends HookName>(hook: Name): readonly Filled<Name>[] {
    return (this.#fills.get(hook) ?? []) as unknown as readonly Filled<Name>[];
  }

  of<Name extends HookName>(hook: Name, plugin: string): HookMap[Name] | undefined {
    return this.all(hook).find((entry) => entry.plugin === plugin)?.fill;
  }
}

function byPlugin(a: { plugin: string }, b: { plugin: string }): number {
  return Number(a.plugin > b.plugin) - Number(a.plugin < b.plugin);
}
