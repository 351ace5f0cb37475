import { definePlugin } from '../../core/host/plugin.js';
import { OldSystem } from './old-system.js';
import { agreementRoute } from './page/agreement.js';
import { legacySettings } from './settings.js';
import { Tally } from './tally.js';

/** Between two writes of the counts, in seconds. */
const WRITE_SECONDS = 5;
const TITLE = { en: 'Old appointment system', 'zh-Hant': '舊預約系統', 'zh-Hans': '旧预约系统' };

/** The old appointment system beside the hub: its codes go on opening gates until nobody shows one any more. */
export default definePlugin({
  name: 'legacy',
  version: '1.0.0',
  core: 1,
  title: TITLE,
  hooks: ['scan:foreign', 'console:page'],
  settings: legacySettings,
  migrations: new URL('./migrations/', import.meta.url),
  start(scope) {
    const oldSystem = new OldSystem(scope);
    const tally = new Tally(scope);
    scope.provide('scan:foreign', async (scan) => {
      if (!scan.open && !scope.settings.compareClosed) return null;
      const word = await oldSystem.ask(scan);
      tally.add(scan.point, word, scan.open);
      return word === 'silent' ? null : { opens: word === 'yes', origin: 'legacy' };
    });
    scope.every(WRITE_SECONDS, () => tally.write());
    scope.onStop(() => tally.write());
    scope.provide('console:page', { title: TITLE, href: `/${scope.campus.slug}/legacy` });
    scope.route(agreementRoute(scope, tally));
  },
});
