import { definePlugin } from '../../core/host/plugin.js';
import { codesRoute } from './api/codes.js';
import { credentialRoute } from './api/credential.js';
import { deviceRoutes } from './api/devices.js';
import { acceptNoticesRoute } from './api/notices.js';
import { Desk } from './pages/desk.js';
import { linkRoute } from './pages/link.js';
import { logOutRoutes } from './pages/log-out.js';
import { noticesRoute } from './pages/notices.js';
import { portalRoutes } from './pages/portal.js';
import { settingsRoute } from './pages/settings.js';
import { walletRoute } from './pages/wallet.js';
import { staffappSettings } from './settings.js';

export default definePlugin({
  name: 'staffapp',
  version: '1.0.0',
  core: 1,
  title: { en: 'Staff app', 'zh-Hant': '職員應用程式', 'zh-Hans': '职员应用' },
  hooks: ['code:present'],
  settings: staffappSettings,
  start(scope) {
    const desk = new Desk(scope);
    scope.provide('code:present', { title: scope.hub.file().branding.codeName, href: desk.paths.wallet });
    const pages = [walletRoute(desk), linkRoute(desk), noticesRoute(desk), settingsRoute(desk)];
    const apps = [credentialRoute(desk), ...deviceRoutes(desk), acceptNoticesRoute(desk), codesRoute(desk)];
    for (const one of [...pages, ...logOutRoutes(desk), ...portalRoutes(desk), ...apps]) scope.route(one);
  },
});
