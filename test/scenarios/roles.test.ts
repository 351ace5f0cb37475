import { expect } from 'chai';
import type { AnyRoute } from '../../core/http/route.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { admin, member } from './steps.js';

const REFUSED = [401, 403, 404];

/** Every route of the house with the role that may call it. A new route has to be written here by hand. */
const ROUTES: Record<string, string | readonly string[]> = {
  'get /': 'public',
  'get /healthz': 'public',
  'get /readyz': 'public',
  // For whoever brings the token; in production nobody without one.
  'get /metrics': 'public',
  'get /api/openapi.json': 'public',
  'get /api/docs': 'public',
  'get /assets/campus/{stylesheet}': 'public',
  // Of the demo alone: in production none of these is there.
  'get /demo': 'public',
  'get /demo/{campus}': 'public',
  'get /demo/{campus}/states': 'public',
  'post /demo/{campus}/left': 'public',
  'post /demo/{campus}/visit': 'public',
  'get /{campus}/premises': 'public',
  'get /{campus}/sign-in': 'public',
  'get /{campus}/sign-in/{uid}': 'public',
  'post /{campus}/sign-in/{uid}': 'public',
  'get /{campus}/signed-in': 'public',
  'post /{campus}/sign-out': 'public',
  // A visitor's pages ask for the pass, a group's for its link; none of them can sign in.
  'get /{campus}/v/{token}': 'public',
  'get /{campus}/pass': 'public',
  'get /{campus}/pass/plain': 'public',
  'post /{campus}/pass': 'public',
  'get /{campus}/g/{token}': 'public',
  'get /{campus}/group': 'public',
  'post /{campus}/group': 'public',
  'get /{campus}/alumni': 'public',
  'post /{campus}/alumni': 'public',
  'get /{campus}/visits': 'holder',
  'get /{campus}/visits/new': 'holder',
  'post /{campus}/visits/new': 'holder',
  'get /{campus}/visits/new-group': 'holder',
  'post /{campus}/visits/new-group': 'holder',
  'get /{campus}/visits/batch': 'holder',
  'post /{campus}/visits/batch': 'holder',
  'get /{campus}/visits/batch/template.csv': 'holder',
  'get /{campus}/visits/{visit}': 'holder',
  'post /{campus}/visits/{visit}': 'holder',
  'get /{campus}/visits/{visit}/change': 'holder',
  'post /{campus}/visits/{visit}/change': 'holder',
  'get /{campus}/visits/{visit}/cancel': 'holder',
  'post /{campus}/visits/{visit}/cancel': 'holder',
  'get /{campus}/visits/{visit}/visitors/{visitor}/cancel': 'holder',
  'post /{campus}/visits/{visit}/visitors/{visitor}/cancel': 'holder',
  'post /{campus}/visits/{visit}/close': 'holder',
  'post /{campus}/visits/{visit}/decision': 'holder',
  'post /{campus}/visits/{visit}/messages/{message}': 'holder',
  // The wallet's pages ask for the phone's own token, which outlives a session: plugins/staffapp/README.md.
  'get /{campus}/wallet': 'public',
  'get /{campus}/wallet/logged-out': 'public',
  'post /{campus}/wallet/notices': 'public',
  'get /{campus}/wallet/settings': 'public',
  'get /{campus}/wallet/settings/log-out': 'public',
  'post /{campus}/wallet/settings/log-out': 'public',
  'post /api/v1/campuses/{campus}/me/codes': 'public',
  'post /api/v1/campuses/{campus}/me/notices': 'public',
  // The mini program's sessions are its own: each route asks for one itself (plugins/wechat/README.md).
  'post /api/v1/campuses/{campus}/wechat/session': 'public',
  'delete /api/v1/campuses/{campus}/wechat/session': 'public',
  'post /api/v1/campuses/{campus}/wechat/sign-ins': 'public',
  'put /api/v1/campuses/{campus}/wechat/sign-ins': 'public',
  'get /api/v1/campuses/{campus}/wechat/card': 'public',
  'post /api/v1/campuses/{campus}/wechat/device': 'public',
  'put /api/v1/campuses/{campus}/wechat/device': 'public',
  'post /api/v1/campuses/{campus}/wechat/codes': 'public',
  'post /api/v1/campuses/{campus}/wechat/pass-codes': 'public',
  'post /api/v1/campuses/{campus}/wechat/captures': 'public',
  'post /api/v1/campuses/{campus}/wechat/captures/confirmation': 'public',
  'post /api/v1/campuses/{campus}/wechat/passes': 'public',
  'get /{campus}/wechat/poster': 'public',
  'get /{campus}/wechat/mini-program-code': 'public',
  'get /{campus}/wechat/signed-in': 'public',
  'get /api/v1/campuses/{campus}/wechat/visit-options': 'holder',
  'get /{campus}/wechat/sign-in': 'holder',
  'post /{campus}/wechat/sign-in': 'holder',
  'post /{campus}/wallet': 'holder',
  'get /{campus}/portal/linked-device': 'holder',
  'get /{campus}/portal/linked-device/log-out': 'holder',
  'post /{campus}/portal/linked-device/log-out': 'holder',
  'get /api/v1/campuses/{campus}/me/credential': 'holder',
  'post /api/v1/campuses/{campus}/me/devices': 'holder',
  'delete /api/v1/campuses/{campus}/me/devices': 'holder',
  'post /api/v1/campuses/{campus}/holders/search': ['admin', 'help_desk'],
  'get /api/v1/campuses/{campus}/holders/{person}': ['admin', 'help_desk'],
  'post /api/v1/campuses/{campus}/holders/{person}/freeze': ['admin', 'help_desk'],
  'post /api/v1/campuses/{campus}/holders/{person}/suspend': ['admin', 'help_desk'],
  // An admin's alone; who asks is looked at with what is asked.
  'post /api/v1/campuses/{campus}/holders/{person}/revoke': ['admin', 'help_desk'],
  'post /api/v1/campuses/{campus}/holders/{person}/release': ['admin', 'help_desk'],
  'post /api/v1/campuses/{campus}/holders/{person}/log-out': ['admin', 'help_desk'],
  'get /{campus}/console/people': ['admin', 'help_desk'],
  'post /{campus}/console/people': ['admin', 'help_desk'],
  'get /{campus}/console/people/{person}': ['admin', 'help_desk'],
  'get /{campus}/console/people/{person}/freeze': ['admin', 'help_desk'],
  'post /{campus}/console/people/{person}/freeze': ['admin', 'help_desk'],
  'get /{campus}/console/people/{person}/release': ['admin', 'help_desk'],
  'post /{campus}/console/people/{person}/release': ['admin', 'help_desk'],
  'get /{campus}/console/people/{person}/log-out': ['admin', 'help_desk'],
  'post /{campus}/console/people/{person}/log-out': ['admin', 'help_desk'],
  'get /{campus}/console/people/{person}/suspend': ['admin', 'help_desk'],
  'post /{campus}/console/people/{person}/suspend': ['admin', 'help_desk'],
  'get /{campus}/console/people/{person}/revoke': ['admin', 'help_desk'],
  'post /{campus}/console/people/{person}/revoke': ['admin', 'help_desk'],
  'get /{campus}/console/messages': ['admin', 'help_desk'],
  'get /{campus}/console/messages/{message}': ['admin', 'help_desk'],
  'post /{campus}/console/messages/{message}/retry': ['admin', 'help_desk'],
  'get /{campus}/console/audit': ['admin', 'auditor'],
  'get /{campus}/console/audit/export.csv': ['admin', 'auditor'],
  'get /api/v1/campuses/{campus}/audit': ['admin', 'auditor'],
  'post /api/v1/campuses/{campus}/points/{point}/decisions': 'device',
  // A pass is shown to whoever holds its session, a registration to whoever holds its link.
  'get /api/v1/campuses/{campus}/visits': 'holder',
  'post /api/v1/campuses/{campus}/visits': 'holder',
  'get /api/v1/campuses/{campus}/visits/requested': 'holder',
  'get /api/v1/campuses/{campus}/visits/{visit}': 'holder',
  'put /api/v1/campuses/{campus}/visits/{visit}': 'holder',
  'delete /api/v1/campuses/{campus}/visits/{visit}': 'holder',
  'delete /api/v1/campuses/{campus}/visits/{visit}/visitors/{visitor}': 'holder',
  'post /api/v1/campuses/{campus}/visits/{visit}/decision': 'holder',
  'post /api/v1/campuses/{campus}/visits/{visit}/links': 'holder',
  'delete /api/v1/campuses/{campus}/visits/{visit}/registration': 'holder',
  'post /api/v1/campuses/{campus}/visits/batch': 'holder',
  'post /api/v1/campuses/{campus}/group': 'public',
  'post /api/v1/campuses/{campus}/group/members': 'public',
  'post /api/v1/campuses/{campus}/alumni/visits': 'public',
  'get /api/v1/campuses/{campus}/pass': 'public',
  'post /api/v1/campuses/{campus}/pass/links': 'public',
  'post /api/v1/campuses/{campus}/pass/codes': 'public',
  'post /api/v1/campuses/{campus}/pass/proof': 'public',
  'put /api/v1/campuses/{campus}/pass/proof': 'public',
  'post /api/v1/campuses/{campus}/points/{point}/meals': 'device',
  'post /api/v1/campuses/{campus}/points/{point}/meals/{meal}/reversal': 'device',
  'post /api/v1/campuses/{campus}/points/{point}/sessions': 'device',
  'get /api/v1/campuses/{campus}/points/{point}/sessions/current': 'device',
  'post /api/v1/campuses/{campus}/points/{point}/sessions/{session}/activity': 'device',
  'delete /api/v1/campuses/{campus}/points/{point}/sessions/{session}': 'device',
  // The gateway proves each receipt by what it was told with the message.
  'get /plugins/sms/{campus}/receipts': 'public',
  'get /api/v1/campuses/{campus}/messages': ['admin', 'help_desk'],
  'post /api/v1/campuses/{campus}/messages/{message}/retry': ['admin', 'help_desk'],
  'get /{campus}/console': ['admin', 'auditor', 'guard', 'help_desk', 'area_owner'],
  'get /{campus}/console/overview/now': ['admin', 'auditor', 'guard', 'help_desk', 'area_owner'],
  'get /{campus}/console/events': ['admin', 'auditor', 'guard', 'area_owner'],
  'get /{campus}/console/events/{event}': ['admin', 'auditor', 'guard', 'area_owner'],
  'get /{campus}/console/plugins': 'admin',
  'get /{campus}/legacy': 'admin',
  'post /{campus}/console/plugins/{plugin}': 'admin',
  'get /{campus}/console/jobs': 'admin',
  'get /{campus}/console/visits': ['admin', 'approver', 'guard'],
  'post /{campus}/console/visits': ['admin', 'approver', 'guard'],
  'post /{campus}/console/visits/{visit}/decision': ['admin', 'approver'],
  'get /{campus}/console/places': ['admin', 'auditor', 'guard', 'area_owner'],
  'get /{campus}/console/devices': ['admin', 'auditor', 'guard', 'area_owner'],
  'get /{campus}/console/devices/{device}': ['admin', 'auditor', 'guard', 'area_owner'],
  'post /{campus}/console/devices/{device}/push': 'admin',
  'get /{campus}/console/rules': ['admin', 'auditor', 'area_owner'],
  'get /{campus}/console/rules/week': ['admin', 'auditor', 'area_owner'],
  'post /{campus}/console/jobs/{job}/retry': 'admin',
  'get /api/v1/campuses/{campus}/jobs': 'admin',
  'post /api/v1/campuses/{campus}/jobs/{job}/retry': 'admin',
  'get /api/v1/campuses/{campus}/events': ['admin', 'auditor', 'guard', 'area_owner'],
  'get /api/v1/campuses/{campus}/events/live': ['admin', 'auditor', 'guard', 'area_owner'],
  'get /api/v1/campuses/{campus}/plugins': 'admin',
  'put /api/v1/campuses/{campus}/plugins/{plugin}': 'admin',
  'post /api/v1/campuses/{campus}/pulls': 'admin',
};

