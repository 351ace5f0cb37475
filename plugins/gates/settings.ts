import { z } from 'zod';

/** What an admin sets for one campus. */
export const settings = z.strictObject({
  mqtt: z
    .boolean()
    .default(true)
    .meta({
      label: { en: 'Gates speak MQTT', 'zh-Hant': '閘機以 MQTT 通訊', 'zh-Hans': '闸机以 MQTT 通信' },
      help: {
        en: 'Off: no gate of this campus is answered over MQTT; scanners over HTTP go on.',
        'zh-Hant': '關閉後，本校園的閘機不再經 MQTT 獲得回應；以 HTTP 查詢的讀碼器不受影響。',
        'zh-Hans': '关闭后，本校园的闸机不再经 MQTT 得到应答；以 HTTP 查询的读码器不受影响。',
      },
    }),
  answerSeconds: z
    .number()
    .int()
    .min(1)
    .max(30)
    .default(3)
    .meta({
      label: {
        en: 'Seconds that an answer is good for',
        'zh-Hant': '回應的有效秒數',
        'zh-Hans': '应答的有效秒数',
      },
      help: {
        en: 'A gate opens for no answer that is older.',
        'zh-Hant': '逾時的回應不會令閘機開啟。',
        'zh-Hans': '过期的应答不会让闸机打开。',
      },
    }),
  pushSeconds: z
    .number()
    .min(0.01)
    .max(40)
    .default(10)
    .meta({
      label: {
        en: 'Seconds that a gate may take to confirm a policy',
        'zh-Hant': '閘機確認規則的時限（秒）',
        'zh-Hans': '闸机确认规则的时限（秒）',
      },
    }),
  scansPerSecond: z
    .number()
    .int()
    .min(1)
    .max(1000)
    .default(50)
    .meta({
      label: {
        en: 'Scans a second that one gate may ask about',
        'zh-Hant': '每部閘機每秒可查詢的掃描次數',
        'zh-Hans': '每台闸机每秒可查询的扫描次数',
      },
    }),
});
export type GateSettings = z.infer<typeof settings>;
