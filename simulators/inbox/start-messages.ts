import type { Mail } from '../mail/mailbox.js';
import { type MailServer, startMail } from '../mail/start-mail.js';
import { type Sms, type SmsGateway, startSms } from '../sms/start-sms.js';
import type { Log } from '../support/log.js';
import { startInboxPage } from './start-inbox-page.js';

export interface MessagesOptions {
  /** Absent or 0: any free port. */
  ports?: { mail?: number; sms?: number; inbox?: number };
  now?: () => Date;
  log?: Log;
  /** PEM; see the SMS gateway's. */
  trust?: string;
}

/** Mail server, SMS gateway, and the page on which their recipients read. */
export interface Messages {
  mail: MailServer;
  sms: SmsGateway;
  inboxUrl: string;
  /** What an address or a number got, oldest first. */
  inbox(to: string): (Mail | Sms)[];
  stop(): Promise<void>;
}

export async function startMessages({
  ports = {},
  trust,
  ...options
}: MessagesOptions = {}): Promise<Messages> {
  const running: { stop(): Promise<void> }[] = [];
  const stop = async () => void (await Promise.all(running.splice(0).map((one) => one.stop())));
  try {
    const mail = await startMail({ port: ports.mail ?? 0, ...options });
    running.push(mail);
    const sms = await startSms({
      port: ports.sms ?? 0,
      ...options,
      ...(trust === undefined ? {} : { trust }),
    });
    running.push(sms);
    const all = () => [...mail.mails(), ...sms.messages()].sort((a, b) => a.at.localeCompare(b.at));
    const page = await startInboxPage(all, ports.inbox ?? 0, options.log);
    running.push(page);
    const inbox = (to: string) => [...mail.inbox(to), ...sms.inbox(to)];
    return { mail, sms, inboxUrl: page.url, inbox, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
