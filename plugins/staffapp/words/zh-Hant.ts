import type { WalletWords } from './index.js';

export const traditionalChinese: WalletWords = {
  nav: { code: '通行碼', settings: '已連結裝置' },
  code: {
    withoutScript:
      '您的瀏覽器在此不執行指令碼，而二維碼每 30 秒更新一次，必須使用指令碼。您仍可查看及登出已連結裝置。',
    notShared: '只供本人使用，並非身份證明。',
  },
  none: {
    title: '目前沒有通行碼',
    contactTitle: '查詢',
    linksTitle: '辦理',
    again: '重新查看',
  },
  link: {
    title: '連結這部手機',
    lead: '您的碼每次只在一部手機上顯示。請連結您隨身攜帶的手機。',
    label: '這部手機的名稱',
    labelHint: '日後登出時，您會憑此名稱認出它。',
    notices: '連結前請細閱',
    accept: '本人已閱讀並接受以上各項',
    submit: '連結這部手機',
    errorTitle: '資料未完整',
    labelMissing: '請輸入手機名稱，最多 40 個字元',
    acceptMissing: '請先接受以上各項，方可連結手機',
    noticesChanged: '以上內容剛有更新，請重新細閱',
  },
  other: {
    title: '已連結另一部手機',
    lead: '您的碼每次只在一部手機上顯示。請先登出原有的手機，再連結這一部。',
    onPhone: '如原有的手機在身邊：在該手機開啟通行碼，選擇「已連結裝置」並登出。',
    remotely: '如手機不在身邊：可在此遠端登出。',
    toPortal: '登出另一部手機',
    afterwards: '該手機的碼會即時失效。然後返回本頁連結這部手機。',
    again: '重新查看',
  },
  phone: { label: '手機', since: '連結時間', thisPhone: '這部手機' },
  settings: {
    title: '已連結裝置',
    lead: '通行碼在這部手機上顯示。如要改用另一部手機，請先登出這一部。',
    logOut: '登出這部手機',
    portal: '不在身邊的手機，可在任何裝置上登出：',
  },
  logOut: {
    title: '要登出手機嗎？',
    here: '這部手機將不再顯示通行碼，已顯示的碼會即時失效。您日後可再次連結。',
    remote: '該手機將不再顯示通行碼，已顯示的碼會即時失效。之後您可連結另一部手機。',
    confirm: '登出',
    cancel: '保持連結',
    doneTitle: '這部手機已登出',
    done: '它不再顯示通行碼，先前的碼已失效。您現在可以連結另一部手機，或再次連結這一部。',
    link: '連結手機',
  },
  portal: {
    title: '已連結裝置',
    lead: '這是顯示您通行碼的手機。如已遺失、被竊或更換，請立即在此登出。',
    nobody: '您的通行碼沒有連結任何手機。',
    loggedOut: '手機已登出，它的碼已失效。',
    logOut: '登出此手機',
    thenLink: '如要連結手機，請在該手機上登入以下網址：',
    toWallet: '在此裝置開啟通行碼',
  },
};
