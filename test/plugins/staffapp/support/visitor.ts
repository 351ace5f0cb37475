/** A browser without script: keeps cookies, follows nothing by itself. */
export class Visitor {
  readonly cookies = new Map<string, string>();

  constructor(
    private readonly url: string,
    session?: string,
  ) {
    if (session !== undefined) this.cookies.set('session', session);
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Seen> {
    return this.send(path, { headers: { accept: 'text/html', ...headers } });
  }

  async submit(path: string, fields: [string, string][] = []): Promise<Seen> {
    const body = new URLSearchParams(fields);
    return this.send(path, { method: 'POST', body, headers: { accept: 'text/html', origin: this.url } });
  }

  async json(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Seen> {
    const sent = { accept: 'application/json', 'content-type': 'application/json', ...headers };
    return this.send(path, {
      method,
      headers: sent,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  private async send(path: string, init: RequestInit): Promise<Seen> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(init.headers as Record<string, string>), ...(cookie ? { cookie } : {}) };
    const response = await fetch(new URL(path, this.url), { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.keep(line);
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      location: response.headers.get('location'),
    };
  }

  private keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (/max-age=0/i.test(line)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

export interface Seen {
  status: number;
  headers: Headers;
  text: string;
  location: string | null;
}

/** Every hidden and filled field of the page's form, as a browser would send it. */
export function fieldsOf(html: string): [string, string][] {
  const inputs = [...html.matchAll(/<input\b[^>]*>/g)].map(([tag]) => tag);
  const attribute = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
  const sent = inputs.filter((tag) => attribute(tag, 'type') !== 'checkbox');
  return sent.map((tag) => [attribute(tag, 'name'), attribute(tag, 'value')]);
}
