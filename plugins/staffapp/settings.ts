import { z } from 'zod';

export const staffappSettings = z.strictObject({
  phoneDays: z
    .int()
    .min(1)
    .max(365)
    .default(30)
    .meta({
      label: {
        en: 'Days for which a linked phone shows codes before its holder signs in again',
        'zh-Hant': '已連結的手機可顯示通行碼的天數，其後持有人須再次登入',
        'zh-Hans': '已绑定的手机可显示通行码的天数，之后持有人需再次登录',
      },
    }),
  scanHints: z
    .boolean()
    .default(true)
    .meta({
      label: {
        en: 'Show below the code how to hold the phone to a reader',
        'zh-Hant': '在通行碼下方提示如何把手機對準讀碼器',
        'zh-Hans': '在通行码下方提示如何把手机对准读码器',
      },
    }),
});
export type StaffappSettings = z.infer<typeof staffappSettings>;
