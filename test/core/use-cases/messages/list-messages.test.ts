import { expect } from 'chai';
import { Problem } from '../../../../core/domain/problem.js';
import { listMessages } from '../../../../core/use-cases/messages/list-messages.js';
import { retryMessage } from '../../../../core/use-cases/messages/retry-message.js';
import { accepted, type MessageCampus, startMessageCampus } from './message-campus.js';

const refused = async () => {
  throw new Problem(422, 'address_refused', 'no', { permanent: true });
};

describe('messages as an administrator sees them', () => {
  let campus: MessageCampus;
  before(async () => {
    campus = await startMessageCampus();
  });
  after(() => campus.stop());
  beforeEach(() => campus.rows('truncate messages, outbox'));

  const list = (ask: object = {}) => listMessages(campus.context, campus.snapshot(), { limit: 50, ...ask });
  const retry = (id: string) =>
    retryMessage(campus.context, campus.snapshot(), { actor: 'admin:someone' }, id).catch(
      (error: unknown) => error,
    );

  it('come newest first and page by page, each once, also those of one moment', async () => {
    const ids = await campus.queue(...Array.from({ length: 25 }, () => ({})));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ limit: 10, cursor });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next ?? undefined;
    } while (cursor !== undefined);
    expect(seen).to.have.length(25).and.have.members(ids);
  });

  it('are sought by state, and a cursor of somebody else’s making is refused', async () => {
    const [bad = '', good = ''] = await campus.queue({}, {});
    await campus.attempt(bad, refused);
    await campus.attempt(good, accepted);
    const { items } = await list({ state: 'failed' });
    expect(items.map(({ id }) => id)).to.deep.equal([bad]);
    expect(items[0]).to.include({ cause: 'address_refused', retriable: true, uncertain: false, attempts: 1 });
    expect(await list({ cursor: 'xx' }).catch((error: unknown) => error)).to.include({
      code: 'invalid_request',
    });
  });

  it('name nobody', async () => {
    await campus.queue({});
    expect(JSON.stringify(await list())).not.to.match(/ines|duarte|siu ming|example/i);
  });

  it('are sent once more when they failed, audited, and not when they arrived', async () => {
    const [bad = '', good = ''] = await campus.queue({}, {});
    await campus.attempt(bad, refused);
    await campus.attempt(good, accepted);
    await campus.rows('truncate outbox');
    expect(await retry(bad)).to.include({ id: bad, state: 'queued' });
    const jobs = await campus.rows<{ payload: { message: string } }>('select payload from outbox');
    expect(jobs.map(({ payload }) => payload.message)).to.deep.equal([bad]);
    const audit = await campus.rows("select actor, subject from audit where action = 'message.retried'");
    expect(audit).to.deep.equal([{ actor: 'admin:someone', subject: `message:${bad}` }]);
    expect(await retry(bad)).to.include({ code: 'message_not_retriable' });
    expect(await retry(good)).to.include({ code: 'message_not_retriable' });
    expect(await retry('00000000-0000-4000-8000-000000000000')).to.include({ code: 'message_unknown' });
    await campus.attempt(bad, accepted);
    expect(await campus.message(bad)).to.include({ state: 'accepted' });
  });

  it('are not sent once more when what they said is forgotten', async () => {
    const [code = ''] = await campus.queue({
      kind: 'one-time-code',
      channel: 'sms',
      values: { code: '482913' },
      link: undefined,
    });
    await campus.attempt(code, refused);
    expect(await campus.message(code)).to.include({ state: 'failed', content: null });
    expect(await retry(code)).to.include({ code: 'message_not_retriable' });
  });
});
