/** A person's browser without pictures: keeps cookies, follows redirects, fills forms. Speaks to the hub by HTTP only. */
export class Browser {
  readonly #cookies = new Map<string, string>();

  /** `local`: the way to the hub where its own certificate stands before `base`. */
  constructor(
    private readonly base: string,
    private readonly local = base,
  ) {}

  /** Opens a page, following redirects; returns where it ended and what it read. */
  async open(path: string): Promise<PageRead> {
    return this.#follow(new URL(path, this.base), { method: 'GET' });
  }

  /** Fills and sends the page's form that has every one of these fields. */
  async submit(page: PageRead, fields: Record<string, string>): Promise<PageRead> {
    const form = formWith(page.html, Object.keys(fields));
    if (!form)
      throw new Error(`the page at ${page.url.pathname} has no form with ${Object.keys(fields).join(', ')}`);
    const body = new URLSearchParams({ ...form.hidden, ...fields });
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: page.url.origin };
    return this.#follow(new URL(form.action, page.url), { method: 'POST', headers, body: body.toString() });
  }

  /** A JSON request of the page's own script. */
  async json(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<JsonRead> {
    const url = new URL(path, this.base);
    const response = await this.#fetch(url, {
      method,
      headers: {
        accept: 'application/json',
        origin: url.origin,
        'content-type': 'application/json',
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
    };
  }

  /** Opens a stream of server-sent events; resolves when the hub has begun to answer. */
  async stream(path: string): Promise<EventStream> {
    const ended = new AbortController();
    const response = await this.#fetch(new URL(path, this.base), { method: 'GET', signal: ended.signal });
    return { chunks: chunksOf(response), close: () => ended.abort() };
  }

  async #follow(url: URL, init: RequestInit): Promise<PageRead> {
    let at = url;
    let next = init;
    for (let hops = 0; hops < 15; hops += 1) {
      const response = await this.#fetch(at, { ...next, headers: { accept: 'text/html', ...next.headers } });
      const location = response.headers.get('location');
      if (location === null) return { url: at, status: response.status, html: await response.text() };
      await response.arrayBuffer();
      at = new URL(location, at);
      next = { method: 'GET' };
    }
    throw new Error(`too many redirects from ${url.pathname}`);
  }

  async #fetch(url: URL, init: RequestInit): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...init.headers, ...(cookie === '' ? {} : { cookie }) };
    const response = await fetch(this.#way(url), {
      ...init,
      headers: { ...headers, ...this.#asked(url) },
      redirect: 'manual',
    });
    for (const line of response.headers.getSetCookie()) this.#keep(line);
    return response;
  }

  #way(url: URL): URL {
    return this.#isHub(url) ? new URL(url.pathname + url.search, this.local) : url;
  }

  /** As a proxy would say: by which address the hub was asked for. */
  #asked(url: URL): Record<string, string> {
    if (this.local === this.base || !this.#isHub(url)) return {};
    return { 'x-forwarded-host': url.host, 'x-forwarded-proto': url.protocol.slice(0, -1) };
  }

  #isHub(url: URL): boolean {
    return url.origin === new URL(this.base).origin;
  }

  #keep(line: string): void {
    const [pair = ''] = line.split(';');
    const name = pair.slice(0, pair.indexOf('='));
    const gone = /;\s*max-age=0\b/i.test(line) || /;\s*expires=thu, 01 jan 1970/i.test(line);
    if (gone) this.#cookies.delete(name);
    else this.#cookies.set(name, pair.slice(name.length + 1));
  }
}

export interface EventStream {
  chunks: AsyncGenerator<string>;
  close(): void;
}

async function* chunksOf(response: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) yield decoder.decode(chunk as Uint8Array, { stream: true });
}

export interface PageRead {
  url: URL;
  status: number;
  html: string;
}

export interface JsonRead {
  status: number;
  body: Record<string, unknown>;
}

function formWith(html: string, names: string[]): { action: string; hidden: Record<string, string> } | null {
  for (const [form = ''] of html.matchAll(/<form[\s\S]*?<\/form>/g)) {
    const inputs = [...form.matchAll(/<(?:input|button|textarea|select)\b[^>]*>/g)].map(([tag]) => tag);
    const named = (name: string) => inputs.some((tag) => attribute(tag, 'name') === name);
    if (!names.every(named)) continue;
    const hidden = inputs.filter((tag) => attribute(tag, 'type') === 'hidden');
    const entries = hidden.map(
      (tag) => [attribute(tag, 'name') ?? '', attribute(tag, 'value') ?? ''] as const,
    );
    return { action: attribute(form, 'action') ?? '', hidden: Object.fromEntries(entries) };
  }
  return null;
}

function attribute(tag: string, name: string): string | undefined {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1];
  return value
    ?.replaceAll('&amp;', '&')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&#x3D;', '=');
}
