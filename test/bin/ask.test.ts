import { Readable, Writable } from 'node:stream';
import { expect } from 'chai';
import type { Answers } from '../../bin/init/answers.js';
import { allAnswers } from '../../bin/init/ask.js';

interface Asked {
  answers: Answers | undefined;
  /** What the person read. */
  read: string;
  error: string | undefined;
}

/** Somebody at the questions of `gatehouse init`, who types these lines and then goes away. */
async function answer(typed: string[], given: Record<string, unknown> = {}, yes = false): Promise<Asked> {
  let read = '';
  const output = new Writable({
    write(chunk, _encoding, done) {
      read += String(chunk);
      done();
    },
  });
  const input = Readable.from(typed.map((line) => `${line}\n`));
  const also = ({ key }: { key: string }, said: string) =>
    key === 'directory' && !said.startsWith('ldap') ? 'an address of a directory' : undefined;
  try {
    return { answers: await allAnswers({ given, yes, input, output, also }), read, error: undefined };
  } catch (error) {
    return { answers: undefined, read, error: (error as Error).message };
  }
}

describe('the questions of gatehouse init', () => {
  it('are asked on until the campus file would take the answer, in the words of its schema', async () => {
    const { answers, read } = await answer([
      ...[
        '',
        'Beispiel-Universität',
        'de',
        'en,zh-Hans',
        '示例大学',
        'Api',
        'api',
        '',
        'seven',
        '70000',
        '7',
      ],
      ...['+08:00', 'Asia/Shanghai', 'blue', '#024638', 'the boss', 'boss', 'http://directory'],
      ...['ldaps://ldap.uni.example.edu', 'people', '', '', 'nobody', 'desk@uni.example.edu'],
    ]);
    for (const words of [
      'This has to be said.',
      'Expected en or zh-Hant or zh-Hans.',
      'Expected an id of lower-case letters, digits and single hyphens, at most 64 long.',
      'and none of api, assets',
      'Expected a number.',
      'Expected at most 65535.',
      'Expected an IANA time zone such as Asia/Hong_Kong.',
      'Expected a colour such as "#024638".',
      'Expected a login name without spaces or a domain.',
      'Expected an address of a directory.',
      'Expected a distinguished name such as ou=people,dc=example,dc=edu.',
      'Expected an e-mail address.',
    ])
      expect(read).to.contain(words);
    expect(answers).to.deep.equal({
      name: 'Beispiel-Universität',
      nameHant: 'Beispiel-Universität',
      nameHans: '示例大学',
      number: 7,
      slug: 'beispiel-universit-t',
      languages: ['en', 'zh-Hans'],
      zone: 'Asia/Shanghai',
      colour: '#024638',
      admin: 'boss',
      directory: 'ldaps://ldap.uni.example.edu',
      base: 'ou=people,dc=uni,dc=example,dc=edu',
      account: 'cn=gatehouse,ou=services,dc=uni,dc=example,dc=edu',
      contact: 'desk@uni.example.edu',
    });
  });

  it('are not asked where a flag answers, or where --yes takes what is usual', async () => {
    const given = { name: 'Demo University', admin: 'boss', contact: 'desk@example.edu' };
    const { answers, read } = await answer([], { ...given, slug: 'uni' }, true);
    expect(read).to.equal('');
    expect(answers).to.include({ slug: 'uni', number: 1, directory: 'ldaps://directory.example.edu' });
  });

  it('end with every flag that nobody gave or gave wrongly, at once', async () => {
    const flags = async (given: Record<string, unknown>) =>
      [...((await answer([], given, true)).error ?? '').matchAll(/--([a-z-]+)/g)].map(([, flag]) => flag);
    expect(await flags({})).to.deep.equal(['name', 'admin', 'contact']);
    expect(await flags({ name: '示範大學', number: '70000', contact: 'nobody' })).to.deep.equal([
      ...['number', 'contact', 'slug', 'admin'],
    ]);
  });

  it('end with the flag that nobody gave, or gave wrongly', async () => {
    const name = 'Demo University';
    expect((await answer([], { name }, true)).error).to.contain('Give --admin.');
    expect((await answer([name])).error).to.contain('Give --languages.');
    expect((await answer([], { name, admin: 'boss', slug: 'Demo U' }, true)).error).to.match(
      /^--slug: expected an id of lower-case letters/,
    );
  });
});
