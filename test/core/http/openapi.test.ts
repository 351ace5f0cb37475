import { expect } from 'chai';
import { STAFF_ROLES } from '../../../core/domain/roles.js';
import type { OpenApi } from '../../../core/http/openapi.js';
import { startTestHub, type TestHub } from '../../support/hub.js';

describe('the OpenAPI document', () => {
  let town: TestHub;
  let document: OpenApi;
  before(async () => {
    town = await startTestHub();
    document = (await (await fetch(`${town.hub.url}/api/openapi.json`)).json()) as OpenApi;
  });
  after(() => town?.stop());

  it('describes each JSON route once for all campuses, with its role', () => {
    const paths = Object.keys(document.paths);
    expect(paths).to.include('/api/v1/campuses/{campus}/points/{point}/decisions');
    expect(paths).to.include('/api/v1/campuses/{campus}/me/codes');
    expect(paths.filter((path) => /hku|hkust/.test(path))).to.deep.equal([]);
    for (const operation of Object.values(document.paths).flatMap((methods) => Object.values(methods))) {
      const role = operation['x-role'];
      if (typeof role === 'string') expect(role).to.be.oneOf(['public', 'device', 'holder', 'admin']);
      else expect(STAFF_ROLES).to.include.members([...role]);
    }
  });

  it('takes the shapes from the schemas that the routes parse with', () => {
    const decide = document.paths['/api/v1/campuses/{campus}/points/{point}/decisions']?.['post'];
    const body = decide?.requestBody?.content['application/json']?.schema as {
      required: string[];
      additionalProperties: boolean;
    };
    expect(body.required).to.have.members(['code', 'requestId']);
    expect(body.additionalProperties).to.equal(false);
    const answer = decide?.responses['200'].content?.['application/json'].schema as {
      properties: { reason: { enum: string[] } };
    };
    expect(answer.properties.reason.enum).to.include.members(['permitted', 'already_used', 'outside_hours']);
    expect(decide?.parameters).to.have.length(2);
    expect(decide?.security).to.deep.equal([{ device: [] }]);
  });

  it('names the media type of a body that is text, and what a visitor shows instead of a sign-in', () => {
    const of = (method: string, path: string) =>
      document.paths[`/api/v1/campuses/{campus}/${path}`]?.[method];
    expect(Object.keys(of('post', 'visits/batch')?.requestBody?.content ?? {})).to.deep.equal(['text/csv']);
    const schemes = Object.keys((document.components as { securitySchemes: object }).securitySchemes);
    for (const [method, path] of [
      ['get', 'pass'],
      ['post', 'pass/codes'],
      ['put', 'pass/proof'],
    ] as const) {
      expect(of(method, path)?.security).to.deep.equal([{ pass: [] }, { passCookie: [] }]);
      expect(schemes).to.include.members(['pass', 'passCookie']);
    }
    expect(of('post', 'pass/links')?.security).to.deep.equal([]);
    expect(of('delete', 'visits/{visit}')?.requestBody?.required).to.equal(false);
  });

  it('can be read as a page', async () => {
    const page = await (await fetch(`${town.hub.url}/api/docs`, { headers: { accept: 'text/html' } })).text();
    expect(page).to.contain('/api/v1/campuses/{campus}/points/{point}/decisions').and.to.contain('requestId');
  });
});
