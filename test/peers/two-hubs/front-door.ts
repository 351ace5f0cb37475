import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import https from 'node:https';
import path from 'node:path';
import { freePort } from '../../../core/store/embedded/ports.js';
import { ROOT } from '../../docs/fenced.js';
import { eventually } from '../../support/eventually.js';

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** HAProxy with examples/compose/haproxy.cfg as it is, and the certificate that prepare.mjs makes. */
export class FrontDoor {
  /** One line a request: which hub answered it, and what. */
  readonly log: string[] = [];
  readonly #agent: https.Agent;
  #child: ChildProcess | undefined;

  private constructor(
    private readonly tlsPort: number,
    readonly plainPort: number,
    private readonly folder: string,
  ) {
    const ca = readFileSync(path.join(folder, 'tls', 'certificate.pem'));
    this.#agent = new https.Agent({ keepAlive: true, maxSockets: 64, ca, servername: 'localhost' });
  }

  /** `folder` does not exist yet. */
  static async prepare(folder: string): Promise<FrontDoor> {
    const prepare = path.join(ROOT, 'examples/compose/prepare.mjs');
    execFileSync(process.execPath, [prepare, '--host', 'localhost', '--out', folder], { stdio: 'ignore' });
    return new FrontDoor(await freePort(), await freePort(), folder);
  }

  get url(): string {
    return `https://localhost:${this.tlsPort}`;
  }

  async start(hubs: readonly [number, number]): Promise<void> {
    const child = spawn('haproxy', ['-db', '-f', path.join(ROOT, 'examples/compose/haproxy.cfg')], {
      env: {
        ...process.env,
        PROXY_HTTPS: `127.0.0.1:${this.tlsPort}`,
        PROXY_HTTP: `127.0.0.1:${this.plainPort}`,
        PROXY_CERT: path.join(this.folder, 'tls', 'site.pem'),
        HUB_1: `127.0.0.1:${hubs[0]}`,
        HUB_2: `127.0.0.1:${hubs[1]}`,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    let rest = '';
    child.stdout.on('data', (chunk) => {
      const lines = (rest + String(chunk)).split('\n');
      rest = lines.pop() ?? '';
      this.log.push(...lines);
    });
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += String(chunk);
    });
    await eventually(async () => {
      if (child.exitCode !== null) throw new Error(`haproxy ended: ${said}`);
      return (await this.ask({ path: '/readyz' }).catch(() => null))?.status === 200;
    });
  }

  /** Requests that the hub with this number answered. */
  answeredBy(hub: 1 | 2): number {
    return this.log.filter((line) => line.includes(` hubs/hub-${hub} `)).length;
  }

  /** One try over TLS. Rejects where there is no whole answer within `patienceMs`. */
  ask(request: {
    path: string;
    method?: string;
    headers?: Record<string, string>;
    body?: string;
    patienceMs?: number;
  }): Promise<Answer> {
    const { path: at, method = 'GET', headers = {}, body, patienceMs = 5_000 } = request;
    return new Promise((resolve, reject) => {
      const asked = https.request(
        { host: '127.0.0.1', port: this.tlsPort, path: at, method, agent: this.#agent, headers },
        (response) => {
          let text = '';
          response.on('data', (chunk) => {
            text += String(chunk);
          });
          response.on('error', reject);
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }),
          );
        },
      );
      asked.setTimeout(patienceMs, () => asked.destroy(new Error('no answer in time')));
      asked.on('error', reject);
      asked.end(body);
    });
  }

  /** The first event of a stream, while it goes on; then it is left. */
  firstOf(at: string, headers: Record<string, string>): Promise<string> {
    return new Promise((resolve, reject) => {
      const asked = https.request(
        { host: '127.0.0.1', port: this.tlsPort, path: at, agent: this.#agent, headers },
        (response) => {
          response.on('error', reject);
          response.on('data', (chunk) => {
            const event = /^data: (.*)$/m.exec(String(chunk))?.[1];
            if (event === undefined) return;
            resolve(event);
            asked.destroy();
          });
        },
      );
      asked.on('error', reject);
      asked.end();
    });
  }

  async stop(): Promise<void> {
    this.#agent.destroy();
    if (this.#child?.exitCode !== null) return;
    this.#child.kill('SIGKILL');
    await once(this.#child, 'exit');
  }
}
