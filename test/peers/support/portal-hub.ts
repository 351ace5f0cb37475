import { expect } from 'chai';
import { eventually } from '../../support/eventually.js';
import { startTestHub, type TestHub } from '../../support/hub.js';
import type { portalClient } from './portal-page.js';

export interface PortalHub {
  /** Of the hub. */
  url: string;
  pin: string;
  stop(): Promise<void>;
}

const ADMIN = { hku: 'itadmin', 'hkust-gz': 'gzadmin' };

/** The whole hub, and a portal that an administrator of one campus has registered there by the hub's interface. */
export async function startPortalHub(
  campus: 'hku' | 'hkust-gz',
  client: ReturnType<typeof portalClient>,
): Promise<PortalHub> {
  const hub = await startTestHub();
  await register(hub, campus, client);
  const known = new URL(`${hub.hub.url}/oidc/${campus}/auth`);
  known.search = String(
    new URLSearchParams({ client_id: client.clientId, redirect_uri: 'https://nowhere.test' }),
  );
  await eventually(async () => (await (await fetch(known)).text()).includes('invalid_redirect_uri'));
  return { url: hub.hub.url, pin: hub.demo.password, stop: () => hub.stop() };
}

async function register(
  hub: TestHub,
  campus: 'hku' | 'hkust-gz',
  client: ReturnType<typeof portalClient>,
): Promise<void> {
  const admin = hub.person(campus, ADMIN[campus]);
  await admin.signIn(hub.demo.password);
  const plugins = `/api/v1/campuses/${campus}/plugins`;
  const { body } = await admin.browser.json('GET', plugins);
  const items = body['items'] as { name: string; settings: object }[];
  const { settings = {} } = items.find(({ name }) => name === 'sso') ?? {};
  const changed = { enabled: true, settings: { ...settings, clients: [client] } };
  expect((await admin.browser.json('PUT', `${plugins}/sso`, changed)).status).to.be.oneOf([200, 204]);
}
