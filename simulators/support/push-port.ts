import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { close, listen } from './listen.js';
import { readBody } from './read-body.js';

/** What the hub asks of a device, and what the device says. Never resolving is a device that hangs. */
export interface Pushed {
  method: string;
  authorization: string | undefined;
  /** JSON as it came; undefined for a body that is none. */
  body: unknown;
}
export interface PushAnswer {
  status: number;
  body: Record<string, unknown>;
}
export type PushHandler = (pushed: Pushed) => Promise<PushAnswer> | PushAnswer;

/**
 * One server on 127.0.0.1 for all devices that the hub calls, there before the hub is. A device that has not started
 * yet answers 404.
 */
export interface PushPort {
  /** Address of a device: `hku_cym_canteen_till`, as its environment variable has it without `_ADDRESS`. */
  address(name: string): string;
  /** Lets a device answer; the return value takes it back. */
  attach(campus: string, device: string, handler: PushHandler): () => void;
  stop(): Promise<void>;
}

const MAX_BODY = 256 * 1024;

export async function startPushPort(port = 0): Promise<PushPort> {
  const handlers = new Map<string, PushHandler>();
  const server = createServer((request, response) => {
    answer(handlers, request).then(
      (reply) => send(response, reply),
      () => send(response, { status: 500, body: { error: 'broken' } }),
    );
  });
  const url = `http://127.0.0.1:${await listen(server, port)}`;
  return {
    address: (name) => `${url}/${name}`,
    attach: (campus, device, handler) => {
      const name = `${campus}_${device}`.replaceAll('-', '_');
      handlers.set(name, handler);
      return () => {
        if (handlers.get(name) === handler) handlers.delete(name);
      };
    },
    stop: () => close(server),
  };
}

async function answer(handlers: Map<string, PushHandler>, request: IncomingMessage): Promise<PushAnswer> {
  const name = /^\/(\w+)\/policy$/.exec(request.url ?? '')?.[1];
  if (name === undefined) return { status: 404, body: { error: 'not_found' } };
  const text = (await readBody(request, MAX_BODY)).toString('utf8');
  const { method = 'GET', headers } = request;
  const handler = handlers.get(name);
  if (!handler) return { status: 404, body: { error: 'not_started' } };
  return handler({ method, authorization: headers.authorization, body: parsed(text) });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, { status, body }: PushAnswer): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
