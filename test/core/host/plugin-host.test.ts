import { expect } from 'chai';
import { z } from 'zod';
import { definePlugin, type Node, type Plugin, type Scope } from '../../../core/host/plugin.js';
import { PluginHost } from '../../../core/host/plugin-host.js';
import { route } from '../../../core/http/route.js';
import { RouteTable } from '../../../core/http/route-table.js';
import { configurePlugin } from '../../../core/use-cases/configure-plugin.js';
import { eventually } from '../../support/eventually.js';
import { type SyncCampus, startSyncCampus } from '../use-cases/sync-campus.js';

const settings = z.strictObject({ word: z.string().default('hello').meta({ title: 'Word' }) });
type Settings = z.infer<typeof settings>;
const LIMITS = { startMs: 40, stopMs: 40, retryMs: 5 };

describe('the plugin host', () => {
  let campus: SyncCampus;
  let host: PluginHost;
  let routes: RouteTable;
  beforeEach(async () => {
    campus = await startSyncCampus();
  });
  afterEach(async () => {
    await host?.stop();
    await campus.stop();
  });

  const plugin = (name: string, start: (scope: Scope<Settings>) => Promise<void> | void) =>
    definePlugin<Settings>({
      name,
      version: '1.0.0',
      core: 1,
      title: { en: name },
      hooks: ['tell:decision', 'code:present'],
      settings,
      start: (scope) => start(scope as Scope<Settings>),
    });
  const install = (plugins: ReturnType<typeof plugin>[], limits = LIMITS) => {
    routes = new RouteTable(() => () => {});
    const all = plugins as unknown as Plugin[];
    host = new PluginHost(
      { plugins: all, context: campus.context, node: {} as Node, routes, env: () => undefined },
      limits,
    );
  };
  const begin = async (...plugins: ReturnType<typeof plugin>[]) => {
    install(plugins);
    await host.start();
    for (const one of plugins) await set(one.name, true);
  };
  const set = async (name: string, enabled: boolean, words?: Record<string, unknown>) => {
    const one = host.plugins.find((candidate) => candidate.name === name);
    if (!one) throw new Error(name);
    const change = { actor: 'test', plugin: one, secrets: [], env: () => undefined, enabled };
    await configurePlugin(campus.context, campus.snapshot(), { ...change, settings: words });
    await host.settle(campus.snapshot());
  };
  const health = (name: string) => host.health(1, name).health;

  it('starts a plugin with its settings, and takes back all that it registered when it is disabled', async () => {
    const seen: string[] = [];
    await begin(
      plugin('bell', (scope) => {
        seen.push(scope.settings.word);
        scope.provide('tell:decision', () => {});
        scope.route(
          route({ method: 'get', path: '/hku/bell', role: 'public', summary: '', handle: () => ({}) }),
        );
        scope.mount('/plugins/bell/hku/raw', () => {});
        scope.onStop(() => void seen.push('stopped'));
      }),
    );
    expect(health('bell')).to.equal('running');
    expect(host.hooks(1).all('tell:decision')).to.have.length(1);
    expect([routes.routes().length, routes.mounts().length]).to.deep.equal([1, 1]);
    await set('bell', true, { word: 'again' });
    expect(seen).to.deep.equal(['hello', 'stopped', 'again']);
    await set('bell', false);
    expect(health('bell')).to.equal('disabled');
    expect(host.hooks(1).all('tell:decision')).to.deep.equal([]);
    expect([routes.routes().length, routes.mounts().length]).to.deep.equal([0, 0]);
  });

  it('starts plugins side by side, and asks them in the order of their names whoever came first', async () => {
    let goOn = () => {};
    const later = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const first = plugin('ant', async (scope) => {
      await later;
      scope.provide('tell:decision', () => {});
    });
    const second = plugin('bee', (scope) => {
      scope.provide('tell:decision', () => {});
      goOn();
    });
    install([first, second], { ...LIMITS, startMs: 30_000 });
    for (const one of [first, second]) {
      const change = { actor: 'test', plugin: one as unknown as Plugin, secrets: [], env: () => undefined };
      await configurePlugin(campus.context, campus.snapshot(), {
        ...change,
        enabled: true,
        settings: undefined,
      });
    }
    await campus.context.snapshots.follow();
    await host.start();
    expect(
      host
        .hooks(1)
        .all('tell:decision')
        .map((filled) => filled.plugin),
    ).to.deep.equal(['ant', 'bee']);
  });

  it('one that throws or hangs is named and stopped after three failures; the others start as usual', async () => {
    const hung = () => new Promise<void>(() => {});
    await begin(
      plugin('angry', () => {
        throw new Error('no paper');
      }),
      plugin('asleep', hung),
      plugin('calm', () => {}),
    );
    expect(health('calm')).to.equal('running');
    await eventually(() => health('angry') === 'quarantined' && health('asleep') === 'quarantined');
    expect(host.health(1, 'angry').problem).to.equal('no paper');
    expect(host.health(1, 'asleep').problem).to.contain('longer than');
    expect(health('calm')).to.equal('running');
  });

  it('what a plugin shares on its node, and brings only after its start was given up, is stopped', async () => {
    const heard: string[] = [];
    const gates: (() => void)[] = [];
    const slow = {
      ...plugin('slow', () => {}),
      async startNode() {
        heard.push('begun');
        await new Promise<void>((go) => gates.push(go));
        return {
          shared: undefined,
          async stop() {
            heard.push('stopped');
          },
        };
      },
    };
    await begin(slow);
    expect(health('slow')).to.equal('failed');
    // However often it is tried again, there are never two at once.
    await set('slow', true);
    expect(heard).to.deep.equal(['begun']);
    gates[0]?.();
    await eventually(() => heard.includes('stopped'));
    await set('slow', false);
    for (const go of gates) go();
    await eventually(() => heard.filter((word) => word === 'stopped').length === gates.length);
  });

  it('new settings lift the quarantine', async () => {
    await begin(
      plugin('picky', ({ settings: { word } }) => {
        if (word !== 'please') throw new Error('say please');
      }),
    );
    await eventually(() => health('picky') === 'quarantined');
    await set('picky', true, { word: 'please' });
    expect(health('picky')).to.equal('running');
  });

  it('one that does not stop in time does not hold up the hub', async () => {
    await begin(
      plugin('stuck', (scope) => scope.onStop(() => new Promise<void>(() => {}))),
      plugin('calm', () => {}),
    );
    await set('stuck', false);
    expect([health('stuck'), health('calm')]).to.deep.equal(['disabled', 'running']);
  });

  it('one that throws or hangs while it stops answers nobody any more, and the rest of it is stopped', async () => {
    const seen: string[] = [];
    const open = (scope: Scope<Settings>, name: string) => {
      const path = `/hku/${name}`;
      scope.route(route({ method: 'get', path, role: 'public', summary: '', handle: () => ({}) }));
      scope.provide('tell:decision', () => {});
    };
    await begin(
      plugin('angry', (scope) => {
        open(scope, 'angry');
        scope.onStop(() => void seen.push('the first is the last'));
        scope.onStop(() => {
          throw new Error('not like this');
        });
      }),
      plugin('stuck', (scope) => {
        open(scope, 'stuck');
        scope.onStop(() => new Promise<void>(() => {}));
      }),
    );
    await set('angry', false);
    await set('stuck', false);
    expect(seen).to.deep.equal(['the first is the last']);
    expect(routes.routes()).to.deep.equal([]);
    expect(host.hooks(1).all('tell:decision')).to.deep.equal([]);
    await set('angry', true);
    expect(health('angry')).to.equal('running');
  });

  it('a start that was given up can register nothing any more, and what it opens is closed', async () => {
    const seen: string[] = [];
    let wake = () => {};
    const asleep = new Promise<void>((resolve) => {
      wake = resolve;
    });
    let late: Promise<void> = Promise.resolve();
    await begin(
      plugin('asleep', (scope) => {
        late = asleep.then(() => {
          scope.onStop(() => void seen.push('closed'));
          scope.provide('tell:decision', () => {});
        });
        return late;
      }),
    );
    await eventually(() => health('asleep') === 'quarantined');
    wake();
    expect(await late.catch((error: Error) => error.message)).to.contain('has ended');
    expect(seen).to.include('closed');
    expect(host.hooks(1).all('tell:decision')).to.deep.equal([]);
  });

  it('repeated work that throws at once is named, and the hub goes on', async () => {
    let asked = 0;
    await begin(
      plugin('angry', (scope) =>
        scope.every(3_600, () => {
          asked += 1;
          throw new Error('not today');
        }),
      ),
    );
    expect([asked, health('angry')]).to.deep.equal([1, 'running']);
  });

  it('refuses a hook that the card does not name, and a path of another campus or of the hub', async () => {
    const refusals: string[] = [];
    const tried = (work: () => void) => {
      try {
        work();
      } catch (error) {
        refusals.push((error as Error).message);
      }
    };
    const at = (path: string) =>
      route({ method: 'get', path, role: 'public', summary: '', handle: () => ({}) });
    await begin(
      plugin('greedy', (scope) => {
        tried(() => scope.provide('person:token', async () => null));
        tried(() => scope.route(at('/hkust-gz/wallet')));
        tried(() => scope.route(at('/api/openapi.json')));
        tried(() => scope.route(at('/api/v1/campuses/{campus}/events')));
        tried(() => scope.mount('/', () => {}));
      }),
    );
    expect(refusals).to.have.length(5);
    expect(refusals[0]).to.contain('person:token');
  });

  it('what a listener throws stays with it', async () => {
    const heard: string[] = [];
    await begin(
      plugin('angry', (scope) => {
        scope.provide('tell:decision', () => {
          throw new Error('not today');
        });
      }),
      plugin('calm', (scope) => {
        scope.provide('tell:decision', (event) => void heard.push(event.id));
      }),
    );
    const event = {
      id: '7',
      campus: 'hku',
      point: 'p',
      device: 'd',
      at: '',
      outcome: 'deny',
      reason: 'unreadable',
      version: 1,
    } as const;
    host.tellDecision(1, event);
    await eventually(() => heard.length > 0);
    expect(heard).to.deep.equal(['7']);
    expect(health('angry')).to.equal('running');
  });

  it('refuses settings that the schema refuses and stores nothing', async () => {
    await begin(plugin('bell', () => {}));
    const refused = await set('bell', true, { word: 7 }).then(
      () => null,
      (error: { code: string; extra: { errors: { path: string }[] } }) => error,
    );
    expect(refused?.code).to.equal('settings_invalid');
    expect(refused?.extra.errors[0]?.path).to.equal('word');
    expect(campus.snapshot().plugins.get('bell')?.settings).to.deep.equal({});
  });
});
