import { expect } from 'chai';
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
      expect(operation['x-role']).to.be.oneOf(['public', 'device', 'holder', 'admin']);
    }
  });

  it('takes the shapes from the schemas that the routes parse with', () => {
    const decide = document.paths['/api/v1/campuses/{campus}/points/{point}/decisions']?.['post'];
    const body = decide?.requestBody?.content['application/json'].schema as {
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

  it('can be read as a page', async () => {
    const page = await (await fetch(`${town.hub.url}/api/docs`, { headers: { accept: 'text/html' } })).text();
    expect(page).to.contain('/api/v1/campuses/{campus}/points/{point}/decisions').and.to.contain('requestId');
  });
});
