import { definePlugin } from '../../core/host/plugin.js';
import { Acks } from './acks.js';
import type { GateBus } from './bus.js';
import { CampusDesk } from './campus-desk.js';
import { pushPolicy } from './policy-push.js';
import { Reports } from './reports.js';
import { type GateSettings, settings } from './settings.js';
import { startNode } from './shared-node.js';

const COUNT_SECONDS = 60;

export default definePlugin<GateSettings, GateBus>({
  name: 'gates',
  version: '1.0.0',
  core: 1,
  title: { en: 'Gates and doors', 'zh-Hant': '閘機與門禁', 'zh-Hans': '闸机与门禁' },
  hooks: ['scan:arrived', 'policy:push'],
  settings,
  startNode,
  async start(scope) {
    scope.provide('scan:arrived', { transports: scope.settings.mqtt ? ['mqtt', 'http'] : ['http'] });
    if (!scope.settings.mqtt) return;
    const acks = new Acks();
    const reports = new Reports(scope);
    const desk = new CampusDesk(scope, reports, acks);
    scope.provide('policy:push', (device, desired, signal) =>
      pushPolicy({ scope, acks }, device, desired, signal),
    );
    if (scope.shared.knowsAll) await desk.allAway();
    const leave = await scope.shared.join(scope.campus.slug, desk);
    scope.onStop(async () => {
      await leave();
      if (scope.shared.knowsAll) await desk.allAway();
    });
    scope.every(COUNT_SECONDS, async () => reports.log());
  },
});
