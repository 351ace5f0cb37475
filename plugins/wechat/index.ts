import { definePlugin } from '../../core/host/plugin.js';
import { captureRoutes } from './api/captures.js';
import { cardRoute } from './api/card.js';
import { codeRoutes } from './api/codes.js';
import { deviceRoutes } from './api/device.js';
import { passesRoute } from './api/passes.js';
import { sessionRoutes } from './api/session.js';
import { signInRoutes } from './api/sign-in.js';
import { visitOptionsRoute } from './api/visit-options.js';
import { Desk } from './desk.js';
import { passLink } from './pass-link.js';
import { personOfToken } from './person-of-token.js';
import type { AccessTokens } from './platform/access-tokens.js';
import { posterRoutes } from './poster/routes.js';
import { wechatSettings } from './settings.js';
import { signInPages } from './sign-in/pages.js';

/** The campus card in a WeChat mini program: the server's side; the client is in miniprogram/. */
export default definePlugin({
  name: 'wechat',
  version: '1.0.0',
  core: 1,
  title: { en: 'WeChat mini program', 'zh-Hant': '微信小程式', 'zh-Hans': '微信小程序' },
  hooks: ['person:token', 'code:present', 'pass:link'],
  settings: wechatSettings,
  migrations: new URL('./migrations/', import.meta.url),
  startNode: async () => ({ shared: new Map<string, AccessTokens>(), stop: async () => undefined }),
  start(scope) {
    const desk = new Desk(scope);
    scope.provide('person:token', personOfToken(desk));
    scope.provide('pass:link', passLink(desk));
    scope.provide('code:present', { title: scope.hub.file().branding.codeName, href: desk.paths.poster });
    const holder = [cardRoute(desk), ...deviceRoutes(desk), ...codeRoutes(desk), ...captureRoutes(desk)];
    const visits = [passesRoute(desk), visitOptionsRoute(desk)];
    const client = [...sessionRoutes(desk), ...signInRoutes(desk), ...visits, ...holder];
    for (const one of [...client, ...signInPages(desk), ...posterRoutes(desk)]) scope.route(one);
    scope.every(600, async () => {
      await desk.sessions.forget();
      await desk.captures.forget();
    });
  },
});
