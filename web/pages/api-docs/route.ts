import type { CampusFile } from '../../../core/campus-file/schema.js';
import { type Operation, openApi } from '../../../core/http/openapi.js';
import { renderPage } from '../../../core/http/page/layout.js';
import { template } from '../../../core/http/page/template.js';
import { type AnyRoute, route } from '../../../core/http/route.js';
import type { RouteTable } from '../../../core/http/route-table.js';

interface View {
  operations: {
    method: string;
    path: string;
    summary: string;
    role: string;
    body: string | null;
    answer: string | null;
  }[];
}
const page = template<View>(new URL('./api-docs.hbs', import.meta.url));

const ROLES: Record<string, string> = {
  public: 'for everybody',
  device: 'for a device, with its token',
  holder: 'for a person who has signed in',
  admin: 'for an administrator of the campus',
};

/** `/api/docs`: the OpenAPI document for reading. */
export function apiDocsPage(
  table: RouteTable,
  campuses: () => readonly CampusFile[],
  publicUrl: string,
): AnyRoute {
  return route({
    method: 'get',
    path: '/api/docs',
    role: 'public',
    summary: 'The HTTP API, for reading',
    handle({ language }) {
      const files = campuses();
      const slugs = files.map(({ campus }) => campus.slug);
      const { paths } = openApi(table.routes(), slugs, publicUrl);
      const body = page({
        operations: Object.entries(paths).flatMap(([path, one]) => operationsAt(path, one)),
      });
      const styles = ['/assets/styles/pages.css'];
      return {
        html: renderPage({
          campus: null,
          campuses: files,
          language,
          title: 'HTTP API',
          body,
          styles,
          home: '/',
          kind: 'api-docs',
        }),
      };
    },
  });
}

function operationsAt(path: string, methods: Record<string, Operation>): View['operations'] {
  return Object.entries(methods).map(([method, operation]) => ({
    method: method.toUpperCase(),
    path,
    summary: operation.summary,
    role: whose(operation['x-role']),
    body: shown(Object.values(operation.requestBody?.content ?? {})[0]?.schema),
    answer: shown(operation.responses['200'].content?.['application/json'].schema),
  }));
}

function whose(role: Operation['x-role']): string {
  if (typeof role === 'string') return ROLES[role] ?? '';
  return `for the roles ${role.join(', ')} of the campus`;
}

function shown(schema: object | undefined): string | null {
  return schema === undefined ? null : JSON.stringify(schema, null, 2);
}
