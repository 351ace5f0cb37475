import { expect } from 'chai';
import { parse } from 'yaml';
import { settings } from '../../plugins/sso/settings.js';
import { fencedBlock, readDocument } from './fenced.js';

const PAGE = readDocument('docs/portal.md');

describe('docs/portal.md', () => {
  it('registers a portal with words that the plugin takes, each of them explained', () => {
    const { clients } = parse(fencedBlock(PAGE, 'yaml')) as { clients: Record<string, unknown>[] };
    const secret = 'a secret of at least thirty-two characters';
    const read = settings.shape.clients.parse(clients.map((one) => ({ ...one, clientSecret: secret })));
    expect(read).to.have.length(1);
    const named = [...PAGE.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
    const known = Object.keys(read[0] ?? {});
    expect(
      known.filter((name) => !['clientId', 'name'].includes(name) && !named.includes(name)),
    ).to.deep.equal([]);
  });

  it('has one address of the hub and one of the portal in its configuration and its code', () => {
    for (const language of ['apache', 'js'] as const) {
      const text = fencedBlock(PAGE, language);
      expect(text).to.contain('https://access.example.edu/oidc/demo-u');
      expect(text).to.contain('https://portal.example.edu/private/signed-in');
    }
  });
});
