import { expect } from 'chai';
import type { Browser, PageRead } from '../../bin/tour/browser.js';
import type { CampusFile } from '../../core/campus-file/schema.js';
import { campusAt } from '../../core/http/page/campus-at.js';
import { escapeHtml } from '../../core/http/page/template.js';
import { startTestHub, type TestHub } from '../support/hub.js';

/** Addresses that are no route of the table, and show an error all the same. */
const ERRORS = [
  '/nowhere',
  '/{campus}',
  '/{campus}/nowhere',
  '/oidc/{campus}/auth',
  '/plugins/gates/{campus}/x',
];

describe('help on every page', () => {
  let town: TestHub;
  before(async () => {
    town = await startTestHub();
  });
  after(() => town?.stop());

  const files = () => town.hub.context.snapshots.all().map(({ file }) => file);

  /** Pages of the house, for each campus. What is under /api/v1 answers programs, and never with a page. */
  const addresses = () => {
    const paths = town.hub.routes
      .routes()
      .filter(({ method, path }) => method === 'get' && !path.startsWith('/api/v1/'))
      .map(({ path }) => path);
    return [...new Set([...paths, ...ERRORS])].flatMap((path) =>
      path.includes('{campus}')
        ? files().map(({ campus }) => ({ path, at: path.replace('{campus}', campus.slug) }))
        : [{ path, at: path }],
    );
  };

  /** Nobody reads the pages of every campus, the others those of their own. */
  const readers = async (): Promise<{ who: string; browser: Browser; campus?: string }[]> => {
    const nobody = town.person('hku', 'nobody');
    const holder = town.person('hku', 'clchan');
    await holder.signIn(town.demo.password);
    await holder.unlink();
    // As the form sends it, so that the pass goes into the browser's cookie and the pages of a linked phone are shown.
    const { notices = [] } = files().find(({ campus }) => campus.slug === 'hku') ?? {};
    const notice = notices.map(({ id, version }) => `${id}@${version}`);
    await holder.browser.json('POST', '/hku/wallet', { label: 'Phone', accept: 'yes', notice });
    const admins = ['hku', 'hkust-gz'].map((campus) =>
      town.person(campus, campus === 'hku' ? 'itadmin' : 'gzadmin'),
    );
    for (const one of admins) await one.signIn(town.demo.password, `/${one.campus}/console/plugins`);
    return [
      { who: 'nobody', browser: nobody.browser },
      { who: 'a holder', browser: holder.browser, campus: 'hku' },
      ...admins.map(({ browser, campus }) => ({ who: `the admin of ${campus}`, browser, campus })),
    ];
  };

  const findings = (page: PageRead, { contacts, links, campus }: CampusFile): string[] => {
    const reached = contacts.flatMap(({ phone, email }) =>
      [phone, email].filter((text) => text !== undefined),
    );
    const feedback = links
      .filter(({ id }) => id === 'feedback')
      .map(({ url }) => `href="${escapeHtml(url)}"`);
    return [...reached.map(escapeHtml), ...feedback]
      .filter((text) => !page.html.includes(text))
      .map((text) => `${text} of ${campus.slug}`);
  };

  it('every page says whom to ask and where to write, to nobody, a holder and an admin', async () => {
    const missing: string[] = [];
    const shown = new Set<string>();
    for (const { who, browser, campus } of await readers()) {
      for (const { path, at } of addresses()) {
        const of = campusAt(at, files())?.campus.slug;
        if (campus !== undefined && of !== undefined && of !== campus) continue;
        const page = await browser.open(`${at.replace(/\{\w+\}/g, 'x')}?lang=en`);
        if (!page.html.startsWith('<!doctype html>')) continue;
        if (page.status === 200 && page.url.pathname === at)
          shown.add(path.replace(/^\/hku(st-gz)?\//, '/{campus}/'));
        const own = campusAt(page.url.pathname, files());
        const lacking = (own ? [own] : files()).flatMap((file) => findings(page, file));
        missing.push(...lacking.map((text) => `${who} at ${page.url.pathname}: ${text}`));
      }
    }
    expect(missing).to.deep.equal([]);
    // That pages of every kind were read at all.
    expect([...shown]).to.include.members([
      '/',
      '/api/docs',
      '/{campus}/premises',
      '/{campus}/wallet',
      '/{campus}/wallet/settings',
      '/{campus}/wallet/settings/log-out',
      '/{campus}/wallet/logged-out',
      '/{campus}/portal/linked-device',
      '/{campus}/portal/linked-device/log-out',
      '/{campus}/console/plugins',
    ]);
  });

  it('the landing page leads to what each campus has, and to no page that is not there', async () => {
    const { html } = await town.person('hku', 'nobody').browser.open('/?lang=en');
    const hrefs = [...html.matchAll(/<a href="([^"#?][^"]*)"/g)].map(([, href = '']) =>
      href.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&'),
    );
    expect(hrefs).to.include.members([
      '/hku/visits',
      '/hkust-gz/visits',
      '/hkust-gz/alumni',
      '/demo',
      '/demo/inbox/',
    ]);
    // HKU's file lets no alumni book.
    expect(hrefs).not.to.include('/hku/alumni');
    for (const href of hrefs.filter((one) => !/^(mailto|tel):/.test(one))) {
      const answer = await fetch(new URL(href, town.hub.url), {
        redirect: 'manual',
        headers: { accept: 'text/html' },
      });
      expect([200, 303], `${href} answers ${answer.status}`).to.include(answer.status);
      await answer.arrayBuffer();
    }
  });

  it('error pages below a campus, whatever stands before its name, are that campus’s', async () => {
    for (const path of ['/hku', '/hku/nowhere', '/plugins/gates/hku/x']) {
      const page = await town.person('hku', 'nobody').browser.open(`${path}?lang=en`);
      expect(page.status, path).to.equal(404);
      expect(page.html, path).to.contain('<title>Page not found · The University of Hong Kong</title>');
    }
  });
});
