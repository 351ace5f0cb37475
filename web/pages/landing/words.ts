import type { Language } from '../../../core/domain/languages.js';

const english = {
  title: 'Gatehouse',
  lede: 'One rolling code on a phone; gates, doors, printers and tills of many vendors accept it.',
  demoNote:
    'This is the demo: example campuses modelled on public pages, with invented people, and simulated HR, directory and gates. The sign-in page fills in the demo password; everything else is as in production.',
  firstSteps: 'What to try first',
  openDemo: 'Open the demo',
  openDemoAbout:
    'A phone and the readers of a campus side by side: sign in, link it, hold the code to a gate.',
  steps: {
    mishaps:
      'In the demo, press what may go wrong: the same code twice, a screenshot, a lost phone, a gate without its network.',
    visits:
      'Be a host below and invite somebody; an approver agrees; what the visitor gets lies in the inbox of everybody, and its link opens the pass.',
    admin:
      'Be an administrator: each decision appears as it happens, plugins are switched on and off, and jobs that failed are tried again.',
  },
  onThisPage: 'On this page',
  wallet: 'Wallet',
  premises: 'Premises',
  portal: 'Linked device',
  visits: 'Visitors',
  alumni: 'Alumni booking',
  console: 'Console',
  people: 'Be one of these people',
  be: (name: string) => `Be ${name}`,
  devices: 'Hold the code to one of these devices',
  places: 'More of this campus',
  around: 'Around the hub',
  online: 'Online',
  offline: 'Offline',
  none: 'No campus yet. Apply a campus file: gatehouse apply campus.yaml',
};
export type LandingWords = typeof english;

export const LANDING_WORDS: Record<Language, LandingWords> = {
  en: english,
  'zh-Hant': {
    title: 'Gatehouse',
    lede: '手機上一個不斷更新的通行碼，通行各廠商的閘機、門禁、打印機和收銀機。',
    demoNote:
      '這是示範：校園參照公開網頁設定，人物均屬虛構，人事系統、目錄和閘機均為模擬。登入頁會自動填上示範密碼；其餘與正式運作無異。',
    firstSteps: '從這裏開始',
    openDemo: '開啟示範',
    openDemoAbout: '手機與校園讀碼器並排：登入、連結手機，再把通行碼對準閘機。',
    steps: {
      mishaps: '在示範中試試各種狀況：同一個碼用兩次、截圖、遺失手機、閘機斷網。',
      visits:
        '在下方以邀請人身分邀請訪客，由審批人批准；訪客收到的訊息在「所有人的收件匣」，當中的連結可打開通行證。',
      admin: '以管理員身分查看即時決定、啟用或停用外掛程式，以及重試失敗的工作。',
    },
    onThisPage: '本頁內容',
    wallet: '通行碼',
    premises: '適用地點',
    portal: '已連結裝置',
    visits: '訪客預約',
    alumni: '校友預約',
    console: '管理頁',
    people: '選擇一位人物',
    be: (name) => `以${name}身分開始`,
    devices: '把通行碼對準以下裝置',
    places: '本校園的其他系統',
    around: '中樞以外的系統',
    online: '在線',
    offline: '離線',
    none: '尚未有校園。請套用校園檔案：gatehouse apply campus.yaml',
  },
  'zh-Hans': {
    title: 'Gatehouse',
    lede: '手机上一个不断更新的通行码，通行各厂商的闸机、门禁、打印机和收银机。',
    demoNote:
      '这是演示：校园参照公开网页设置，人物均为虚构，人事系统、目录和闸机均为模拟。登录页会自动填入演示密码；其余与正式运行无异。',
    firstSteps: '从这里开始',
    openDemo: '打开演示',
    openDemoAbout: '手机与校园读码器并排：登录、绑定手机，再把通行码对准闸机。',
    steps: {
      mishaps: '在演示中试试各种状况：同一个码用两次、截屏、手机丢失、闸机断网。',
      visits:
        '在下方以邀请人身份邀请访客，由审批人同意；访客收到的消息在“所有人的收件箱”，其中的链接可以打开通行证。',
      admin: '以管理员身份查看实时决定、启用或停用插件，以及重试失败的任务。',
    },
    onThisPage: '本页内容',
    wallet: '通行码',
    premises: '适用地点',
    portal: '已关联设备',
    visits: '访客预约',
    alumni: '校友预约',
    console: '管理页',
    people: '选择一位人物',
    be: (name) => `以${name}身份开始`,
    devices: '把通行码对准以下设备',
    places: '本校园的其他系统',
    around: '中枢之外的系统',
    online: '在线',
    offline: '离线',
    none: '还没有校园。请应用校园文件：gatehouse apply campus.yaml',
  },
};
