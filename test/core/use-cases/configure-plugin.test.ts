import { expect } from 'chai';
import { z } from 'zod';
import { secretFields } from '../../../core/host/settings-form.js';
import { configurePlugin, MASK } from '../../../core/use-cases/configure-plugin.js';
import { openSettings } from '../../../core/use-cases/seal-settings.js';
import { type SyncCampus, startSyncCampus } from './sync-campus.js';

const settings = z.strictObject({
  url: z.string().default(''),
  password: z.string().meta({ secret: true }).default(''),
  portals: z.array(z.strictObject({ id: z.string(), secret: z.string().meta({ secret: true }) })).default([]),
});
const ENV: Record<string, string> = { OWN_PASSWORD: 'ours', OTHER_CAMPUS_PASSWORD: 'theirs' };
const env = (name: string) => ENV[name];

describe('configuring a plugin', () => {
  let campus: SyncCampus;
  before(async () => {
    campus = await startSyncCampus();
    await campus.apply((file) => {
      file.plugins['mailer'] = { enabled: true, settings: { password: '${' + 'env:OWN_PASSWORD}' } };
    });
  });
  after(() => campus.stop());

  const put = (filled: Record<string, unknown>) =>
    configurePlugin(campus.context, campus.snapshot(), {
      actor: 'admin:test',
      plugin: { name: 'mailer', settings },
      secrets: secretFields(settings),
      env,
      enabled: true,
      settings: filled,
    });
  const refusal = (filled: Record<string, unknown>) =>
    put(filled).then(
      () => null,
      (error: { code: string; status: number; extra: { errors: { path: string }[] } }) => error,
    );
  const stored = () => {
    const { settings: sealed } = campus.snapshot().plugins.get('mailer') ?? { settings: {} };
    return openSettings(campus.context.vault, sealed, env).settings;
  };

  it('keeps a variable that the campus file names', async () => {
    await put({ url: 'mail.example', password: '${' + 'env:OWN_PASSWORD}' });
    expect(stored()).to.deep.equal({ url: 'mail.example', password: 'ours' });
  });

  it('refuses a variable that the campus file does not name, in whatever field', async () => {
    const refused = await refusal({ url: '${' + 'env:OTHER_CAMPUS_PASSWORD}' });
    expect(refused).to.include({ status: 422, code: 'settings_invalid' });
    expect(refused?.extra.errors.map(({ path }) => path)).to.deep.equal(['url']);
  });

  it('refuses a sealed text that is none of its own, and a mask that hides nothing', async () => {
    expect((await refusal({ url: 'sealed:AAAA' }))?.code).to.equal('settings_invalid');
    expect((await refusal({ portals: [{ id: 'new', secret: MASK }] }))?.extra.errors[0]?.path).to.equal(
      'portals.0.secret',
    );
  });

  it('keeps what another node saved a moment ago, masked or not sent at all', async () => {
    await put({ url: 'mail.example', password: 'first' });
    const stale = campus.snapshot();
    const on = (settings_?: Record<string, unknown>) =>
      configurePlugin(campus.context, stale, {
        actor: 'admin:other',
        plugin: { name: 'mailer', settings },
        secrets: secretFields(settings),
        env,
        enabled: true,
        settings: settings_,
      });
    await put({ url: 'mail.example', password: 'second' });
    await on({ url: 'mail.example', password: MASK });
    expect(stored()['password']).to.equal('second');
    await on();
    expect(stored()['password']).to.equal('second');
  });

  it('a masked secret in a list stays with its entry', async () => {
    const entry = (id: string, secret = MASK) => ({ id, secret });
    await put({ portals: [entry('a', 'secret of a'), entry('b', 'secret of b'), entry('c', 'secret of c')] });
    await put({ portals: [entry('c'), entry('b')] });
    expect(stored()).to.deep.equal({ portals: [entry('c', 'secret of c'), entry('b', 'secret of b')] });
    await put({ portals: [entry('renamed'), entry('b')] });
    expect(stored()).to.deep.equal({ portals: [entry('renamed', 'secret of c'), entry('b', 'secret of b')] });
    expect((await refusal({ portals: [entry('another'), entry('renamed'), entry('b')] }))?.code).to.equal(
      'settings_invalid',
    );
  });
});
