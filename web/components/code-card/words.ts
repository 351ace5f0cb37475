import type { Language } from '../../../core/domain/languages.js';

/** What stands around a code, wherever one is shown. */
export interface CodeWords {
  ready: string;
  loading: string;
  paused: string;
  unreachable: string;
  busy: string;
  /** With `{seconds}`. */
  countdown: string;
  symbol: string;
  zoom: string;
  close: string;
  hintsTitle: string;
  hints: string[];
}

export const CODE_WORDS: Record<Language, CodeWords> = {
  en: {
    ready: 'Ready',
    loading: 'One moment',
    paused: 'Paused. The code comes back when you return to this page.',
    unreachable: 'No connection just now. Trying again.',
    busy: 'The service is busy. Trying again.',
    countdown: 'New code in {seconds} s',
    symbol: 'QR code to hold to the reader',
    zoom: 'Enlarge',
    close: 'Back to normal size',
    hintsTitle: 'If the reader does not take it',
    hints: [
      'Hold the phone about 10 cm away from the reader, a little farther than you would think.',
      'Turn the screen brightness up, and night mode, blue light filter or eye care off.',
      'If a payment or card app opens by itself, close it or turn NFC off, and hold the phone farther away.',
      'Wait for the next code if this one was used here already.',
    ],
  },
  'zh-Hant': {
    ready: '可以使用',
    loading: '請稍候',
    paused: '已暫停。返回本頁後會重新顯示。',
    unreachable: '暫時未能連線，正在重試。',
    busy: '系統繁忙，正在重試。',
    countdown: '{seconds} 秒後更新',
    symbol: '供讀碼器讀取的二維碼',
    zoom: '放大',
    close: '還原大小',
    hintsTitle: '如讀碼器未能讀取',
    hints: [
      '將手機放在距離讀碼器約 10 厘米處，稍遠一些。',
      '調高螢幕亮度，並關閉夜覽、藍光過濾或護眼模式。',
      '如自動彈出付款或卡片程式，請將其關閉或關閉 NFC，並把手機拿遠一些。',
      '如此碼已在這裡使用過，請等待下一個碼。',
    ],
  },
  'zh-Hans': {
    ready: '可以使用',
    loading: '请稍候',
    paused: '已暂停。返回本页后会重新显示。',
    unreachable: '暂时无法连接，正在重试。',
    busy: '系统繁忙，正在重试。',
    countdown: '{seconds} 秒后更新',
    symbol: '供读码器读取的二维码',
    zoom: '放大',
    close: '恢复大小',
    hintsTitle: '如果读码器无法读取',
    hints: [
      '将手机放在距离读码器约 10 厘米处，稍远一些。',
      '调高屏幕亮度，并关闭夜览、蓝光过滤或护眼模式。',
      '如自动弹出支付或卡包应用，请将其关闭或关闭 NFC，并把手机拿远一些。',
      '如此码已在这里使用过，请等待下一个码。',
    ],
  },
};
