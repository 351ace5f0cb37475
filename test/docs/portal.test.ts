import { expect } from 'chai';
import { parse } from 'yaml';
import { settingsChecks } from '../../bin/check-settings.js';
import { PLUGIN_FOLDER } from '../../bin/plugin-folder.js';
import { loadPlugins } from '../../core/host/load-plugins.js';
import { fencedBlock, readDocument } from './fenced.js';

const PAGE = readDocument('docs/portal.md');

describe('docs/portal.md', () => {
  it('registers a portal with words that the plugin takes, each of them explained', async () => {
    const { clients } = parse(fencedBlock(PAGE, 'yaml')) as { clients: Record<string, unknown>[] };
    const plugins = await loadPlugins(PLUGIN_FOLDER);
    const secret = 'a secret of at least thirty-two characters';
    const checks = settingsChecks(plugins, () => secret, 'ignore');
    const wrong = (changed: object) =>
      checks
        .checkPluginSettings('sso', { clients: clients.map((one) => ({ ...one, ...changed })) })
        .filter(({ path }) => path[0] === 'clients')
        .map(({ path }) => path.slice(2).join('.'));
    expect(wrong({})).to.deep.equal([]);
    const named = [...PAGE.matchAll(/^\| `(\w+)` \| [^|]*\|$/gm)].map(([, name = '']) => name);
    const explained = named.slice(named.indexOf('redirectUris'), named.indexOf('signing') + 1);
    expect(explained).to.include.members(
      Object.keys(clients[0] ?? {}).filter((name) => !/^(clientId|name)$/.test(name)),
    );
    // A field that is explained and does not exist would be an unknown key with any value at all.
    for (const name of explained)
      if (plugins.some((one) => one.name === 'sso')) expect(wrong({ [name]: {} })).to.include(name);
  });

  it('has one address of the hub and one of the portal in its configuration and its code', () => {
    for (const language of ['apache', 'js'] as const) {
      const text = fencedBlock(PAGE, language);
      expect(text).to.contain('https://access.example.edu/oidc/demo-u');
      expect(text).to.contain('https://portal.example.edu/private/signed-in');
    }
  });
});
