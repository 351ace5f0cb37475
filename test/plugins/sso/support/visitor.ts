export interface Seen {
  url: URL;
  status: number;
  html: string;
  headers: Headers;
}

interface Kept {
  value: string;
  path: string;
}

/** A browser as far as sign-in needs one: cookies with their paths, redirects, forms. It stops where the hub ends. */
export class Visitor {
  readonly #cookies = new Map<string, Kept>();

  constructor(
    private readonly origin: string,
    /** Where the origin's requests really go, for another node at the same public address. */
    private node = origin,
  ) {}

  /** The balancer sends the next requests to another node. */
  movesTo(node: string): void {
    this.node = node;
  }

  cookie(name: string): string | undefined {
    return this.#cookies.get(name)?.value;
  }

  put(name: string, value: string, path = '/'): void {
    this.#cookies.set(name, { value, path });
  }

  /** Follows redirects up to the first page, or to the first address of another origin (status 0). */
  async open(address: string | URL, init: RequestInit = {}): Promise<Seen> {
    let url = new URL(address, this.origin);
    let next = init;
    for (let hops = 0; hops < 15; hops += 1) {
      if (url.origin !== new URL(this.origin).origin)
        return { url, status: 0, html: '', headers: new Headers() };
      const response = await this.once(url, next);
      const location = response.headers.get('location');
      const html = await response.text();
      if (location === null) return { url, status: response.status, html, headers: response.headers };
      url = new URL(location, url);
      next = {};
    }
    throw new Error(`too many redirects at ${url.pathname}`);
  }

  /** One request, its answer as it is. */
  async once(url: URL, init: RequestInit = {}): Promise<Response> {
    const kept = [...this.#cookies].filter(([, { path }]) => isUnder(url.pathname, path));
    const cookie = kept.map(([name, { value }]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(`${url.pathname}${url.search}`, this.node), {
      ...init,
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        'accept-language': 'en',
        // As a balancer says: the node's own name is not the one that people know.
        ...(this.node === this.origin ? {} : { 'x-forwarded-host': new URL(this.origin).host }),
        ...init.headers,
        ...(cookie === '' ? {} : { cookie }),
      },
    });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  /** Fills the page's form in; the button's own name and value go in `fields`. */
  async send(page: Seen, fields: Record<string, string>): Promise<Seen> {
    const form = /<form[\s\S]*?<\/form>/.exec(page.html)?.[0] ?? '';
    const action = /<form[^>]*\saction="([^"]*)"/.exec(form)?.[1] ?? '';
    const inputs = [...form.matchAll(/<input[^>]*\sname="([^"]+)"[^>]*>/g)];
    const filled = inputs.map(([tag, name = '']) => [name, text(/\svalue="([^"]*)"/.exec(tag)?.[1] ?? '')]);
    const body = new URLSearchParams({ ...Object.fromEntries(filled), ...fields }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: page.url.origin };
    return this.open(new URL(text(action), page.url), { method: 'POST', headers, body });
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
    const name = pair.slice(0, pair.indexOf('='));
    const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? '/';
    const gone = attributes.some((one) => /^max-age=0$/i.test(one) || /^expires=thu, 01 jan 1970/i.test(one));
    if (gone) this.#cookies.delete(name);
    else this.#cookies.set(name, { value: pair.slice(name.length + 1), path });
  }
}

function isUnder(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&quot;': '"',
  '&#x27;': "'",
  '&#x3D;': '=',
  '&lt;': '<',
  '&gt;': '>',
};

/** HTML's text as it is read. */
export function text(html: string): string {
  return html.replaceAll(/&(?:amp|quot|lt|gt|#x27|#x3D);/g, (entity) => ENTITIES[entity] ?? entity);
}
