import { definePlugin } from '../../core/host/plugin.js';
import { csvFile } from './csv/csv-file.js';
import { hcmsSettings } from './settings.js';
import { workerFeed } from './soap/worker-feed.js';

/** People from the human resources system: its SOAP worker feed, and files that it or a student register drops. */
export default definePlugin({
  name: 'hcms',
  version: '1.0.0',
  core: 1,
  title: { en: 'Staff and student records', 'zh-Hant': '教職員及學生紀錄', 'zh-Hans': '教职员及学生记录' },
  hooks: ['eligibility:pull'],
  settings: hcmsSettings,
  start({ settings, node, now, provide }) {
    const options = {
      interval: settings.intervalSeconds,
      dropLimit: settings.dropLimitPercent / 100,
      allowPrivate: settings.allowPrivateAddresses || !node.production,
      now,
    };
    for (const source of settings.sources) {
      provide(
        'eligibility:pull',
        source.kind === 'soap' ? workerFeed(source, options) : csvFile(source, options),
      );
    }
  },
});
