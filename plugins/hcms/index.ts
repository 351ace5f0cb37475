import type { EligibilitySource } from '../../core/hooks/hook-map.js';
import { definePlugin, type Scope } from '../../core/host/plugin.js';
import { workerEvents } from './amqp/worker-events.js';
import { allowedFiles } from './csv/allowed-path.js';
import { csvFile } from './csv/csv-file.js';
import { type HcmsSettings, hcmsSettings } from './settings.js';
import { workerFeed } from './soap/worker-feed.js';

/** People from the human resources system: its worker feed and events, and files that it or a student register drops. */
export default definePlugin<HcmsSettings>({
  name: 'hcms',
  version: '1.0.0',
  core: 1,
  title: { en: 'Staff and student records', 'zh-Hant': '教職員及學生紀錄', 'zh-Hans': '教职员及学生记录' },
  hooks: ['eligibility:pull'],
  settings: hcmsSettings,
  migrations: new URL('./migrations/', import.meta.url),
  async start(scope) {
    for (const source of scope.settings.sources)
      scope.provide('eligibility:pull', await sourceOf(scope, source));
  },
});

async function sourceOf(
  scope: Scope<HcmsSettings>,
  source: HcmsSettings['sources'][number],
): Promise<EligibilitySource> {
  const { settings, node, now } = scope;
  const options = {
    interval: settings.intervalSeconds,
    dropLimit: settings.dropLimitPercent / 100,
    allowPrivate: settings.allowPrivateAddresses || !node.production,
    now,
  };
  switch (source.kind) {
    case 'soap':
      return workerFeed(source, options);
    case 'csv':
      return csvFile(source, { ...options, files: allowedFiles(scope) });
    case 'amqp':
      return workerEvents(scope, source, options);
  }
}
