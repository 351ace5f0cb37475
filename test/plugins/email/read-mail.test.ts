import { expect } from 'chai';
import { simpleParser } from 'mailparser';
import type { MessageKind } from '../../../core/domain/messages.js';
import { composeMail, messageIdOf } from '../../../plugins/email/compose.js';
import { createMailer, type Mailer } from '../../../plugins/email/mailer.js';
import { emailSettings } from '../../../plugins/email/settings.js';
import { readQr } from '../../../simulators/gates/page/read-qr.js';
import type { Mail } from '../../../simulators/mail/mailbox.js';
import { type MailServer, startMail } from '../../../simulators/mail/start-mail.js';
import { LINK, render, sampleOf } from '../../core/messages/rendered.js';
import { linesOf } from '../../support/calendar-lines.js';

const NEVER = new AbortController().signal;

describe('mails as a mail program reads them', () => {
  let server: MailServer;
  let mailer: Mailer;
  before(async () => {
    server = await startMail();
    mailer = createMailer(settings(), true, Date.now);
  });
  after(async () => {
    mailer?.stop();
    await server?.stop();
  });

  const settings = () =>
    emailSettings.parse({
      server: server.server,
      tls: 'none',
      fromAddress: 'visits@hku.test',
      replyTo: 'desk@hku.test',
    });
  const send = async (kind: MessageKind, over: object = {}): Promise<Mail> => {
    const message = await render({ kind, channel: 'email', language: 'en', ...over });
    const mail = composeMail(message, settings(), '香港大學');
    await mailer.send({ ...mail, messageId: messageIdOf(message.id, 'visits@hku.test') }, NEVER);
    const arrived = server.inbox(message.to).at(-1);
    if (!arrived) throw new Error('no mail');
    return arrived;
  };

  it('have text, then HTML, then the appointment, and headers that keep holiday notes away', async () => {
    const { raw } = await send('visit-invitation');
    const mail = await simpleParser(raw);
    const types = [...raw.toString('latin1').matchAll(/^Content-Type: ([\w/-]+)/gm)].map(([, type]) => type);
    const order = ['text/plain', 'text/html', 'text/calendar'].map((type) => types.indexOf(type));
    expect(order)
      .to.deep.equal([...order].sort((a, b) => a - b))
      .and.not.include(-1);
    expect(types).to.include('multipart/alternative');
    expect(mail.headers.get('auto-submitted')).to.equal('auto-generated');
    expect(mail.messageId).to.equal('<5b1c1f6e-7a34-4f0e-8f61-0d1a2b3c4d5e@hku.test>');
    expect(mail.replyTo?.value[0]?.address).to.equal('desk@hku.test');
    expect(mail.from?.value[0]).to.include({ name: '香港大學', address: 'visits@hku.test' });
    expect(
      raw
        .toString('latin1')
        .split('\r\n')
        .every((line) => line.length <= 998),
    ).to.equal(true);
  });

  it('bring names and subjects of every script whole', async () => {
    const { values } = sampleOf('visit-invitation');
    const visitor = '訪客 محمد 👩🏽‍🔬 "Inés"';
    const mail = await send('visit-invitation', {
      language: 'zh-Hant',
      values: { ...values, visitor },
      toName: visitor,
    });
    expect(mail.subject).to.equal('到訪香港大學：2026年11月24日星期二');
    expect((await simpleParser(mail.raw)).to).to.have.nested.property('value[0].name', visitor);
    expect(mail.text).to.include('訪客').and.include('👩🏽‍🔬');
    expect(mail.html).to.include('محمد').and.include('&quot;Inés&quot;');
  });

  it('carry the link as a picture that a reader of QR codes reads, and no code', async () => {
    const { raw } = await send('visit-invitation');
    const { attachments, html } = await simpleParser(raw, { keepCidLinks: true } as object);
    const picture = attachments.find(({ cid }) => cid === 'pass-link@gatehouse');
    expect(html).to.include('src="cid:pass-link@gatehouse"');
    expect(picture?.related).to.equal(true);
    expect(readQr(picture?.content ?? Buffer.alloc(0))).to.equal(LINK);
  });

  it('carry the appointment: asked for, changed and cancelled under one UID', async () => {
    const found: string[] = [];
    for (const kind of ['visit-invitation', 'visit-changed', 'visit-cancelled'] as const) {
      const { attachments } = await simpleParser((await send(kind)).raw);
      const calendars = attachments.filter(({ contentType }) => /calendar|ics/.test(contentType));
      expect(calendars.map(({ filename }) => filename)).to.include('visit.ics');
      for (const { content } of calendars) {
        const lines = linesOf(content.toString('utf8'));
        found.push(['UID', 'METHOD', 'SEQUENCE'].map((name) => lines.get(name)?.value).join(' '));
      }
    }
    const uid = sampleOf('visit-invitation').values.calendarUid;
    expect([...new Set(found)]).to.deep.equal([`${uid} REQUEST 0`, `${uid} REQUEST 1`, `${uid} CANCEL 2`]);
  });

  it('say in the MIME type what the appointment asks for', async () => {
    const { raw } = await send('visit-cancelled');
    expect(raw.toString('latin1')).to.match(/^Content-Type: text\/calendar;[\s\S]{0,80}method=CANCEL/m);
  });

  it('are sent over one connection', async () => {
    const before = server.connections();
    for (let n = 0; n < 5; n += 1) await send('visit-changed');
    expect(server.connections()).to.equal(before);
  });
});

describe('what is no mail', () => {
  const ask = { kind: 'visit-invitation', channel: 'email', language: 'en' } as const;
  const sender = { fromAddress: 'visits@hku.test' };
  const refusal = async (over: object) => {
    const message = { ...(await render(ask)), ...over };
    try {
      return composeMail(message, sender, 'HKU');
    } catch (error) {
      return error;
    }
  };

  for (const to of [
    '',
    'nobody',
    'a@b@c',
    'a@b.test, c@d.test',
    'a@b.test\r\nBcc: c@d.test',
    '<a@b.test>',
    'a b@c.test',
    '"a"@b.test',
  ]) {
    it(`is refused for the address ${JSON.stringify(to)}`, async () => {
      expect(await refusal({ to }))
        .to.include({ code: 'address_refused' })
        .and.have.nested.property('extra.permanent', true);
    });
  }

  for (const over of [
    { subject: 'a\r\nBcc: all@b.test' },
    { toName: 'a\nBcc: all@b.test' },
    { subject: 'a\rb' },
  ]) {
    it(`is refused for a line break in ${Object.keys(over)[0]}`, async () => {
      expect(await refusal(over)).to.include({ code: 'message_malformed' });
    });
  }
});
