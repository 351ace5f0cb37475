import type { Services } from '../simulators/start-services.js';
import type { NamedPlace } from '../web/pages/landing/demo.js';
import { INBOX, SLIPS } from './demo-routes.js';
import type { RunningHub } from './start-hub.js';

/** Pages of the virtual campus that the landing page lists beside people and devices; one entry a page. */
export function demoPlaces(services: Services, hub: RunningHub): NamedPlace[] {
  const enabled = (campus: string, plugin: string) =>
    hub.context.snapshots.bySlug(campus)?.plugins.get(plugin)?.enabled === true;
  return [
    {
      campus: null,
      title: { en: 'Inbox of everybody', 'zh-Hant': '所有人的收件匣', 'zh-Hans': '所有人的收件箱' },
      href: `${INBOX}/`,
      about: {
        en: 'Mails and short messages that the hub sent, to whatever address or number.',
        'zh-Hant': '系統發出的電郵和短訊，不論收件地址或號碼。',
        'zh-Hans': '系统发出的邮件和短信，不论收件地址或号码。',
      },
    },
    {
      campus: null,
      title: { en: 'Interface for programs', 'zh-Hant': '程式介面', 'zh-Hans': '程序接口' },
      href: '/api/docs',
      about: {
        en: 'Every route of the hub, with what it takes and answers.',
        'zh-Hant': '系統的所有路由，以及各自的輸入和回應。',
        'zh-Hans': '系统的所有路由，以及各自的输入和应答。',
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
            href: `${SLIPS}/`,
            about: {
              en: 'Codes that it printed before: the gates still open for them.',
              'zh-Hant': '以前列印的二維碼：閘機仍會為其開門。',
              'zh-Hans': '以前打印的二维码：闸机仍会为其开门。',
            },
          },
        ]
      : []),
    {
      campus: 'hkust-gz',
      title: {
        en: 'Alumni booking, as somebody of the register',
        'zh-Hant': '以校友身分預約',
        'zh-Hans': '以校友身份预约',
      },
      href: '/hkust-gz/alumni',
      about: aboutAlumna(services),
    },
    ...(enabled('hkust-gz', 'legacy')
      ? [
          {
            campus: 'hkust-gz',
            title: {
              en: 'What the old system still opens',
              'zh-Hant': '舊系統仍開啟的閘機',
              'zh-Hans': '旧系统仍打开的闸机',
            },
            href: '/hkust-gz/legacy',
            about: {
              en: 'For administrators: both systems side by side, gate by gate.',
              'zh-Hant': '供管理員使用：逐個閘機對照新舊系統。',
              'zh-Hans': '供管理员使用：逐个闸机对照新旧系统。',
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

/** Who books for herself has to be in the register, which nobody guesses. */
function aboutAlumna({ alumni }: Services): NamedPlace['about'] {
  const [alumna] = alumni.alumni.filter(({ email }) => email !== '');
  const { name = '', alumniNo = '', email = '' } = alumna ?? {};
  return {
    en: `With the name ${name} and the number ${alumniNo}; the link goes to ${email}.`,
    'zh-Hant': `姓名 ${name}，校友編號 ${alumniNo}；連結會發送至 ${email}。`,
    'zh-Hans': `姓名 ${name}，校友编号 ${alumniNo}；链接会发送到 ${email}。`,
  };
}
