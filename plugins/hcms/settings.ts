import { z } from 'zod';
import { personRecord } from '../../core/domain/eligibility.js';

/** A value that stands in the hub's environment is resolved before the plugin begins. */
const REFERENCE = /^\$\{env:\w+\}$/;
const isWebAddress = (text: string) =>
  REFERENCE.test(text) || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol));
const isBrokerAddress = (text: string) =>
  REFERENCE.test(text) || (URL.canParse(text) && /^amqps?:$/.test(new URL(text).protocol));
/** What an admin reads: English, Traditional and Simplified Chinese. Entries of a list are edited as JSON. */
const said = (...[en, hant, hans]: [string, string, string]) => ({ en, 'zh-Hant': hant, 'zh-Hans': hans });
const column = (title: string, help: string) => z.string().min(1).max(64).optional().meta({ title, help });

const name = (standard: string) =>
  z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .max(40)
    .default(standard)
    .meta({
      title: 'Name',
      help: 'Tells two sources of one kind apart; people stay with the source of this name.',
    });

const soap = z.strictObject({
  kind: z.literal('soap').meta({ title: 'Kind' }),
  name: name('worker-feed'),
  url: z
    .string()
    .refine(isWebAddress, 'an http or https address')
    .meta({ title: 'Address', help: 'Where the worker feed is called; the WSDL is not fetched.' }),
  user: z.string().min(1).meta({ title: 'User', help: 'User of the WS-Security token.' }),
  password: z.string().meta({ title: 'Password', help: 'Sent as a digest with a nonce.', secret: true }),
  passwordType: z
    .enum(['digest', 'text'])
    .default('digest')
    .meta({ title: 'Password type', help: 'Some services know plain text only; use https then.' }),
  pageSize: z.int().min(1).max(200).default(200).meta({ title: 'Page size', help: 'Workers in one answer.' }),
  timeoutSeconds: z
    .int()
    .min(1)
    .max(300)
    .default(30)
    .meta({ title: 'Time for one page', help: 'Seconds until a page is given up.' }),
  fullEveryHours: z
    .int()
    .min(1)
    .max(24 * 14)
    .default(24)
    .meta({ title: 'Full feed', help: 'Hours between full feeds; changes only in between.' }),
});

const amqp = z.strictObject({
  kind: z.literal('amqp').meta({ title: 'Kind' }),
  name: name('worker-events'),
  broker: z.string().refine(isBrokerAddress, 'an amqp or amqps address').meta({
    title: 'Broker',
    help: 'RabbitMQ, with user, password and virtual host.',
    secret: true,
  }),
  exchange: z
    .string()
    .min(1)
    .max(127)
    .default('hr.events')
    .meta({ title: 'Exchange', help: 'The durable topic exchange to which HR publishes.' }),
  routingKey: z
    .string()
    .min(1)
    .max(255)
    .default('worker.#')
    .meta({ title: 'Routing key', help: 'Which of its messages are worker events; * is a word, # any.' }),
  queue: z
    .string()
    .min(1)
    .max(120)
    .optional()
    .meta({ title: 'Queue', help: 'Of this campus and source alone; gatehouse.<campus>.<name> when empty.' }),
  people: z.string().optional().meta({
    title: 'People of',
    help: 'Name of the source whose people the events are about; empty: its own.',
  }),
  orderBy: z
    .enum(['time', 'sequence'])
    .default('time')
    .meta({ title: 'Order', help: 'What tells an older event of a worker from a newer one.' }),
  prefetch: z
    .int()
    .min(1)
    .max(500)
    .default(50)
    .meta({ title: 'At once', help: 'Events taken in before they are acknowledged.' }),
  deliveryLimit: z
    .int()
    .min(1)
    .max(1_000)
    .default(20)
    .meta({ title: 'Deliveries', help: 'After so many an event goes to the dead-letter queue.' }),
});

