import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { validate } from 'dockerfile-utils';
import { VARIABLES } from '../../core/config/read-config.js';
import { ROOT, readDocument } from '../docs/fenced.js';
import { contextNames, copyOf, imageEnvironment, lastWord, readStages } from './dockerfile.js';

describe('the Dockerfile', () => {
  const stages = readStages();
  const copies = stages.flatMap(({ instructions }) =>
    instructions.filter(({ word }) => word === 'COPY').map(copyOf),
  );

  it('is read by the linter without an error or a warning', () => {
    expect(validate(readDocument('Dockerfile'), {}).map(({ message }) => message)).to.deep.equal([]);
    expect(validate('FROM node:24\nCOPY a\n', {})).to.have.length(1);
  });

  it('copies what is there and what the build context lets in, and from stages that exist', () => {
    const own = copies.filter(({ from }) => from === undefined).flatMap(({ sources }) => sources);
    expect(own).to.have.length.above(8);
    expect(own.filter((name) => !existsSync(path.join(ROOT, name)))).to.deep.equal([]);
    expect(own.filter((name) => !contextNames().includes(name))).to.deep.equal([]);
    const names = stages.map(({ name }) => name);
    const foreign = copies.flatMap(({ from }) => from ?? []);
    expect(foreign.filter((name) => !names.includes(name))).to.deep.equal([]);
  });

  it('sends nothing to the builder that no stage copies, and no file of secrets or data', () => {
    expect(readDocument('.dockerignore').split('\n')).to.include('*');
    const used = new Set(copies.flatMap(({ sources }) => sources));
    expect(contextNames().filter((name) => !used.has(name))).to.deep.equal([]);
    expect(contextNames()).to.not.include.members(['.gatehouse']);
  });

  it('pins the major of the Node that .nvmrc names, on the C library that the tests run on', () => {
    const major = readDocument('.nvmrc').trim();
    expect(stages.map(({ image }) => image)).to.deep.equal(stages.map(() => `node:${major}-bookworm-slim`));
  });

  it('ends as an ordinary user with production packages only, and none that is optional', () => {
    expect(lastWord('USER')).to.equal('node');
    const last = stages.at(-1)?.instructions.filter(({ word }) => word === 'COPY') ?? [];
    const packages = last.map(copyOf).find(({ to }) => to === 'node_modules');
    const made = stages.find(({ name }) => name === packages?.from)?.instructions ?? [];
    const installs = made.filter(({ word, rest }) => word === 'RUN' && rest.includes('npm'));
    expect(installs.map(({ rest }) => rest)).to.satisfy((all: string[]) =>
      all.every((rest) => /^npm ci --omit=dev --omit=optional /.test(rest)),
    );
    expect(installs).to.have.length(1);
  });

  it('starts the hub without a shell, is asked for its health by node, and ends on the signal that the hub hears', () => {
    for (const word of ['ENTRYPOINT', 'CMD']) expect(JSON.parse(lastWord(word) ?? '')).to.be.an('array');
    const health = /CMD (\[.*\])$/.exec(lastWord('HEALTHCHECK') ?? '')?.[1] ?? '';
    expect((JSON.parse(health) as string[]).at(0)).to.equal('node');
    expect(health).to.contain('/healthz');
    expect(lastWord('STOPSIGNAL')).to.equal('SIGTERM');
  });

  it('sets only variables that the hub reads, listens for the world and on the port that it exposes', () => {
    const { NODE_ENV, ...own } = imageEnvironment();
    expect(NODE_ENV).to.equal('production');
    expect(Object.keys(own).filter((name) => !VARIABLES.includes(name))).to.deep.equal([]);
    expect(own['HOST']).to.equal('0.0.0.0');
    expect(own['PORT']).to.equal(lastWord('EXPOSE'));
    expect(own['GATEHOUSE_DATA']).to.equal(lastWord('VOLUME'));
  });
});
