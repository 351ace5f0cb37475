import { request } from 'node:http';

interface Ask {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

export interface Page {
  url: URL;
  status: number;
  html: string;
}

/**
 * A browser that goes from one site to another, as signing in at a portal needs it: cookies for each site (RFC 6265, without
 * ports: as browsers have it), redirects, forms. It follows addresses that begin with one of `sites` and stops at any other.
 */
export class WebVisitor {
  readonly #cookies = new Map<string, { value: string; path: string }>();

  constructor(private readonly sites: readonly string[]) {}

  async open(address: string | URL, init: Ask = {}): Promise<Page> {
    let url = new URL(address);
    let next = init;
    for (let hops = 0; hops < 20; hops += 1) {
      if (!this.sites.includes(url.origin)) return { url, status: 0, html: '' };
      const { status, html, cookies, location } = await ask(url, next, this.#headers(url, next));
      for (const line of cookies) this.#keep(line);
      if (location === undefined) return { url, status, html };
      url = new URL(location, url);
      next = {};
    }
    throw new Error(`too many redirects at ${url.pathname}`);
  }

  /** Sends the page's first form with these fields over its hidden ones. */
  async send(page: Page, fields: Record<string, string>): Promise<Page> {
    const form = /<form[\s\S]*?<\/form>/.exec(page.html)?.[0] ?? '';
    const action = plain(/<form[^>]*\saction="([^"]*)"/.exec(form)?.[1] ?? '');
    const hidden = [...form.matchAll(/<input[^>]*\sname="([^"]+)"[^>]*>/g)].map(([tag, name = '']) => [
      name,
      plain(/\svalue="([^"]*)"/.exec(tag)?.[1] ?? ''),
    ]);
    const body = new URLSearchParams({ ...Object.fromEntries(hidden), ...fields }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: page.url.origin };
    return this.open(new URL(action, page.url), { method: 'POST', headers, body });
  }

  #headers(url: URL, init: Ask): Record<string, string> {
    const kept = [...this.#cookies].filter(([, { path }]) => isUnder(url.pathname, path));
    const cookie = kept.map(([name, { value }]) => `${name}=${value}`).join('; ');
    return {
      accept: 'text/html',
      'accept-language': 'en',
      ...init.headers,
      ...(cookie && { cookie }),
    };
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const name = pair.slice(0, pair.indexOf('='));
    const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? '/';
    const value = pair.slice(name.length + 1);
    const gone =
      value === '' || attributes.some((one) => /^(max-age=0|expires=thu, 01 jan 1970.*)$/i.test(one));
    if (gone) this.#cookies.delete(name);
    else this.#cookies.set(name, { value, path });
  }
}

/** By node:http, since fetch says of itself that it is a script and no page (Sec-Fetch-Mode), which Apache refuses. */
function ask(
  url: URL,
  { method = 'GET', body }: Ask,
  headers: Record<string, string>,
): Promise<{ status: number; html: string; cookies: string[]; location: string | undefined }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const { statusCode = 0, headers: got } = response;
        const html = Buffer.concat(chunks).toString('utf8');
        resolve({ status: statusCode, html, cookies: got['set-cookie'] ?? [], location: got.location });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function isUnder(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

const ENTITIES: Record<string, string> = { amp: '&', quot: '"', '#x27': "'", '#x3D': '=', lt: '<', gt: '>' };

/** An attribute's text as a browser reads it. */
function plain(html: string): string {
  return html.replaceAll(/&([#\w]+);/g, (entity, name: string) => ENTITIES[name] ?? entity);
}
