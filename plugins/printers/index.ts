import { definePlugin } from '../../core/host/plugin.js';
import { holdPolicyByHttp } from '../../core/host/policy-by-http.js';
import { activityRoute } from './routes/activity.js';
import { PanelDoor } from './routes/asks.js';
import { currentRoute } from './routes/current.js';
import { leaveRoute } from './routes/leave.js';
import { openRoute } from './routes/open.js';
import { endIdle, type PrinterScope, pruneSessions } from './session-store.js';
import { type PrinterSettings, settings } from './settings.js';

/** Panels of printers: who is there, under which name the print server knows her, and until when. */
export default definePlugin<PrinterSettings>({
  name: 'printers',
  version: '1.0.0',
  core: 1,
  title: { en: 'Printers', 'zh-Hant': '打印機', 'zh-Hans': '打印机' },
  hooks: ['scan:arrived', 'policy:push'],
  callsDevices: true,
  settings,
  migrations: new URL('./migrations/', import.meta.url),
  start,
});

function start(scope: PrinterScope): void {
  const door = new PanelDoor(scope);
  scope.provide('scan:arrived', { transports: ['http'] });
  for (const make of [openRoute, currentRoute, activityRoute, leaveRoute]) scope.route(make(scope, door));
  const { quotaGroups, idleSeconds, pushToken, pushSeconds, watchSeconds, allowPrivateAddresses } =
    scope.settings;
  holdPolicyByHttp(scope, {
    token: pushToken,
    seconds: pushSeconds,
    watchSeconds,
    allowPrivate: allowPrivateAddresses || !scope.node.production,
    settings: { idleSeconds, quotaGroups: quotaGroups.map(({ groups: _, ...group }) => group) },
  });
  scope.every(60, () => endIdle(scope));
  scope.every(3600, () => pruneSessions(scope));
}
