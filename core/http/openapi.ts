import { z } from 'zod';
import type { AnyRoute, RouteRole } from './route.js';
import { route } from './route.js';
import type { RouteTable } from './route-table.js';

const SECURITY: Record<Extract<RouteRole, string>, Record<string, never[]>[]> = {
  public: [],
  device: [{ device: [] }],
  holder: [{ session: [] }, { oidc: [] }],
  admin: [{ session: [] }, { oidc: [] }],
};

/** Routes that take the session of a visitor's pass instead of a sign-in. */
const OF_A_PASS = /^\/api\/v1\/campuses\/[^/]+\/pass(\/(codes|proof))?$/;

interface Content {
  content: { 'application/json': { schema: object } };
}

export interface Operation {
  summary: string;
  'x-role': RouteRole;
  security: object[];
  parameters: object[];
  requestBody?: { required: boolean; content: Record<string, { schema: object }> };
  responses: { '200': { description: string } & Partial<Content>; default: { $ref: string } };
}

export interface OpenApi {
  openapi: string;
  info: object;
  servers: object[];
  /** By path and method. */
  paths: Record<string, Record<string, Operation>>;
  components: object;
}

/** The OpenAPI 3.1 document of the JSON routes, drawn from the routes that this node serves now. */
export function openApi(
  routes: readonly AnyRoute[],
  campuses: readonly string[],
  publicUrl: string,
): OpenApi {
  const paths: OpenApi['paths'] = {};
  for (const one of routes) {
    if (!one.path.startsWith('/api/')) continue;
    const path = withoutCampus(one.path, campuses);
    paths[path] = { ...paths[path], [one.method]: operation(one, path) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Gatehouse', version: '1', description: 'The access-code hub of a campus.' },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      securitySchemes: {
        device: { type: 'http', scheme: 'bearer', description: 'The token of a vendor device.' },
        oidc: { type: 'http', scheme: 'bearer', description: "An access token of the campus's issuer." },
        session: { type: 'apiKey', in: 'cookie', name: 'gatehouse_{campus}' },
        pass: {
          type: 'apiKey',
          in: 'header',
          name: 'Gatehouse-Pass',
          description: "The session that a visitor's link was swapped for; browsers send it as a cookie.",
        },
        passCookie: { type: 'apiKey', in: 'cookie', name: 'gatehouse_pass_{campus}' },
      },
      responses: {
        Problem: {
          description: 'RFC 9457 problem',
          content: { 'application/problem+json': { schema: PROBLEM } },
        },
      },
    },
  };
}

const PROBLEM = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
  },
};

function operation(one: AnyRoute, path: string): Operation {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
  const query = one.query ? Object.entries(schemaOf(one.query).properties ?? {}) : [];
  const ok = one.answer ? { content: { 'application/json': { schema: schemaOf(one.answer) } } } : {};
  return {
    summary: one.summary,
    'x-role': one.role,
    security: OF_A_PASS.test(path)
      ? [{ pass: [] }, { passCookie: [] }]
      : SECURITY[typeof one.role === 'string' ? one.role : 'admin'],
    parameters: [
      ...names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
      ...query.map(([name, schema]) => ({ name, in: 'query', schema })),
    ],
    ...(one.body ? { requestBody: bodyOf(one, one.body) } : {}),
    responses: { '200': { description: 'OK', ...ok }, default: { $ref: '#/components/responses/Problem' } },
  };
}

function bodyOf({ text }: AnyRoute, body: z.ZodType): NonNullable<Operation['requestBody']> {
  const required = !body.safeParse({}).success;
  return { required, content: { [text ?? 'application/json']: { schema: schemaOf(body) } } };
}

function schemaOf(schema: z.ZodType): { properties?: Record<string, unknown> } {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
}

/** A plugin registers its routes per campus; the document shows them once. */
function withoutCampus(path: string, campuses: readonly string[]): string {
  const slug = /^\/api\/v1\/campuses\/([^/{]+)\//.exec(path)?.[1];
  return slug !== undefined && campuses.includes(slug)
    ? path.replace(`/campuses/${slug}/`, '/campuses/{campus}/')
    : path;
}

export function openApiRoute(
  table: RouteTable,
  campuses: () => readonly string[],
  publicUrl: string,
): AnyRoute {
  return route({
    method: 'get',
    path: '/api/openapi.json',
    role: 'public',
    summary: 'This document',
    handle: () => ({ json: openApi(table.routes(), campuses(), publicUrl) }),
  });
}
