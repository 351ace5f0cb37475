import { expect } from 'chai';
import type { RenderedMessage } from '../../../../core/domain/messages.js';
import { Problem } from '../../../../core/domain/problem.js';
import { OutboundError } from '../../../../core/outbound/errors.js';
import { change } from '../../../../core/store/change.js';
import { expireMessages } from '../../../../core/store/messages.js';
import { cancelMessages } from '../../../../core/use-cases/messages/cancel-messages.js';
import { reportDelivery } from '../../../../core/use-cases/messages/report-delivery.js';
import { readable } from '../../../support/readable.js';
import { accepted, HOUR, type MessageCampus, PUBLIC_URL, startMessageCampus } from './message-campus.js';

const CODE = {
  kind: 'one-time-code',
  channel: 'sms',
  to: '+8613800138001',
  values: { code: '482913' },
  link: undefined,
} as const;
const throwing = (error: unknown) => async () => {
  throw error;
};
const busy = throwing(new Problem(503, 'mail_deferred', 'later'));
const uncertain = throwing(new Problem(504, 'delivery_uncertain', 'no answer'));
const refused = throwing(new Problem(422, 'address_refused', 'no', { permanent: true }));

describe('delivering a message', () => {
  let campus: MessageCampus;
  before(async () => {
    campus = await startMessageCampus();
  });
  after(() => campus.stop());
  beforeEach(() => campus.rows('truncate messages, visit_links, outbox'));

  const one = async (ask: Parameters<MessageCampus['queue']>[0] = {}): Promise<string> => {
    const [id] = await campus.queue(ask);
    if (!id) throw new Error('not queued');
    return id;
  };
  /** Sends it and answers what the channel got. */
  const sent = async (id: string, on = {}): Promise<RenderedMessage> => {
    const got: RenderedMessage[] = [];
    const deliver = (message: RenderedMessage) => {
      got.push(message);
      return accepted();
    };
    expect(await campus.attempt(id, deliver, on)).to.equal(undefined);
    const [message] = got;
    if (!message) throw new Error('nothing was sent');
    return message;
  };
  const cancel = (whose: { visit: string } | { visitor: string }) =>
    change(campus.context.pool, 1, (to) => cancelMessages(to, whose));

  it('is asked for with its job in one change, and once for each dedupe', async () => {
    const ids = await campus.queue({ dedupe: 'a' }, { dedupe: 'b' }, CODE);
    expect(ids).to.have.length(3);
    expect(await campus.queue({ dedupe: 'a' }, { dedupe: 'b' })).to.deep.equal([]);
    const jobs = await campus.rows<{ kind: string }>('select kind from outbox order by kind');
    expect(jobs.map(({ kind }) => kind)).to.deep.equal([
      'deliver-code',
      'deliver-message',
      'deliver-message',
    ]);
    const undone = change(campus.context.pool, 1, async () => {
      throw new Error('undone');
    });
    expect(await undone.catch((error: Error) => error.message)).to.equal('undone');
  });

  it('keeps what it says sealed, and only until it is accepted', async () => {
    const id = await one();
    const { content } = await campus.message(id);
    expect(readable(content?.toString('hex'), ['ines@example.org', 'Ines Duarte', 'Siu Ming'])).to.deep.equal(
      [],
    );
    const message = await sent(id);
    expect(message).to.include({
      id,
      kind: 'visit-invitation',
      to: 'ines@example.org',
      toName: 'Ines Duarte',
    });
    expect(message.text).to.match(new RegExp(`${PUBLIC_URL}/hku/v/[\\w-]{43}\n`));
    expect(await campus.message(id)).to.include({
      state: 'accepted',
      content: null,
      attempt: 1,
      uncertain: false,
    });
  });

  it('keeps the provider’s own id', async () => {
    const id = await one();
    await campus.attempt(id, async () => ({ state: 'accepted', providerId: 'gw-7' }));
    expect(await campus.message(id)).to.include({ state: 'accepted', providerId: 'gw-7' });
  });

  it('tries again after a temporary failure, with a link of its own: the failed one leads nowhere', async () => {
    const id = await one();
    expect(await campus.attempt(id, busy)).to.include({ code: 'mail_deferred' });
    expect(await campus.message(id)).to.include({ state: 'queued', cause: 'mail_deferred', attempt: 1 });
    expect(await campus.links()).to.equal(0);
    await sent(id);
    expect(await campus.message(id)).to.include({
      state: 'accepted',
      cause: null,
      attempt: 2,
      uncertain: false,
    });
    expect(await campus.links()).to.equal(1);
  });

  it('names no sentence of another system as the cause', async () => {
    const id = await one();
    await campus.attempt(id, throwing(new Error('550 <ines@example.org> unknown')));
    expect(await campus.message(id)).to.include({ cause: 'delivery_failed' });
    await campus.attempt(
      id,
      throwing(new OutboundError('outbound_unavailable', 'gateway.test: ECONNREFUSED')),
    );
    expect(await campus.message(id)).to.include({ cause: 'outbound_unavailable' });
  });

  it('fails for good where the address is bad, and after the last attempt', async () => {
    const [bad, late] = [await one(), await one()];
    expect(await campus.attempt(bad, refused)).to.equal(undefined);
    expect(await campus.attempt(late, busy, { last: true })).to.equal(undefined);
    expect(await campus.message(bad)).to.include({ state: 'failed', cause: 'address_refused' });
    expect(await campus.message(late)).to.include({ state: 'failed', cause: 'mail_deferred' });
    expect(await campus.links()).to.equal(0);
  });

  it('fails at once where nothing can be said', async () => {
    const id = await one({ values: {} });
    expect(await campus.attempt(id, accepted)).to.equal(undefined);
    expect(await campus.message(id)).to.include({ state: 'failed', cause: 'message_incomplete' });
  });

  it('waits where no plugin carries it', async () => {
    const id = await one();
    expect(await campus.attempt(id, accepted, { channel: () => undefined })).to.include({
      code: 'channel_unavailable',
    });
    expect(await campus.message(id)).to.include({ state: 'queued', cause: 'channel_unavailable' });
  });

  it('is not sent at or after its time', async () => {
    const id = await one({ expires: campus.clock.now });
    expect(await campus.attempt(id, () => expect.fail('it was sent'))).to.equal(undefined);
    expect(await campus.message(id)).to.include({ state: 'expired', content: null });
  });

  it('does nothing twice: a job that runs again finds it accepted', async () => {
    const id = await one();
    await sent(id);
    expect(await campus.attempt(id, () => expect.fail('it was sent again'))).to.equal(undefined);
  });

  describe('whose hub died in flight', () => {
    it('goes out once more under the same id and is uncertain, and no third time', async () => {
      const id = await one();
      const first = await campus.dieSending(id);
      expect(await campus.message(id)).to.include({ state: 'sending', uncertain: false });
      const second = await campus.dieSending(id);
      expect(second.id).to.equal(first.id);
      expect(await campus.attempt(id, () => expect.fail('a third time'))).to.equal(undefined);
      expect(await campus.message(id)).to.include({
        state: 'uncertain',
        cause: 'delivery_uncertain',
        uncertain: true,
      });
      expect(await campus.links()).to.equal(2);
    });

    it('is accepted at the second try and still says that it is uncertain', async () => {
      const id = await one();
      await campus.dieSending(id);
      await sent(id);
      expect(await campus.message(id)).to.include({ state: 'accepted', uncertain: true });
    });

    it('is not sent again when it is a one-time code', async () => {
      const id = await one(CODE);
      await campus.dieSending(id);
      expect(await campus.attempt(id, () => expect.fail('a code was repeated'))).to.equal(undefined);
      expect(await campus.message(id)).to.include({ state: 'uncertain', content: null });
    });

    it('keeps the link of the first try when the second fails: its mail may have arrived', async () => {
      const id = await one();
      await campus.dieSending(id);
      await campus.attempt(id, busy);
      expect(await campus.links()).to.equal(1);
    });
  });

  it('taken over by another node while the first still tries: the link that was sent lives when the first gives up', async () => {
    const id = await one();
    await campus.attempt(id, async () => {
      await sent(id);
      throw new Problem(503, 'mail_deferred', 'later');
    });
    expect(await campus.message(id)).to.include({ state: 'accepted', uncertain: true });
    expect(await campus.links()).to.equal(1);
  });

  describe('that was handed over and not answered', () => {
    it('goes out once more when it is an invitation', async () => {
      const id = await one();
      expect(await campus.attempt(id, uncertain)).to.include({ code: 'delivery_uncertain' });
      expect(await campus.message(id)).to.include({ state: 'queued', uncertain: true });
      expect(await campus.attempt(id, uncertain)).to.equal(undefined);
      expect(await campus.message(id)).to.include({ state: 'uncertain', cause: 'delivery_uncertain' });
      expect(await campus.links()).to.equal(2);
    });

    it('goes out no more often when its channel answers nonsense', async () => {
      const id = await one();
      const nonsense = async () => ({ state: 'sent' }) as never;
      await campus.attempt(id, nonsense);
      await campus.attempt(id, nonsense);
      expect(await campus.attempt(id, () => expect.fail('a third time'))).to.equal(undefined);
      expect(await campus.message(id)).to.include({ state: 'uncertain' });
    });

    it('does not when it is a one-time code', async () => {
      const id = await one(CODE);
      expect(await campus.attempt(id, uncertain)).to.equal(undefined);
      expect(await campus.message(id)).to.include({ state: 'uncertain', content: null });
    });
  });

  describe('that is cancelled', () => {
    it('is not sent, and says so who would have heard of it', async () => {
      const id = await one();
      const arrived = await one();
      await sent(arrived);
      const back = await cancel({ visit: campus.visit });
      expect(back).to.deep.equal([{ kind: 'visit-invitation', visitor: campus.visitor }]);
      expect(await campus.attempt(id, () => expect.fail('it was sent'))).to.equal(undefined);
      expect(await campus.message(id)).to.include({ state: 'cancelled', content: null });
      expect(await campus.message(arrived)).to.include({ state: 'accepted' });
    });

    it('while it waits for another try or its hub is dead, is not sent either', async () => {
      const [waiting, dead] = [await one(), await one()];
      await campus.attempt(waiting, busy);
      await campus.dieSending(dead);
      await cancel({ visitor: campus.visitor });
      for (const id of [waiting, dead])
        expect(await campus.attempt(id, () => expect.fail('it was sent'))).to.equal(undefined);
      expect(await campus.message(waiting)).to.include({ state: 'cancelled' });
      expect(await campus.message(dead)).to.include({ state: 'uncertain', content: null });
    });
  });

  describe('with a receipt', () => {
    const report = (ask: Parameters<typeof reportDelivery>[2], number = 1) =>
      reportDelivery(campus.context, number, ask);

    it('is delivered, by our id or the provider’s, and nothing takes that back', async () => {
      const [one1, two] = [await one(), await one({ channel: 'sms', to: '+85291234567' })];
      await sent(one1);
      await campus.attempt(two, async () => ({ state: 'accepted', providerId: 'gw-1' }));
      await report({ id: one1, state: 'delivered' });
      await report({ channel: 'sms', providerId: 'gw-1', state: 'delivered' });
      await report({ id: one1, state: 'failed', cause: 'sms_undelivered' });
      expect(await campus.message(one1)).to.include({ state: 'delivered', cause: null });
      expect(await campus.message(two)).to.include({ state: 'delivered' });
    });

    it('that comes before the answer counts, and the answer takes nothing back', async () => {
      const id = await one();
      await campus.attempt(id, async () => {
        await report({ id, state: 'delivered' });
        return accepted();
      });
      expect(await campus.message(id)).to.include({ state: 'delivered' });
    });

    it('says that it failed, and later that it arrived after all', async () => {
      const id = await one();
      await sent(id);
      await report({ id, state: 'failed', cause: 'sms_undelivered' });
      expect(await campus.message(id)).to.include({ state: 'failed', cause: 'sms_undelivered' });
      await report({ id, state: 'delivered' });
      expect(await campus.message(id)).to.include({ state: 'delivered', cause: null });
    });

    it('ends the doubt about one that was not answered: it is not sent again', async () => {
      const id = await one();
      await campus.attempt(id, uncertain);
      await report({ id, state: 'delivered' });
      expect(await campus.attempt(id, () => expect.fail('it was sent again'))).to.equal(undefined);
    });

    it('that an earlier try failed does not stop the next one', async () => {
      const id = await one();
      await campus.attempt(id, uncertain);
      await report({ id, state: 'failed', cause: 'sms_undelivered' });
      await sent(id);
      expect(await campus.message(id)).to.include({ state: 'accepted' });
    });

    it('of another campus, or before anything was sent, changes nothing', async () => {
      const [id, fresh] = [await one(), await one()];
      await sent(id);
      await report({ id, state: 'delivered' }, 2);
      await report({ id: fresh, state: 'delivered' });
      expect(await campus.message(id)).to.include({ state: 'accepted' });
      expect(await campus.message(fresh)).to.include({ state: 'queued' });
    });
  });

  describe('by SMS with another way to the pass', () => {
    const sms = { channel: 'sms', to: '+8613800138001', language: 'zh-Hans' } as const;

    it('carries that link and the page’s at its end, made of the same token and good until the visit ends', async () => {
      const asked: { token: string; until: number }[] = [];
      const way = async (ask: { token: string; until: number }) => {
        asked.push(ask);
        return `https://wxaurl.test/${ask.token.slice(0, 8)}`;
      };
      const { text } = await sent(await one(sms), { passLinks: [way] });
      const { token = '' } = asked[0] ?? {};
      expect(text).to.contain(` https://wxaurl.test/${token.slice(0, 8)} `);
      expect(text.endsWith(` ${PUBLIC_URL}/hku/v/${token}`), text).to.equal(true);
      expect(asked).to.have.length(1);
      expect(asked[0]).to.include({ until: campus.clock.now + 10 * HOUR });
    });

    for (const [what, way] of [
      ['says no', async () => null],
      ['throws', throwing(new Error('40097'))],
      ['answers no address', async () => 'javascript:alert(1)'],
    ] as const) {
      it(`carries the page’s link when it ${what}`, async () => {
        const { text } = await sent(await one(sms), { passLinks: [way] });
        expect(text).to.match(new RegExp(` ${PUBLIC_URL}/hku/v/[\\w-]{43}$`));
      });
    }

    it('is not asked for a mail', async () => {
      const way = async () => expect.fail('asked');
      await sent(await one(), { passLinks: [way] });
    });
  });

  it('leads members of a group to its registration', async () => {
    const { text } = await sent(await one({ kind: 'visit-approved', link: 'group' }));
    expect(text).to.match(new RegExp(`${PUBLIC_URL}/hku/g/[\\w-]{43}`));
    const [link] = await campus.rows<{ visitor: string | null; made_for: string }>(
      'select * from visit_links',
    );
    expect(link).to.include({ visitor: null, made_for: 'group' });
  });

  it('is forgotten when its time is over, also where no job came', async () => {
    const [waiting, failed] = [await one(), await one()];
    await campus.attempt(failed, refused);
    await expireMessages(campus.context.pool, campus.clock.now);
    expect((await campus.message(failed)).content).to.be.instanceOf(Buffer);
    await expireMessages(campus.context.pool, campus.clock.now + 11 * HOUR);
    expect(await campus.message(waiting)).to.include({ state: 'expired', content: null });
    expect(await campus.message(failed)).to.include({ state: 'failed', content: null });
  });
});
