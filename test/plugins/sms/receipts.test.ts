import { expect } from 'chai';
import type { RunningHub } from '../../../bin/start-hub.js';
import { type SmsGateway, startSms } from '../../../simulators/sms/start-sms.js';
import { type FreshDatabase, freshDatabase } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';
import { applyMessageCampus, messageStates, queueOn, startMessageHub } from '../../support/message-hub.js';

const MINUTE = 60_000;

describe('SMS from the queue to the phone and back', () => {
  let database: FreshDatabase;
  let gateway: SmsGateway;
  let hub: RunningHub;
  let ahead = 0;
  before(async () => {
    database = await freshDatabase();
    gateway = await startSms();
    const { url, credentials } = gateway;
    await applyMessageCampus(database, { sms: { url, ...credentials, answerSeconds: 1 } });
    hub = await startMessageHub(database.url, ['sms'], () => Date.now() + ahead);
  });
  after(async () => {
    await hub?.stop();
    await gateway?.stop();
    await database?.drop();
  });
  afterEach(() => gateway.holdReceipts(false));

  let serial = 0;
  const queue = async (over: object = {}): Promise<{ id: string; to: string }> => {
    serial += 1;
    const to = `+861380013${String(serial).padStart(3, '0')}8`;
    const [id = ''] = await queueOn(database, { to, channel: 'sms', language: 'zh-Hans', ...over });
    return { id, to: (over as { to?: string }).to ?? to };
  };
  const reaches = (id: string, state: string) =>
    eventually(async () =>
      (await messageStates(database)).find((one) => one.id === id && one.state === state),
    );
  const report = (message: string, proof: string, type = 1) =>
    fetch(
      `${hub.url}/plugins/sms/hku/receipts?${new URLSearchParams({ message, proof, type: String(type) })}`,
    );

  it('Chinese arrives whole on the phone, and the receipt makes it delivered', async () => {
    const { id, to } = await queue();
    await reaches(id, 'delivered');
    const [sms] = gateway.inbox(to);
    expect(sms?.coding).to.equal(2);
    expect(sms?.text).to.match(/^Ines Duarte，Chan Siu Ming邀请您到访HKU，/);
  });

  it('a phone that is switched off makes it failed, with the cause', async () => {
    const { id } = await queue({ to: '+85290000099' });
    expect(await reaches(id, 'failed')).to.include({ cause: 'sms_undelivered' });
  });

  it('a forged receipt is refused and changes nothing', async () => {
    gateway.holdReceipts(true);
    const [mine, other] = [await queue(), await queue()];
    await reaches(mine.id, 'accepted');
    await reaches(other.id, 'accepted');
    for (const proof of ['', 'x'.repeat(43), Buffer.alloc(32).toString('base64url')]) {
      const answer = await report(mine.id, proof);
      expect(answer.status).to.equal(403);
      expect(await answer.json()).to.include({ code: 'receipt_forged' });
    }
    expect((await messageStates(database)).find(({ id }) => id === mine.id)?.state).to.equal('accepted');
    gateway.holdReceipts(false);
    await reaches(mine.id, 'delivered');
    expect(gateway.receiptAnswers().every((status) => status === 204)).to.equal(true);
  });

  it('a receipt for another campus’s path, or of no type that we know, changes nothing', async () => {
    expect((await report('not-an-id', 'x')).status).to.equal(400);
    const elsewhere = await fetch(`${hub.url}/plugins/sms/other/receipts?message=x&proof=y&type=1`);
    expect(elsewhere.status).to.equal(404);
  });

  it('a busy gateway is asked again after the pause, and the phone rings once', async () => {
    gateway.fail('busy');
    const { id, to } = await queue();
    await eventually(async () =>
      (await messageStates(database)).find((one) => one.id === id && one.cause === 'sms_deferred'),
    );
    ahead += MINUTE;
    await reaches(id, 'delivered');
    expect(gateway.inbox(to)).to.have.length(1);
  });

  it('an answer that is lost makes an invitation uncertain: it comes once more, and that is all', async () => {
    gateway.holdReceipts(true);
    gateway.fail('lost-answer');
    const { id, to } = await queue();
    await eventually(async () =>
      (await messageStates(database)).find((one) => one.id === id && one.uncertain),
    );
    ahead += MINUTE;
    expect(await reaches(id, 'accepted')).to.include({ uncertain: true, attempt: 2 });
    expect(gateway.inbox(to)).to.have.length(2);
  });

  it('a gateway that never answers makes a one-time code uncertain, and it is not repeated', async () => {
    gateway.fail('hang');
    const { id, to } = await queue({
      kind: 'one-time-code',
      values: { code: '482913' },
      expires: Date.now() + ahead + 5 * MINUTE,
    });
    await reaches(id, 'uncertain');
    ahead += 2 * MINUTE;
    await queue();
    expect(gateway.inbox(to)).to.have.length(0);
    expect((await messageStates(database)).find((one) => one.id === id)).to.include({
      attempt: 1,
      cause: 'delivery_uncertain',
    });
  });

  it('the list of messages and their retry are for administrators only', async () => {
    const at = `${hub.url}/api/v1/campuses/hku/messages`;
    const { id } = await queue();
    for (const [method, url] of [
      ['GET', at],
      ['POST', `${at}/${id}/retry`],
    ] as const)
      expect((await fetch(url, { method })).status, method).to.equal(401);
  });
});
