import type { Language } from '../../../core/domain/languages.js';

const english = {
  title: 'Gatehouse',
  lede: 'One rolling code on a phone; gates, doors, printers and tills of many vendors accept it.',
  demoNote:
    'This is the demo: two example campuses modelled on public pages, with invented people, and simulated HR, directory and gates. The sign-in page fills in the demo password; everything else is as in production.',
  wallet: 'Wallet',
  premises: 'Premises',
  portal: 'Linked device',
  console: 'Plugins and live decisions',
  people: 'Be one of these people',
  be: (name: string) => `Be ${name}`,
  admin: 'Open the console as',
  gates: 'Hold the code to one of these devices',
  open: 'Open the device',
  online: 'Online',
  offline: 'Offline',
  http: 'Asks by HTTP',
  none: 'No campus yet. Apply a campus file: gatehouse apply campus.yaml',
};
export type LandingWords = typeof english;

export const LANDING_WORDS: Record<Language, LandingWords> = {
  en: english,
  'zh-Hant': {
    title: 'Gatehouse',
    lede: '手機上一個不斷更新的通行碼，通行各廠商的閘機、門禁、打印機和收銀機。',
    demoNote:
      '這是示範：兩個校園參照公開網頁設定，人物均屬虛構，人事系統、目錄和閘機均為模擬。登入頁會自動填上示範密碼；其餘與正式運作無異。',
    wallet: '通行碼',
    premises: '適用地點',
    portal: '已連結裝置',
    console: '外掛程式及即時決定',
    people: '選擇一位人物',
    be: (name) => `以${name}身分開始`,
    admin: '開啟管理頁：',
    gates: '把通行碼對準以下裝置',
    open: '開啟裝置',
    online: '在線',
    offline: '離線',
    http: '以 HTTP 查詢',
    none: '尚未有校園。請套用校園檔案：gatehouse apply campus.yaml',
  },
  'zh-Hans': {
    title: 'Gatehouse',
    lede: '手机上一个不断更新的通行码，通行各厂商的闸机、门禁、打印机和收银机。',
    demoNote:
      '这是演示：两个校园参照公开网页设置，人物均为虚构，人事系统、目录和闸机均为模拟。登录页会自动填入演示密码；其余与正式运行无异。',
    wallet: '通行码',
    premises: '适用地点',
    portal: '已关联设备',
    console: '插件与实时决定',
    people: '选择一位人物',
    be: (name) => `以${name}身份开始`,
    admin: '打开管理页：',
    gates: '把通行码对准以下设备',
    open: '打开设备',
    online: '在线',
    offline: '离线',
    http: '以 HTTP 查询',
    none: '还没有校园。请应用校园文件：gatehouse apply campus.yaml',
  },
};