describe('every route has its role', () => {
  let town: TestHub;
  before(async () => {
    town = await startTestHub();
  });
  after(() => town?.stop());

  const named = (one: AnyRoute) =>
    `${one.method} ${one.path.replace(/\/hku(?=\/|$)/, '/{campus}').replace(/\/hkust-gz(?=\/|$)/, '/{campus}')}`;

  it('the list of routes and roles is the one below', () => {
    const found = Object.fromEntries(town.hub.routes.routes().map((one) => [named(one), one.role]));
    expect(found).to.deep.equal(ROUTES);
  });

  it('nobody, a device, another campus’s admin and a plain holder are refused where the role is another', async () => {
    const nobody = town.person('hku', 'nobody');
    const holder = await member(town, 'hku', 'clchan');
    const stranger = await admin(town, 'hkust-gz');
    const device = { authorization: `Bearer ${town.demo.env['HKU_CHI_WAH_GATES_TOKEN']}` };
    const callers = [
      { who: 'nobody', may: [] as string[], browser: nobody.browser, headers: {} },
      { who: 'device', may: ['device'], browser: nobody.browser, headers: device },
      { who: 'holder', may: ['holder'], browser: holder.browser, headers: {} },
      { who: 'stranger', may: [] as string[], browser: stranger.browser, headers: {} },
    ];
    for (const one of town.hub.routes.routes()) {
      const path = one.path
        .replace('{campus}', 'hku')
        .replace('{point}', 'chi-wah-1f')
        .replace(/\{\w+\}/g, 'x');
      if (one.role === 'public' || path.includes('hkust-gz')) continue;
      for (const { who, may, browser, headers } of callers) {
        if (typeof one.role === 'string' && may.includes(one.role)) continue;
        const { status } = await browser.json(
          one.method.toUpperCase(),
          path,
          one.method === 'get' ? undefined : {},
          headers,
        );
        expect(REFUSED, `${who} at ${named(one)} was answered ${status}`).to.include(status);
      }
    }
  });
});