const columns = z.strictObject({
  sourceKey: column('Person number', 'The stable number of the person.'),
  loginName: column('Login name', 'The name typed at sign-in, without a domain.'),
  name: column('Name', 'Name in Latin letters.'),
  nativeName: column('Native name', 'Name in Chinese.'),
  email: column('E-mail', 'E-mail address.'),
  mobile: column('Mobile', 'Mobile number.'),
  affiliation: column('Affiliation', 'staff, student, alum or affiliate.'),
  entity: column('Entity', 'Employer or school.'),
  unit: column('Unit', 'Department or programme.'),
  from: column('From', 'First day of the appointment or enrolment.'),
  until: column('Until', 'Last day; empty when open.'),
  dutyConfirmedBy: column('Duty confirmed by', 'Who confirmed the report for duty.'),
  dutyConfirmedAt: column('Duty confirmed at', 'When, as an ISO 8601 time with offset.'),
  card: column('Card', 'current, replaced, reported_lost or none.'),
});
export type Columns = z.infer<typeof columns>;

const csv = z.strictObject({
  kind: z.literal('csv').meta({ title: 'Kind' }),
  name: name('csv'),
  path: z.string().min(1).meta({
    title: 'File',
    help: 'Below the drop folder of the hub, or as the campus file names it; put there by renaming.',
  }),
  encoding: z.enum(['utf-8', 'gb18030', 'big5']).default('utf-8').meta({
    title: 'Encoding',
    help: 'UTF-8 with or without a byte order mark, or as the exporting system writes.',
  }),
  delimiter: z
    .enum([',', ';', '\t'])
    .default(',')
    .meta({ title: 'Separator', help: 'What stands between two fields.' }),
  affiliation: personRecord.shape.affiliation
    .default('student')
    .meta({ title: 'Affiliation', help: 'Of everybody in a file without such a column.' }),
  columns: columns
    .default({})
    .meta({ title: 'Columns', help: 'Header names where they are not the usual ones (README).' }),
  proof: z
    .enum(['required', 'none'])
    .default('required')
    .meta({ title: 'Count and digest', help: 'A file without sidecar or trailer may be half a file.' }),
});

export const hcmsSettings = z.strictObject({
  sources: z
    .array(z.discriminatedUnion('kind', [soap, csv, amqp]))
    .max(16)
    .refine(haveOwnNames, 'a name of its own for each source')
    .refine(tellOfListed, 'people of another source of this list, or of its own')
    .default([])
    .meta({
      label: said('Sources', '來源', '来源'),
      help: said(
        'Worker feeds (soap), files (csv) and worker events (amqp).',
        '職員資料介面（soap）、檔案（csv）及職員事件（amqp）。',
        '职员数据接口（soap）、文件（csv）和职员事件（amqp）。',
      ),
    }),
  intervalSeconds: z
    .int()
    .min(5)
    .max(86_400)
    .default(300)
    .meta({
      label: said('Interval', '間隔', '间隔'),
      help: said('Seconds between two pulls.', '兩次讀取之間的秒數。', '两次读取之间的秒数。'),
    }),
  dropLimitPercent: z
    .number()
    .min(0)
    .max(100)
    .default(2)
    .meta({
      label: said('Drop limit', '減少上限', '减少上限'),
      help: said(
        'A full feed in which more than this share of the people is missing is not applied.',
        '完整資料中缺少的人數比例若超過此百分比，便不會採用。',
        '完整数据中缺少的人数比例若超过此百分比，则不予采用。',
      ),
    }),
  allowPrivateAddresses: z
    .boolean()
    .default(false)
    .meta({
      label: said('Private addresses', '私人網絡位址', '内网地址'),
      help: said(
        'Consent to call systems on private networks.',
        '同意呼叫私人網絡上的系統。',
        '同意调用内网上的系统。',
      ),
    }),
});

function haveOwnNames(sources: readonly { name: string }[]): boolean {
  return new Set(sources.map((source) => source.name)).size === sources.length;
}

function tellOfListed(sources: readonly { name: string; people?: string | undefined }[]): boolean {
  return sources.every(({ people }) => people === undefined || sources.some(({ name }) => name === people));
}

export type HcmsSettings = z.infer<typeof hcmsSettings>;
export type SoapSettings = z.infer<typeof soap>;
export type CsvSettings = z.infer<typeof csv>;
export type AmqpSettings = z.infer<typeof amqp>;
