import type { Sentences } from './index.js';

export const traditionalChinese: Sentences = {
  decisions: {
    permitted: { guard: '核實無誤，請放行。', holder: '歡迎，請進。', vendor: '歡迎，請進' },
    released: {
      guard: '此處現為自由通行，所有人均可通過並計算人次。',
      holder: '現時人人可自由通行，請通過。',
      vendor: '自由通行，請過',
    },
    permitted_by_origin: {
      guard: '此碼由舊系統發出，舊系統核實無誤，請放行。',
      holder: '歡迎，舊系統的碼已獲核實，請進。',
      vendor: '舊系統碼有效，請進',
    },
    unreadable: {
      guard: '讀不到校園碼。請對方調亮屏幕，並與讀碼器保持約 10 厘米。',
      holder: '讀碼器讀不到您的通行碼。請將手機移至約 10 厘米外，並關閉夜間模式及藍光過濾。',
      vendor: '無法讀取，請再試',
    },
    wrong_campus: {
      guard: '此碼由另一校園發出，在此無效。',
      holder: '此碼屬於另一校園。請開啟本校園的通行碼再試。',
      vendor: '此碼屬另一校園',
    },
    unknown_key: {
      guard: '此碼的簽署金鑰在此不獲辨認。請核對身份並上報。',
      holder: '此處未能辨認您的通行碼。請關閉頁面，重新開啟後再試。',
      vendor: '未能辨認此碼',
    },
    bad_signature: {
      guard: '此碼曾被改動或屬偽造。請勿放行，並核對身份。',
      holder: '此碼並非真確，或讀取有誤。請用您本人的手機再次出示通行碼。',
      vendor: '此碼並不真確',
    },
    expired_code: {
      guard: '此碼已過期，可能是舊圖片。請對方出示手機上即時更新的碼。',
      holder: '此碼已過期。每個碼只維持 30 秒，請出示屏幕上現時的碼。',
      vendor: '已過期，請出示新碼',
    },
    clock_ahead: {
      guard: '此碼的時間超前於現在：讀碼器或手機的時鐘有誤。請報修讀碼器。',
      holder: '時鐘未能對上。請稍候一分鐘，再出示通行碼。',
      vendor: '時鐘不符，請稍後再試',
    },
    credential_frozen: {
      guard: '此人的通行碼已被凍結。請對方聯絡服務台。',
      holder: '為保障您，通行碼已被凍結。原因及解凍方法請見您的校園卡頁面。',
      vendor: '此碼已凍結，請看卡頁',
    },
    credential_suspended: {
      guard: '此人的通行碼已暫停。請改為查驗實體證件。',
      holder: '您的通行碼已暫停使用。原因及聯絡方法請見您的校園卡頁面。',
      vendor: '此碼已暫停使用',
    },
    credential_revoked: {
      guard: '此人使用通行碼的權利已終止。請勿憑此碼放行。',
      holder: '您的通行碼已失效。如有疑問，請聯絡服務台。',
      vendor: '此碼已經失效',
    },
    superseded: {
      guard: '此碼來自已登出的手機。請對方出示現時已連結手機上的碼。',
      holder: '這部手機已登出。請用現時已連結的手機出示通行碼。',
      vendor: '手機已登出，請用新機',
    },
    point_disabled: {
      guard: '此通道已關閉，任何人不得通過。',
      holder: '此入口現時並未開放，請使用其他入口。',
      vendor: '未開放，請用其他入口',
    },
    lockdown: {
      guard: '封鎖中：只准應變人員通過。',
      holder: '為安全起見，此區域已經封鎖。請勿靠近，並聽從職員指示。',
      vendor: '區域封鎖，請勿靠近',
    },
    not_permitted_here: {
      guard: '此碼有效，但此人沒有此處的通行權限。',
      holder: '您的通行碼有效，但不能開啟此處。如需通行，請向負責部門申請。',
      vendor: '您沒有此處權限',
    },
    outside_hours: {
      guard: '此碼有效，但現在不是此人可以通行的時段。',
      holder: '您可以進入此處，但不是在這個時間。請於開放時間內再來。',
      vendor: '現非開放時間',
    },
    visit_not_started: {
      guard: '訪問時間尚未開始。',
      holder: '您的訪問時間尚未開始，請按邀請所列的時間再來。',
      vendor: '訪問尚未開始',
    },
    visit_over: {
      guard: '訪問時間已過。如仍須接待訪客，請聯絡邀請人。',
      holder: '您的訪問時間已過。如需進入，請向邀請人索取新的邀請。',
      vendor: '訪問時間已過',
    },
    already_used: {
      guard: '此碼剛才已在這裏使用。請等待手機顯示下一個碼。',
      holder: '此碼已在這裏使用過。請等候下一個碼出現後再出示。',
      vendor: '此碼已用，請等下一個',
    },
    rule_error: {
      guard: '此處的通行規則有錯誤，因此維持關閉。請上報。',
      holder: '此處暫時無法判斷。請向現場職員或服務台求助。',
      vendor: '規則有誤，請問職員',
    },
    stale_bundle: {
      guard: '此讀碼器的規則過舊，未能據以判斷。請查驗實體證件並報修。',
      holder: '此讀碼器暫時未能與校園系統連線。請出示實體證件，或向現場職員求助。',
      vendor: '讀碼器過時，請問職員',
    },
    try_again: {
      guard: '目前未能作出判斷，請再試此碼。',
      holder: '這次未能成功。請稍候片刻，再次出示通行碼。',
      vendor: '請稍後再試一次',
    },
  },
  credentials: {
    duty_not_confirmed: '您的到任尚未獲確認。請聯絡部門主管確認。',
    not_current_appointee: '通行碼只供現任職員使用。如您已經到任，請聯絡所屬部門。',
    entity_not_covered: '您所屬的機構暫未納入通行碼。請繼續使用實體證件。',
    affiliation_not_covered: '此通行碼並不適用於您的身份類別。請查看校園為您提供的通行碼。',
    card_not_current: '您登記的證件並非最新，或曾經報失。請聯絡負責證件的部門。',
    left_source: '您的人事紀錄已結束，因此沒有通行碼。如有疑問，請聯絡所屬部門。',
    capture_reported: '因收到截屏報告，您的通行碼已被凍結。通行碼不得截屏或轉發他人。',
    shared: '您的通行碼似乎由多於一人使用，現已被凍結。請聯絡服務台。',
    by_admin: '管理員已停用您的通行碼。請聯絡服務台。',
  },
};
