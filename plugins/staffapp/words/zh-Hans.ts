import type { WalletWords } from './index.js';

export const simplifiedChinese: WalletWords = {
  nav: { code: '通行码', settings: '已绑定设备' },
  code: {
    withoutScript:
      '您的浏览器在此不运行脚本，而二维码每 30 秒更新一次，必须使用脚本。您仍可查看并退出已绑定设备。',
    notShared: '仅供本人使用，不是身份证明。',
  },
  none: {
    title: '目前没有通行码',
    contactTitle: '咨询',
    linksTitle: '办理',
    again: '重新查看',
  },
  link: {
    title: '绑定这部手机',
    lead: '您的码每次只在一部手机上显示。请绑定您随身携带的手机。',
    label: '这部手机的名称',
    labelHint: '以后退出时，您会凭此名称认出它。',
    notices: '绑定前请仔细阅读',
    accept: '我已阅读并接受以上各项',
    submit: '绑定这部手机',
    errorTitle: '信息不完整',
    labelMissing: '请输入手机名称，最多 40 个字符',
    acceptMissing: '请先接受以上各项，才能绑定手机',
    noticesChanged: '以上内容刚有更新，请重新阅读',
  },
  other: {
    title: '已绑定另一部手机',
    lead: '您的码每次只在一部手机上显示。请先退出原来的手机，再绑定这一部。',
    onPhone: '如原来的手机在身边：在该手机打开通行码，选择“已绑定设备”并退出。',
    remotely: '如手机不在身边：可在此远程退出。',
    toPortal: '退出另一部手机',
    afterwards: '该手机的码会立即失效。然后返回本页绑定这部手机。',
    again: '重新查看',
  },
  phone: { label: '手机', since: '绑定时间', thisPhone: '这部手机' },
  settings: {
    title: '已绑定设备',
    lead: '通行码在这部手机上显示。如要改用另一部手机，请先退出这一部。',
    logOut: '退出这部手机',
    portal: '不在身边的手机，可在任何设备上退出：',
  },
  logOut: {
    title: '要退出手机吗？',
    here: '这部手机将不再显示通行码，已显示的码会立即失效。您以后可以再次绑定。',
    remote: '该手机将不再显示通行码，已显示的码会立即失效。之后您可以绑定另一部手机。',
    confirm: '退出',
    cancel: '保持绑定',
    doneTitle: '这部手机已退出',
    done: '它不再显示通行码，之前的码已失效。您现在可以绑定另一部手机，或再次绑定这一部。',
    link: '绑定手机',
  },
  portal: {
    title: '已绑定设备',
    lead: '这是显示您通行码的手机。如已丢失、被盗或更换，请立即在此退出。',
    nobody: '您的通行码没有绑定任何手机。',
    loggedOut: '手机已退出，它的码已失效。',
    logOut: '退出此手机',
    thenLink: '如要绑定手机，请在该手机上登录以下网址：',
    toWallet: '在此设备打开通行码',
  },
};
