import { expect } from 'chai';
import { LANGUAGES } from '../../../core/domain/languages.js';
import type { MessageValues } from '../../../core/domain/message-values.js';
import { CHANNELS, MESSAGE_KINDS, type RenderedMessage } from '../../../core/domain/messages.js';
import { smsLength } from '../../../core/messages/sms-length.js';
import { travelsBy } from '../../../core/messages/templates.js';
import { readQr } from '../../../simulators/gates/page/read-qr.js';
import { LINK, render, sampleOf } from './rendered.js';

const ALL = MESSAGE_KINDS.flatMap((kind) =>
  CHANNELS.filter((channel) => travelsBy(kind, channel)).flatMap((channel) =>
    LANGUAGES.map((language) => ({ kind, channel, language })),
  ),
);

/** What a template that went wrong leaves behind. */
const LEFT_OVER = /undefined|\bnull\b|NaN|\[object|\{\{|\}\}|Invalid Date/;
const shown = ({ subject = '', html = '', text, calendar }: RenderedMessage) =>
  [subject, html, text, calendar?.content ?? ''].join('\n');
const tagsOf = (html = '') => [...html.matchAll(/<\/?([a-z0-9]+)/gi)].map(([tag]) => tag);

const NASTY = {
  long: `Maximiliana ${'Wolfeschlegelsteinhausen-'.repeat(14)}`,
  'right to left': 'محمد بن عبد الله \u202Eevil.example\u202C',
  emoji: '👩🏽‍🔬 Ines 🧪𝔘',
  quotes: `O'Brien "Inés" \\ ; , & <b>`,
  markup: '<script>alert(1)</script><img src=x onerror=alert(1)>',
  'line breaks': 'Ines\r\nBcc: all@example.org\r\n\r\n<p>\u2028',
  handlebars: '{{{constructor}}} {{#each this}}',
};

function everyTextAs(values: MessageValues, text: string): MessageValues {
  const names = ['visitor', 'host', 'purpose', 'note', 'group'] as const;
  return {
    ...values,
    ...Object.fromEntries(names.filter((name) => name in values).map((name) => [name, text])),
  };
}

describe('words of messages', () => {
  for (const ask of ALL) {
    let plainTags: string[] | undefined;
    it(`says a ${ask.kind} by ${ask.channel} in ${ask.language}`, async () => {
      const message = await render(ask);
      const { values, link } = sampleOf(ask.kind);
      expect(shown(message)).not.to.match(LEFT_OVER);
      if (link) expect(message.text).to.include(LINK);
      if (ask.channel === 'sms') return;
      expect(message.subject)
        .to.be.a('string')
        .and.not.match(/[\r\n]/)
        .and.not.equal('');
      for (const name of [values.host, values.group, values.note])
        if (name) expect(message.html).to.include(name);
      expect(message.html)
        .to.include('ithelp@hku.hk')
        .and.include('#024638')
        .and.include(`lang="${ask.language}"`);
      expect(message.text).to.include('ithelp@hku.hk').and.include('(GMT+8)');
    });

    for (const [what, text] of Object.entries(NASTY)) {
      it(`bears ${what} in a ${ask.kind} by ${ask.channel} in ${ask.language}`, async () => {
        const values = everyTextAs(sampleOf(ask.kind).values, text);
        const message = await render({ ...ask, values, toName: text });
        plainTags ??= tagsOf((await render(ask)).html);
        expect(tagsOf(message.html), 'no tag but the templates’ own').to.deep.equal(plainTags);
        expect(message.html ?? '').not.to.match(/<script|<img src=x/);
        expect(`${message.subject ?? ''}${message.toName ?? ''}`).not.to.match(/[\r\n\u2028]/);
        expect(shown(message)).not.to.match(/[\u202a-\u202e]|^Bcc:/m);
        if (what === 'long' && ask.channel === 'sms') expect(smsLength(message.text).parts).to.be.at.most(4);
      });
    }
  }

  it('says less where optional things are missing, and nothing of them', async () => {
    for (const ask of ALL) {
      const { host: _h, purpose: _p, note: _n, group: _g, size: _s, ...rest } = sampleOf(ask.kind).values;
      const needsHost = ask.kind === 'visit-requested' ? { host: 'Chan Siu Ming' } : {};
      const needsGroup = ask.kind === 'group-registered' ? { group: 'School' } : {};
      const message = await render({ ...ask, values: { ...rest, ...needsHost, ...needsGroup }, link: null });
      expect(shown(message)).not.to.match(LEFT_OVER);
      expect(message.images).to.deep.equal([]);
    }
  });

  it('refuses to say half of it where a value is missing that is needed', async () => {
    for (const ask of ALL) {
      const refused = await render({ ...ask, values: {} }).catch((error: unknown) => error);
      expect(refused, ask.kind).to.include({ code: 'message_incomplete' });
    }
  });

  it('has no words for a one-time code by e-mail', async () => {
    const ask = { kind: 'one-time-code', channel: 'email', language: 'en' } as const;
    expect(await render(ask).catch((error: unknown) => error)).to.include({ code: 'message_untold' });
  });

  it('differs from language to language', async () => {
    for (const kind of MESSAGE_KINDS) {
      const texts = await Promise.all(
        LANGUAGES.map(async (language) => (await render({ kind, channel: 'sms', language })).text),
      );
      expect(new Set(texts).size, kind).to.equal(LANGUAGES.length);
    }
  });

  it('shows the link in the inline QR, and no code that a gate accepts', async () => {
    for (const ask of ALL.filter(({ channel }) => channel === 'email')) {
      const { link } = sampleOf(ask.kind);
      const { images, html = '' } = await render(ask);
      expect(images).to.have.length(link === 'pass' ? 1 : 0);
      const [image] = images;
      if (!image) continue;
      expect(html).to.include(`src="cid:${image.cid}"`);
      const text = readQr(Buffer.from(image.content, 'base64'));
      expect(text).to.equal(LINK).and.not.match(/^GH1/i);
    }
  });

  it('names points as the campus file does, and keeps the id of one that is gone', async () => {
    const { values } = sampleOf('visit-invitation');
    const points = ['main-library-gate', 'torn-down'];
    const message = await render({
      kind: 'visit-invitation',
      channel: 'email',
      language: 'zh-Hant',
      values: { ...values, points },
    });
    expect(message.text).to.include('入口閘機、torn-down');
  });
});

/** What stands before the web page's link, for whoever has no WeChat. */
const WEB = { en: 'on the web', 'zh-Hant': '以網頁開啟', 'zh-Hans': '网页打开' };

describe('words of SMS', () => {
  const sms = ALL.filter(({ channel }) => channel === 'sms');

  it('end with the link, in at most three parts, and English ones in the GSM alphabet', async () => {
    for (const ask of sms) {
      const { link } = sampleOf(ask.kind);
      const { text } = await render(ask);
      if (link) expect(text.endsWith(` ${LINK}`), text).to.equal(true);
      const { alphabet, parts } = smsLength(text);
      expect(parts, text).to.be.at.most(3);
      expect(alphabet, text).to.equal(ask.language === 'en' ? 'gsm' : 'ucs2');
    }
  });

  it('name the mini program’s link before the web page’s where there is one, in at most three parts', async () => {
    for (const ask of sms) {
      const { link, miniLink: miniProgram } = sampleOf(ask.kind);
      if (miniProgram === undefined || link === undefined) continue;
      const both = { to: link, url: LINK, miniProgram };
      const { text, values: filled } = await render({ ...ask, link: both });
      expect(text).to.match(new RegExp(` ${miniProgram} .*WEB ${LINK}$`.replace('WEB', WEB[ask.language])));
      expect(smsLength(text).parts, text).to.be.at.most(3);
      expect(filled).to.include({ link: LINK, miniLink: miniProgram });
      expect((await render(ask)).text, 'the page’s goes alone').not.to.match(/WeChat|微信/);
    }
  });

  it('name visitor and host at most: no purpose, no note, no other number or address', async () => {
    for (const ask of sms) {
      const { values } = sampleOf(ask.kind);
      const { text } = await render({
        ...ask,
        values: { ...values, purpose: 'a secret purpose', note: 'a note' },
      });
      expect(text).not.to.match(/secret purpose|a note|\+86|ines@/);
    }
  });

  it('begin with a one-time code and end with the line that phones read (web OTP)', async () => {
    for (const ask of sms.filter(({ kind }) => kind === 'one-time-code')) {
      const { text } = await render(ask);
      expect(text).to.match(/^482913/);
      expect(text.split('\n').at(-1)).to.equal('@gatehouse.hku.test #482913');
    }
  });

  it('carry their values for gateways that take templates', async () => {
    const { values } = await render({ kind: 'visit-invitation', channel: 'sms', language: 'zh-Hans' });
    expect(values).to.include({
      visitor: 'Ines Duarte',
      host: 'Chan Siu Ming',
      when: '11月24日 09:00-17:00',
      link: LINK,
    });
  });
});
