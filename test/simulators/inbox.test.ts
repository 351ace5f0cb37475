import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { expect } from 'chai';
import { createTransport } from 'nodemailer';
import { type Messages, startMessages } from '../../simulators/inbox/start-messages.js';

const TO = 'ines@example.org';

describe('the page of inboxes', () => {
  let messages: Messages;
  before(async () => {
    messages = await startMessages();
    const { host, port } = messages.mail;
    const transport = createTransport({ host, port, ignoreTLS: true });
    await transport.sendMail({
      ...{
        from: '"香港大學" <visits@hku.test>',
        to: TO,
        subject: 'A <b>visit</b>',
        text: 'Open https://hub.test/hku/v/abc now',
      },
      html: '<p>Open <a href="https://hub.test/hku/v/abc">it</a></p><script>alert(1)</script>',
      icalEvent: {
        method: 'REQUEST',
        content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n',
        filename: 'visit.ics',
      },
    });
    transport.close();
    const { user, password } = messages.sms.credentials;
    const sms = {
      username: user,
      password,
      to: '+8613800138001',
      text: '通行证 https://hub.test/v/x',
      coding: '2',
    };
    await fetch(`${messages.sms.url}?${new URLSearchParams(sms)}`);
  });
  after(() => messages?.stop());

  const get = async (path: string, headers = {}) => {
    const answer = await fetch(`${messages.inboxUrl}${path}`, { headers });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };

  it('lists who got something, and shows each one’s mails and SMS', async () => {
    expect((await get('/')).text)
      .to.include(TO)
      .and.include('+8613800138001');
    expect((await get(`/inbox?to=${encodeURIComponent(TO)}`)).text)
      .to.include('A &lt;b&gt;visit&lt;/b&gt;')
      .and.include('香港大學');
    const phone = (await get('/inbox?to=%2B8613800138001')).text;
    expect(phone).to.include('<a href="https://hub.test/v/x"');
  });

  it('shows a mail’s HTML in a frame without scripts, its text and its files', async () => {
    const [mail] = messages.inbox(TO);
    const page = (await get(`/mail/${mail?.id}`)).text;
    expect(page).to.include('sandbox="allow-popups').and.include('visit.ics').and.not.include('<script');
    const frame = await get(`/mail/${mail?.id}/html`);
    expect(frame.headers.get('content-security-policy'))
      .to.match(/^sandbox allow-popups/)
      .and.include("default-src 'none'");
    expect((await get(`/mail/${mail?.id}/file/0`)).headers.get('content-disposition')).to.match(
      /^attachment/,
    );
    expect((await get(`/mail/${mail?.id}/raw`)).text).to.match(/^From: /m);
  });

  it('is JSON for programs', async () => {
    const all = JSON.parse((await get('/inbox.json?to=INES@example.org')).text) as {
      kind: string;
      subject: string;
    }[];
    expect(all).to.have.length(1);
    expect(all[0]).to.include({ kind: 'mail', subject: 'A <b>visit</b>' });
  });

  it('tells nothing under another host name, and says calmly what is not there', async () => {
    const { port } = new URL(messages.inboxUrl);
    const asked = request({ host: '127.0.0.1', port, path: '/', headers: { host: 'rebound.example' } }).end();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    answer.resume();
    expect(answer.statusCode).to.equal(403);
    expect((await get('/mail/none')).status).to.equal(404);
    expect((await get('/nothing')).status).to.equal(404);
  });
});
