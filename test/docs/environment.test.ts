import { expect } from 'chai';
import { readConfig, VARIABLES } from '../../core/config/read-config.js';
import { readDocument } from './fenced.js';

describe('.env.example', () => {
  const lines = readDocument('.env.example').split('\n');
  const named = lines.flatMap((line) => /^([A-Z_]+)=/.exec(line)?.[1] ?? []);

  it('names every variable that the hub reads, once, and no other', () => {
    expect(VARIABLES).to.include.members(['GATEHOUSE_SECRET', 'PORT']);
    expect([...named].sort()).to.deep.equal([...VARIABLES].sort());
  });

  it('says something of each, above it', () => {
    const paragraphs = lines.join('\n').split(/\n\n+/);
    expect(paragraphs.filter((text) => /^[A-Z_]+=/m.test(text) && !text.startsWith('#'))).to.deep.equal([]);
  });

  it('is accepted by production once the secret is filled in', () => {
    const pairs = lines.filter((line) => /^[A-Z_]+=/.test(line)).map((line) => line.split(/=(.*)/s));
    const env = Object.fromEntries(pairs.map(([name = '', value = '']) => [name, value] as const));
    expect(() => readConfig(env, false)).to.throw('GATEHOUSE_SECRET');
    const config = readConfig({ ...env, GATEHOUSE_SECRET: 'x'.repeat(43) }, false);
    expect(config.publicUrl).to.equal('https://access.example.edu');
  });
});
