import { expect } from 'chai';
import type { RunningHub } from '../../bin/start-hub.js';
import { type FreshDatabase, freshDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import {
  applyMessageCampus,
  type MessageState,
  messageStates,
  queueOn,
  startMessageHub,
} from '../support/message-hub.js';
import { type MessageCentre, startMessageCentre } from './support/message-centre.js';

const {
  TEST_KANNEL_URL: url = '',
  TEST_KANNEL_USER: user = '',
  TEST_KANNEL_PASSWORD: password = '',
  TEST_KANNEL_SMSC_PORT = '',
  TEST_KANNEL_STATUS_URL = '',
} = process.env;
const VISITOR = '陈思敏';

describe('SMS by Kannel and SMPP', () => {
  let centre: MessageCentre;
  before(async () => {
    centre = await startMessageCentre(Number(TEST_KANNEL_SMSC_PORT));
    await eventually(async () =>
      (await (await fetch(TEST_KANNEL_STATUS_URL)).text()).includes('<status>online'),
    );
  });
  after(() => centre?.stop());

  describe('with the right password', () => {
    let database: FreshDatabase;
    let hub: RunningHub;
    before(async () => {
      database = await freshDatabase();
      await applyMessageCampus(database, { sms: { url, user, password } });
      hub = await startMessageHub(database.url, ['sms']);
    });
    after(async () => {
      await hub?.stop();
      await database?.drop();
    });

    const send = async (
      to: string,
      ask: object,
      ended: (state: MessageState) => boolean,
    ): Promise<MessageState> => {
      const [id] = await queueOn(database, { to, channel: 'sms', language: 'zh-Hans', ...ask });
      return eventually(async () =>
        (await messageStates(database)).find((one) => one.id === id && ended(one)),
      );
    };
    const delivered = ({ state }: MessageState) => state === 'delivered';

    it('Chinese arrives whole in several parts, and the receipt makes it delivered', async () => {
      const values = {
        visitor: VISITOR,
        host: '欧阳慧敏',
        from: Date.parse('2026-12-01T01:00:00Z'),
        until: Date.parse('2026-12-03T09:00:00Z'),
        points: ['main-library-gate'],
      };
      const invitation = { values, kind: 'visit-changed', link: undefined };
      await send('+8613900000001', invitation, delivered);
      const [text] = centre.phone('8613900000001');
      expect(text).to.equal(`${VISITOR}，您到访HKU的安排已变更：12月1日 09:00 - 12月3日 17:00。`);

      const long = { ...values, visitor: VISITOR.repeat(8), host: '欧阳慧敏'.repeat(6) };
      await send('+8613900000002', { values: long }, delivered);
      const parts = centre.submitted().filter(({ to }) => to === '8613900000002');
      expect(parts.length).to.be.greaterThan(1);
      expect(parts.every(({ dataCoding }) => dataCoding === 8)).to.equal(true);
      const [whole = ''] = centre.phone('8613900000002');
      expect(whole).to.equal(
        `${VISITOR.repeat(8)}，${'欧阳慧敏'.repeat(6)}邀请您到访HKU，12月1日 09:00 - 12月3日 17:00。`,
      );
    });

    it('English goes out in the GSM alphabet', async () => {
      await send(
        '+85291234567',
        { kind: 'one-time-code', language: 'en', values: { code: '482913' } },
        delivered,
      );
      const [sms] = centre.submitted().filter(({ to }) => to === '85291234567');
      expect(sms?.dataCoding).to.equal(0);
      expect(sms?.text).to.match(
        /^482913 is your code for HKU, good until \d\d:\d\d\. Tell it to nobody\.\n\n/,
      );
    });

    it('a phone that is off makes it failed', async () => {
      const failed = await send('+8613900000099', {}, ({ state }) => state === 'failed');
      expect(failed).to.include({ cause: 'sms_undelivered' });
    });

    it('a number that Kannel does not take is refused for good', async () => {
      const refused = await send('nobody', {}, ({ state }) => state === 'failed');
      expect(refused).to.include({ cause: 'sms_refused', attempt: 1 });
    });
  });

  it('a wrong password is the gateway’s refusal of the hub, not of the message', async () => {
    const database = await freshDatabase();
    await applyMessageCampus(database, { sms: { url, user, password: 'wrong' } });
    const hub = await startMessageHub(database.url, ['sms']);
    await queueOn(database, { to: '+8613900000003', channel: 'sms' });
    const [waiting] = await eventually(async () => {
      const states = await messageStates(database);
      return states[0]?.cause === 'sms_sign_in_refused' && states;
    });
    expect(waiting).to.include({ state: 'queued' });
    await hub.stop();
    await database.drop();
  });
});
