import type { Language } from '../../core/domain/languages.js';
import type { Campus, Story } from '../support/gallery-story.js';

/** One page of the gallery: a name for its pictures, where it is, and as whom it is looked at. */
export interface GalleryPage {
  name: string;
  /** As the route table has it. */
  route: string;
  /** Absent: the route with the story's ids in it. */
  at?: (story: Story) => string;
  /** A member of staff by sign-in name; 'phone': a linked phone; absent: nobody. */
  who?: string;
  campus?: Campus;
  languages?: readonly Language[];
  /** A link that is opened first, for the cookie that it leaves. */
  opens?: (story: Story) => string;
  /** What must be there before it is looked at. */
  ready?: string;
  /** It shows what another campus or a document says in its own language. */
  mixed?: true;
  /** Where the page says no. */
  status?: number;
}

const GZ = { campus: 'hkust-gz', languages: ['en', 'zh-Hans'] } as const;
const HOST = 'clchan';
const ADMIN = 'itadmin';

const ofWalker =
  (page: string) =>
  ({ ids }: Story) =>
    `/hku/console/people/${ids['walker']}/${page}`;

/** By hand: `gallery.test.ts` holds it against the route table. */
export const PAGES: readonly GalleryPage[] = [
  { name: 'landing', route: '/', mixed: true },
  { name: 'demo', route: '/demo', mixed: true },
  { name: 'demo-hku', route: '/demo/{campus}' },
  { name: 'premises', route: '/{campus}/premises' },
  { name: 'premises-gz', route: '/{campus}/premises', ...GZ },
  { name: 'api-docs', route: '/api/docs', mixed: true },
  { name: 'sign-in', route: '/{campus}/sign-in/{uid}', at: () => '/hku/sign-in?to=/hku/wallet' },
  { name: 'not-yours', route: '/{campus}/console/plugins', who: HOST, status: 403 },
  { name: 'not-found', route: '/{campus}/visits/{visit}', at: () => '/hku/nowhere', status: 404 },

  { name: 'wallet-to-link', route: '/{campus}/wallet', who: 'efong' },
  { name: 'wallet', route: '/{campus}/wallet', who: 'phone', ready: '#wallet[data-state="ready"]' },
  { name: 'wallet-no-right', route: '/{campus}/wallet', who: 'mlkwok' },
  { name: 'wallet-settings', route: '/{campus}/wallet/settings', who: 'phone' },
  { name: 'wallet-log-out', route: '/{campus}/wallet/settings/log-out', who: 'phone' },
  { name: 'wallet-logged-out', route: '/{campus}/wallet/logged-out' },
  { name: 'linked-device', route: '/{campus}/portal/linked-device', who: HOST },
  { name: 'linked-device-log-out', route: '/{campus}/portal/linked-device/log-out', who: HOST },

  { name: 'visits', route: '/{campus}/visits', who: HOST },
  { name: 'visit-new', route: '/{campus}/visits/new', who: HOST },
  { name: 'visit-new-group', route: '/{campus}/visits/new-group', who: HOST },
  { name: 'visit-batch', route: '/{campus}/visits/batch', who: HOST },
  { name: 'console-visits', route: '/{campus}/console/visits', who: ADMIN },
  { name: 'console-visits-guard', route: '/{campus}/console/visits', who: 'ahleung' },
  { name: 'visit', route: '/{campus}/visits/{visit}', who: HOST },
  {
    name: 'visit-group',
    route: '/{campus}/visits/{visit}',
    at: ({ ids }) => `/hku/visits/${ids['groupVisit']}`,
    who: HOST,
  },
  { name: 'visit-change', route: '/{campus}/visits/{visit}/change', who: HOST },
  { name: 'visit-cancel', route: '/{campus}/visits/{visit}/cancel', who: HOST },
  { name: 'visitor-cancel', route: '/{campus}/visits/{visit}/visitors/{visitor}/cancel', who: HOST },
  { name: 'alumni', route: '/{campus}/alumni', ...GZ },

  { name: 'pass-early', route: '/{campus}/pass', opens: ({ links }) => links.early },
  {
    name: 'pass-now',
    route: '/{campus}/pass',
    opens: ({ links }) => links.now,
    ready: '#code[data-state="ready"]',
  },
  { name: 'pass-plain', route: '/{campus}/pass/plain', opens: ({ links }) => links.now },
  { name: 'pass-to-prove', route: '/{campus}/pass', opens: ({ links }) => links.mainland },
  { name: 'group', route: '/{campus}/group', opens: ({ links }) => links.group },

  { name: 'console-overview', route: '/{campus}/console', who: ADMIN },
  { name: 'console-overview-guard', route: '/{campus}/console', who: 'ahleung' },
  { name: 'console-overview-owner', route: '/{campus}/console', who: 'glam' },
  { name: 'console-events', route: '/{campus}/console/events', who: ADMIN },
  { name: 'console-event', route: '/{campus}/console/events/{event}', who: 'ahleung' },
  { name: 'console-people', route: '/{campus}/console/people', who: 'ccheung' },
  { name: 'console-person', route: '/{campus}/console/people/{person}', who: 'ccheung' },
  {
    name: 'console-person-freeze',
    route: '/{campus}/console/people/{person}/freeze',
    at: ofWalker('freeze'),
    who: 'ccheung',
  },
  {
    name: 'console-person-suspend',
    route: '/{campus}/console/people/{person}/suspend',
    at: ofWalker('suspend'),
    who: ADMIN,
  },
  {
    name: 'console-person-revoke',
    route: '/{campus}/console/people/{person}/revoke',
    at: ofWalker('revoke'),
    who: ADMIN,
  },
  { name: 'console-person-release', route: '/{campus}/console/people/{person}/release', who: 'ccheung' },
  {
    name: 'console-person-log-out',
    route: '/{campus}/console/people/{person}/log-out',
    at: ofWalker('log-out'),
    who: 'ccheung',
  },
  { name: 'console-messages', route: '/{campus}/console/messages', who: 'ccheung' },
  { name: 'console-message', route: '/{campus}/console/messages/{message}', who: 'ccheung' },
  { name: 'console-audit', route: '/{campus}/console/audit', who: 'dmak' },
  { name: 'console-places', route: '/{campus}/console/places', who: ADMIN },
  { name: 'console-places-owner', route: '/{campus}/console/places', who: 'glam' },
  { name: 'console-devices', route: '/{campus}/console/devices', who: ADMIN },
  { name: 'console-device', route: '/{campus}/console/devices/{device}', who: ADMIN },
  { name: 'console-rules', route: '/{campus}/console/rules', who: ADMIN },
  { name: 'console-week', route: '/{campus}/console/rules/week', who: ADMIN },
  { name: 'console-plugins', route: '/{campus}/console/plugins', who: ADMIN },
  { name: 'console-jobs', route: '/{campus}/console/jobs', who: ADMIN },
  { name: 'legacy', route: '/{campus}/legacy', who: 'gzadmin', ...GZ },
  { name: 'wechat-poster', route: '/{campus}/wechat/poster', ...GZ },
  { name: 'wechat-sign-in', route: '/{campus}/wechat/sign-in', who: 'lgao', status: 410, ...GZ },
  { name: 'wechat-signed-in', route: '/{campus}/wechat/signed-in', status: 410, ...GZ },
];

/** GET routes that answer with no page of their own: files, probes, streams, and links that lead on to a page above. */
export const NO_PAGES: readonly string[] = [
  '/healthz',
  '/readyz',
  '/metrics',
  '/api/openapi.json',
  '/assets/campus/{stylesheet}',
  '/{campus}/sign-in',
  '/{campus}/signed-in',
  '/{campus}/v/{token}',
  '/{campus}/g/{token}',
  '/{campus}/visits/batch/template.csv',
  '/{campus}/wechat/mini-program-code',
  '/{campus}/console/overview/now',
  '/{campus}/console/audit/export.csv',
  '/demo/{campus}/states',
  '/plugins/sms/{campus}/receipts',
];
