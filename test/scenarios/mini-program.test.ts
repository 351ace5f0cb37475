import { expect } from 'chai';
import { startTestHub, type TestHub } from '../support/hub.js';
import type { MiniPhone, MiniPhoneAsk } from '../support/mini-program/mini-phone.js';
import { applyOn, confirmed, phoneIn } from '../support/mini-program/mini-steps.js';
import { member, shows } from './steps.js';

const GATE = ['hkust-gz', 'south-gate-1'] as const;

describe('the mini program, on a phone that is a fake and with a hub that is not', () => {
  let town: TestHub;
  before(async () => {
    town = await startTestHub();
  });
  after(() => town?.stop());

  const phoneOf = (user: string, more: Partial<MiniPhoneAsk> = {}) => phoneIn(town, user, more);
  const apply = (phone: MiniPhone, loginName: string) => applyOn(town, phone, loginName);
  const gateSays = (code: string | null) => shows(town, GATE, code ?? 'nothing');

  describe('a student', () => {
    let phone: MiniPhone;
    before(() => {
      phone = phoneOf('yichen on WeChat');
    });

    it('signs in on the campus’s page, applies, and the code on the card opens the gate', async () => {
      await apply(phone, 'yichen');
      expect(phone.page.route).to.equal('pages/card/index');
      expect(phone.page.data['state']).to.equal('code');
      expect(phone.page.data['codeName']).to.equal('数字校园卡');
      expect(await gateSays(phone.canvas.read())).to.equal('grant permitted');
    });

    it('never sent the password, and keeps nothing but a session, encrypted', () => {
      const sent = phone.world.requests.map(
        ({ method, path }) => `${method} ${path.split('/').slice(5).join('/')}`,
      );
      expect(sent).to.include.members(['POST wechat/session', 'POST wechat/sign-ins', 'PUT wechat/sign-ins']);
      expect([...phone.world.encrypted.keys()]).to.deep.equal(['session']);
      expect([...phone.world.plain.keys()]).to.deep.equal([]);
    });

    it('lights the screen up while the code is shown, and gives it back when the person turns away', async () => {
      expect(phone.world.screen).to.deep.equal({ brightness: 1, keptOn: true, onCapture: 'hidden' });
      await phone.turnAway();
      expect(phone.world.screen).to.deep.equal({ brightness: 0.4, keptOn: false, onCapture: 'none' });
      expect(phone.canvas.blank).to.equal(true);
      expect(phone.timers.count).to.equal(0);
    });

    it('asks for nothing in the background, and for one code a step while somebody looks', async () => {
      const asked = () => phone.world.requests.filter(({ path }) => path.endsWith('/wechat/codes')).length;
      const before = asked();
      town.clock.advance(300);
      await phone.wake();
      expect(asked()).to.equal(before);
      await phone.comeBack();
      expect(asked()).to.equal(before + 1);
      const first = phone.canvas.read();
      await phone.wake();
      expect(asked()).to.equal(before + 1);
      town.clock.advance(30);
      await phone.wake();
      expect(asked()).to.equal(before + 2);
      expect(phone.canvas.read()).to.be.a('string').that.is.not.equal(first);
      expect(await gateSays(phone.canvas.read())).to.equal('grant permitted');
    });

    it('shows the code again when the hub was out of reach for a moment', async () => {
      phone.world.offline = true;
      town.clock.advance(30);
      await phone.wake();
      expect(phone.page.data['note']).to.equal('暂时无法连接，正在重试。');
      phone.world.offline = false;
      town.clock.advance(2);
      await phone.wake();
      expect(phone.page.data['note']).to.equal('');
      expect(await gateSays(phone.canvas.read())).to.equal('grant permitted');
    });

    it('a screen capture freezes the card: the gate says credential_frozen, and the code is gone', async () => {
      town.clock.advance(30);
      await phone.wake();
      const shown = phone.canvas.read();
      await phone.captureScreen();
      expect(await gateSays(shown)).to.equal('deny credential_frozen');
      expect(phone.canvas.blank).to.equal(true);
      expect(phone.page.data).to.include({ state: 'none', canConfirm: false });
      expect(phone.page.data['waitText']).to.match(/^\d\d:\d\d 起可以恢复卡片。$/);
      expect(phone.world.screen.brightness).to.equal(0.4);
    });

    it('gets the card back by the holder’s own confirmation after the cooling-off, and not before', async () => {
      await phone.tap('confirm');
      expect(phone.page.data['note']).to.equal('请再稍等一会儿。');
      town.clock.advance(10 * 60 + 1);
      await phone.tap('again');
      expect(phone.page.data['canConfirm']).to.equal(true);
      await phone.tap('confirm');
      expect(phone.page.data['state']).to.equal('code');
      expect(await gateSays(phone.canvas.read())).to.equal('grant permitted');
    });

    it('reports a capture that happened without network as soon as there is one, also after a restart', async () => {
      town.clock.advance(60);
      await phone.wake();
      phone.world.offline = true;
      await phone.captureScreen();
      expect(phone.canvas.blank).to.equal(true);
      expect(phone.world.plain.get('captured')).to.equal(true);
      phone.world.offline = false;
      await phone.launch();
      expect(phone.page.data).to.include({ state: 'none', canConfirm: false });
      town.clock.advance(4);
      await phone.wake();
      expect(phone.page.data['waitText']).to.not.equal('');
      expect(phone.world.plain.has('captured')).to.equal(false);
    });

    it('has to talk to the help desk after the fourth capture of a month, and the card names it', async () => {
      for (const _ of [3, 4]) {
        town.clock.advance(10 * 60 + 1);
        await phone.tap('again');
        await phone.tap('confirm');
        expect(phone.page.data['state']).to.equal('code');
        await phone.captureScreen();
      }
      expect(phone.page.data).to.include({ state: 'none', helpDesk: true, canConfirm: false });
      expect(phone.page.data['contact']).to.include({ name: '信息技术部' });
      town.clock.advance(24 * 3600);
      await phone.tap('confirm');
      expect(phone.page.data['note']).to.equal('请联系服务台。');
    });

    it('gets the card back from the help desk', async () => {
      const helper = town.person('hkust-gz', 'wqin');
      await helper.signIn(town.demo.password, '/hkust-gz/portal/linked-device');
      const holders = '/api/v1/campuses/hkust-gz/holders';
      const { body } = await helper.browser.json('POST', `${holders}/search`, { loginName: 'yichen' });
      const [holder] = body['items'] as { id: string; hold: object }[];
      expect(holder?.hold).to.include({ action: 'credential.frozen', cause: 'screen_capture' });
      const path = `${holders}/${holder?.id}/release`;
      expect((await helper.browser.json('POST', path, { cause: 'settled' })).body).to.include({
        state: 'active',
      });
      await phone.tap('again');
      expect(phone.page.data['state']).to.equal('code');
      expect(await gateSays(phone.canvas.read())).to.equal('grant permitted');
    });
  });

  describe('one phone at a time', () => {
    it('another WeChat is refused until the first is logged out, and reads where that is done', async () => {
      const first = phoneOf('mwang on WeChat');
      await apply(first, 'mwang');
      const second = phoneOf('somebody else on WeChat', { language: 'en' });
      await apply(second, 'mwang');
      expect(second.page.data['step']).to.equal('other-phone');
      expect(second.page.data['portal']).to.equal(`${town.hub.url}/hkust-gz/portal/linked-device`);
      const shown = first.canvas.read();
      await first.tap('toSettings');
      expect(first.page.data['phone']).to.include({ label: 'HUAWEI Mate 60', thisPhone: true });
      await first.tap('logOut');
      expect(await gateSays(shown)).to.equal('deny superseded');
      await second.tap('look');
      await second.event('accept', { value: ['yes'] });
      await second.tap('apply');
      expect(second.page.data['state']).to.equal('code');
      expect(await gateSays(second.canvas.read())).to.equal('grant permitted');
    });

    it('the same WeChat whose storage was cleared links again, and the codes before are void', async () => {
      const before = phoneOf('hsun on WeChat');
      await apply(before, 'hsun');
      const shown = before.canvas.read();
      const after = phoneOf('hsun on WeChat');
      await apply(after, 'hsun');
      expect(after.page.data['state']).to.equal('code');
      expect(await gateSays(shown)).to.equal('deny superseded');
      town.clock.advance(30);
      await before.wake();
      expect(before.page.data['state']).to.equal('apply');
      expect(before.canvas.blank).to.equal(true);
    });

    it('the web wallet and the mini program share the one phone', async () => {
      await member(town, 'hkust-gz', 'pmuller');
      const phone = phoneOf('pmuller on WeChat');
      await apply(phone, 'pmuller');
      expect(phone.page.data['step']).to.equal('other-phone');
    });
  });

  it('the number that the web view shows can be typed, where WeChat does not tell its address', async () => {
    const phone = phoneOf('bluo on WeChat', { language: 'zh_TW' });
    await phone.launch('/pages/apply/index');
    const address = new URL(await confirmed(town, phone, 'bluo'));
    await phone.goBack();
    expect(phone.page.data['step']).to.equal('sign-in');
    await phone.event('typing', { value: address.searchParams.get('code') ?? '' });
    await phone.tap('send');
    expect(phone.page.data['step']).to.equal('notices');
    await phone.launch('/pages/apply/index');
    expect(phone.page.data['step']).to.equal('notices');
  });

  it('a client below the campus’s minimum is told to update, with the link', async () => {
    const phone = phoneOf('somebody on WeChat', { version: '0.9.9', language: 'zh_HK' });
    await phone.launch();
    expect(phone.page.route).to.equal('pages/too-old/index');
    expect(phone.page.data['link']).to.equal(`${town.hub.url}/hkust-gz/wechat/poster`);
    expect((phone.page.data['w'] as { title: string }).title).to.equal('請更新');
  });

  describe('a host and her visitor', () => {
    let host: MiniPhone;
    before(async () => {
      host = phoneOf('xliu on WeChat', { language: 'en' });
      await apply(host, 'xliu');
    });

    it('a host makes a visit, sees it in the records, and copies a link', async () => {
      await host.tap('toVisits');
      expect(host.page.data['visits']).to.deep.equal([]);
      await host.tap('make');
      expect((host.page.data['kinds'] as { id: string }[]).map(({ id }) => id)).to.include('mainland');
      await host.event('typing', { value: '赵敏' }, { field: 'name' });
      await host.event('typing', { value: '13800138000' }, { field: 'contact' });
      await host.event('typing', { value: 'Seminar' }, { field: 'purpose' });
      await host.tap('submit');
      expect(host.page.route, String(host.page.data['note'])).to.equal('pages/host-visit/index');
      const visit = host.page.data['visit'] as { state: string; visitors: { id: string; name: string }[] };
      expect(visit.state).to.equal('Approved');
      await host.tap('copyLink', { visitor: visit.visitors[0]?.id });
      expect(host.world.clipboard).to.match(new RegExp(`^${town.hub.url}/hkust-gz/v/[\\w-]{22,}$`));
    });

    it('a visitor sees her pass by the number that WeChat proved, early, inside the window with a code, and not after', async () => {
      const phone = phoneOf('zhao on WeChat');
      await phone.launch('/pages/visit/index?t=whatever');
      const given = () => ({
        code: town.demo.services.wechat.phoneCode({ countryCode: '86', number: '13800138000' }),
      });
      await phone.event('phoneGiven', given());
      expect(phone.page.data['passes']).to.have.length(1);
      await phone.tap('open', { at: 0 });
      expect(phone.page.data).to.include({ state: 'early', sentence: '来访开始时显示二维码。' });
      expect(phone.canvas.blank).to.equal(true);
      town.clock.advance(3_660);
      await phone.turnAway();
      await phone.comeBack();
      expect(phone.page.data['state']).to.equal('now');
      expect(await gateSays(phone.canvas.read())).to.equal('grant permitted');
      town.clock.advance(2 * 3_600);
      await phone.wake();
      expect(phone.page.data['state']).to.equal('over');
      expect(phone.canvas.blank).to.equal(true);
    });

    it('another number sees nothing of it, and a refused consent asks for nothing', async () => {
      const phone = phoneOf('stranger on WeChat');
      await phone.launch('/pages/visit/index');
      await phone.event('phoneGiven', {});
      expect(phone.page.data['passes']).to.equal(null);
      const code = town.demo.services.wechat.phoneCode({ countryCode: '86', number: '13900139000' });
      await phone.event('phoneGiven', { code });
      expect(phone.page.data['passes']).to.deep.equal([]);
      await phone.event('phoneGiven', { code });
      expect(phone.page.data['note']).to.equal('操作超时，请重试。');
    });

    it('a host signs in again after the day, before making visits in her name', async () => {
      town.clock.advance(9 * 3_600);
      await host.launch('/pages/host/index');
      expect(host.page.data['signIn']).to.equal(true);
      await host.tap('toSignIn');
      expect(host.page.route).to.equal('pages/web/index');
    });
  });
});
