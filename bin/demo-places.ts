import type { Services } from '../simulators/start-services.js';
import type { NamedPlace } from '../web/pages/landing/demo.js';
import type { RunningHub } from './start-hub.js';

/** Pages of the virtual campus that the landing page lists beside people and devices; one entry a page. */
export function demoPlaces(services: Services, hub: RunningHub): NamedPlace[] {
  const enabled = (campus: string, plugin: string) =>
    hub.context.snapshots.bySlug(campus)?.plugins.get(plugin)?.enabled === true;
  return [
    {
      campus: null,
      title: { en: 'Inbox of everybody', 'zh-Hant': '所有人的收件匣', 'zh-Hans': '所有人的收件箱' },
      href: services.messages.inboxUrl,
      about: {
        en: 'Mails and short messages that the hub sent, to whatever address or number.',
        'zh-Hant': '系統發出的電郵和短訊，不論收件地址或號碼。',
        'zh-Hans': '系统发出的邮件和短信，不论收件地址或号码。',
      },
    },
    ...(enabled('hkust-gz', 'legacy')
      ? [
          {
            campus: 'hkust-gz',
            title: {
              en: 'Slips of the old appointment system',
              'zh-Hant': '舊預約系統的紙條',
              'zh-Hans': '旧预约系统的纸条',
            },
            href: services.appointments.pageUrl,
            about: {
              en: 'Codes that it printed before: the gates still open for them.',
              'zh-Hant': '以前列印的二維碼：閘機仍會為其開門。',
              'zh-Hans': '以前打印的二维码：闸机仍会为其开门。',
            },
          },
        ]
      : []),
    ...(enabled('hkust-gz', 'wechat')
      ? [
          {
            campus: 'hkust-gz',
            title: { en: 'Mini program, as a poster', 'zh-Hant': '小程序海報', 'zh-Hans': '小程序海报' },
            href: '/hkust-gz/wechat/poster',
            about: {
              en: 'To be printed: scanned with WeChat it opens the card.',
              'zh-Hant': '供列印張貼：以微信掃描即可打開校園卡。',
              'zh-Hans': '供打印张贴：用微信扫一扫即可打开校园卡。',
            },
          },
        ]
      : []),
  ];
}
