import { expect } from 'chai';
import { parse } from 'yaml';
import { z } from 'zod';
import { readDocument } from '../docs/fenced.js';

const workflow = z.object({
  on: z.record(z.string(), z.unknown()),
  permissions: z.record(z.string(), z.string()),
  jobs: z.record(
    z.string(),
    z.object({
      container: z.string(),
      'timeout-minutes': z.number(),
      permissions: z.undefined().optional(),
      steps: z.array(z.looseObject({ uses: z.string().optional(), run: z.string().optional() })),
    }),
  ),
});

describe('.github/workflows/checks.yml', () => {
  const file = workflow.parse(parse(readDocument('.github/workflows/checks.yml')));
  const jobs = Object.values(file.jobs);

  it('runs the house’s own checks and nothing else, on push and on pull request', () => {
    expect(Object.keys(file.on)).to.have.members(['push', 'pull_request']);
    expect(jobs.flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []))).to.deep.equal(['.ci/run']);
  });

  it('may read the repository and nothing more, and leaves no credentials behind', () => {
    expect(file.permissions).to.deep.equal({ contents: 'read' });
    for (const { steps } of jobs)
      for (const step of steps.filter(({ uses }) => uses?.startsWith('actions/checkout')))
        expect(step['with']).to.deep.equal({ 'persist-credentials': false });
  });

  it('runs on the floor of what the package asks for, and longer than the checks give themselves', () => {
    const engines = z.object({ engines: z.object({ node: z.string() }) });
    const { node } = engines.parse(JSON.parse(readDocument('package.json'))).engines;
    const floor = /\d+/.exec(node)?.[0];
    const deadline = Number(/SECONDS \+ (\d+)/.exec(readDocument('.ci/run'))?.[1]) / 60;
    for (const { container, 'timeout-minutes': minutes } of jobs) {
      expect(container).to.equal(`node:${floor}-bookworm`);
      expect(minutes).to.be.above(deadline);
    }
  });
});
