import { createServer } from 'node:net';
import { expect } from 'chai';
import { createMailer, type Mailer } from '../../../plugins/email/mailer.js';
import { emailSettings, serverOf } from '../../../plugins/email/settings.js';
import { type MailOptions, type MailServer, startMail } from '../../../simulators/mail/start-mail.js';
import { listen } from '../../../simulators/support/listen.js';

const NEVER = new AbortController().signal;
const MAIL = { from: 'visits@hku.test', to: 'ines@example.org', subject: 'x', text: 'x'.repeat(40_000) };

describe('what the mail server’s answers mean', () => {
  const undo: (() => unknown)[] = [];
  afterEach(async () => {
    for (const work of undo.splice(0).reverse()) await work();
  });
  let now = 0;

  const server = async (options: MailOptions = {}): Promise<MailServer> => {
    const started = await startMail(options);
    undo.push(() => started.stop());
    return started;
  };
  const mailer = (
    { host, port }: { host: string; port: number },
    over: object = {},
    allowPrivate = true,
  ): Mailer => {
    const parsed = emailSettings.parse({
      server: `${host}:${port}`,
      tls: 'none',
      fromAddress: 'visits@hku.test',
      ...over,
    });
    const made = createMailer(parsed, allowPrivate, () => now);
    undo.push(() => made.stop());
    return made;
  };
  let serial = 0;
  const send = (by: Mailer, signal = NEVER): Promise<unknown> => {
    serial += 1;
    return by.send({ ...MAIL, messageId: `<${serial}@hku.test>` }, signal).catch((error: unknown) => error);
  };
  const permanent = (is: boolean | undefined) => ({ extra: is ? { permanent: true } : {} });

  it('taken', async () => {
    const at = await server();
    expect(await send(mailer(at))).to.equal(undefined);
    expect(at.inbox('INES@example.org')).to.have.length(1);
  });

  it('450 and 451: later, and the next one over the same line', async () => {
    const at = await server();
    const by = mailer(at);
    at.fail({ kind: 'reply', code: 451 }, { kind: 'reply', code: 450 });
    expect(await send(by)).to.deep.include({ code: 'mail_deferred', ...permanent(false) });
    expect(await send(by)).to.deep.include({ code: 'mail_deferred' });
    expect(await send(by)).to.equal(undefined);
    expect(at.connections()).to.equal(1);
  });

  it('552: never', async () => {
    const at = await server();
    at.fail({ kind: 'reply', code: 552 });
    expect(await send(mailer(at))).to.deep.include({ code: 'mail_refused', ...permanent(true) });
  });

  it('550 to the recipient: the address is bad', async () => {
    const at = await server();
    at.refuse('ines@example.org');
    expect(await send(mailer(at))).to.deep.include({ code: 'address_refused', ...permanent(true) });
  });

  it('the line breaks after the mail was taken: nobody knows', async () => {
    const at = await server();
    const by = mailer(at);
    at.fail({ kind: 'lost-answer' });
    expect(await send(by)).to.deep.include({ code: 'delivery_uncertain', ...permanent(false) });
    expect(at.mails()).to.have.length(1);
    expect(await send(by)).to.equal(undefined);
  });

  it('the hub gives up while the answer is waited for: nobody knows', async () => {
    const at = await server();
    at.fail({ kind: 'silence' });
    const ended = new AbortController();
    const sent = send(mailer(at), ended.signal);
    while (at.mails().length === 0) await new Promise((resolve) => setImmediate(resolve));
    ended.abort();
    expect(await sent).to.include({ code: 'delivery_uncertain' });
  });

  it('the line breaks before the mail is asked for: it was not sent, and the server rests', async () => {
    const at = await server();
    const by = mailer(at);
    at.fail({ kind: 'broken-line' });
    expect(await send(by)).to.include({ code: 'mail_unavailable' });
    expect(await send(by)).to.include({ code: 'mail_unavailable' });
    expect(at.connections()).to.equal(1);
    now += 10_000;
    expect(await send(by)).to.equal(undefined);
    expect(at.mails()).to.have.length(1);
  });

  it('nobody there: it was not sent', async () => {
    const at = await server();
    await at.stop();
    expect(await send(mailer(at))).to.include({ code: 'mail_unavailable' });
  });

  it('somebody there who says nothing: it was not sent', async () => {
    const mute = createServer(() => {});
    const port = await listen(mute, 0);
    undo.push(() => mute.close());
    expect(await send(mailer({ host: '127.0.0.1', port }, { connectSeconds: 1 }))).to.include({
      code: 'mail_unavailable',
    });
  });

  it('a wrong password: later, since an operator can mend it', async () => {
    const at = await server({ credentials: { user: 'hub', password: 'right' } });
    const asked = emailSettings.parse({ server: at.server, fromAddress: 'visits@hku.test' });
    const by = (password: string) => {
      // In the clear, which settings refuse: the simulator has no TLS.
      const made = createMailer({ ...asked, tls: 'none', user: 'hub', password }, true, () => now);
      undo.push(() => made.stop());
      return made;
    };
    expect(await send(by('wrong'))).to.deep.include({ code: 'mail_sign_in_refused', ...permanent(false) });
    expect(await send(by('right'))).to.equal(undefined);
  });

  it('no STARTTLS where it is asked for: nothing is sent in the clear', async () => {
    const at = await server();
    expect(await send(mailer(at, { tls: 'starttls' }))).to.be.instanceOf(Error);
    expect(at.mails()).to.have.length(0);
  });

  it('a server on a private network without consent: it is not called', async () => {
    const at = await server();
    for (const host of ['localhost', '127.0.0.1'])
      expect(await send(mailer({ host, port: at.port }, {}, false))).to.include({ code: 'outbound_refused' });
    expect(at.connections()).to.equal(0);
  });

  it('settings that would send a password in the clear are refused', () => {
    const open = { server: 'smtp.test', tls: 'none', user: 'hub', password: 'p', fromAddress: 'a@b.test' };
    expect(emailSettings.safeParse(open).success).to.equal(false);
    expect(emailSettings.safeParse({ ...open, tls: 'starttls' }).success).to.equal(true);
  });

  it('a server is a name with a port, or with that of submission', () => {
    const read = (server: string) => serverOf(server);
    expect(read('smtp.test:2525')).to.deep.equal({ host: 'smtp.test', port: 2525 });
    expect(read('smtp.test')).to.deep.equal({ host: 'smtp.test', port: 587 });
    expect(read('[::1]:25')).to.deep.equal({ host: '::1', port: 25 });
    for (const server of ['', 'a b', 'user@smtp.test', 'smtp.test/x', 'smtp.test:99999', 'smtp.test?x'])
      expect(emailSettings.safeParse({ server, fromAddress: 'a@b.test' }).success, server).to.equal(false);
  });
});
