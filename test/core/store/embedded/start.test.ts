import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { expect } from 'chai';
import pg from 'pg';
import { openFolder, runStarter } from './running-starter.js';

async function ask(url: string, sql: string): Promise<Record<string, unknown> | undefined> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows[0];
  } finally {
    await client.end();
  }
}

const refusal = (url: string) =>
  ask(url, 'select 1').then(
    () => 'answered',
    (error: { code?: string }) => error.code,
  );

describe('embedded PostgreSQL', function () {
  this.slow(5000);
  let data = '';
  let remove: () => void;
  beforeEach(async () => {
    const opened = await openFolder();
    data = path.join(opened.folder, 'postgres');
    remove = opened.remove;
  });
  afterEach(() => remove());

  it('keeps data, port and password between runs, and the password to its owner', async () => {
    const first = await runStarter(data);
    await ask(first.answer.url, 'create table kept as select 7 as n');
    await first.end();
    expect(await refusal(first.answer.url)).to.equal('ECONNREFUSED');

    const second = await runStarter(data);
    expect(second.answer).to.deep.include({ url: first.answer.url, adopted: false });
    expect(await ask(second.answer.url, 'select n from kept')).to.deep.equal({ n: 7 });
    await second.end();
    expect(statSync(path.join(data, 'password')).mode & 0o777).to.equal(0o600);
    expect(first.answer.url).to.contain(readFileSync(path.join(data, 'password'), 'utf8').trim());
  });

  it('is PostgreSQL 18 that finds letters in Chinese, listens on 127.0.0.1 alone and wants the password', async () => {
    const { answer, end } = await runStarter(data);
    const facts = await ask(
      answer.url,
      `select current_setting('server_version_num')::int / 10000 as version, current_setting('listen_addresses') as listens,
        '图书馆' ~ '^\\w+$' as letters, current_setting('fsync') as fsync`,
    );
    expect(facts).to.deep.equal({ version: 18, listens: '127.0.0.1', letters: true, fsync: 'on' });
    expect(await refusal(answer.url.replace(/:[0-9a-f]+@/, ':wrong@'))).to.equal('28P01');
    await end();
  });

  it('adopts the server of a starter whose whole process group was killed, with what was committed', async () => {
    const killed = await runStarter(data, { detached: true });
    await ask(killed.answer.url, 'create table committed as select 1 as n');
    await killed.killGroup();
    const next = await runStarter(data);
    expect(next.answer).to.deep.include({ url: killed.answer.url, adopted: true });
    expect(await ask(next.answer.url, 'select n from committed')).to.deep.equal({ n: 1 });
    await next.end();
    expect(await refusal(next.answer.url), 'the adopter stops it').to.equal('ECONNREFUSED');
  });

  it('gives two starters at once one server, which the last one stops', async () => {
    const [one, two] = await Promise.all([runStarter(data), runStarter(data)]);
    expect(one.answer.url).to.equal(two.answer.url);
    expect([one.answer.adopted, two.answer.adopted].sort()).to.deep.equal([false, true]);
    await one.end();
    expect(await refusal(two.answer.url)).to.equal('answered');
    await two.end();
    expect(await refusal(two.answer.url)).to.equal('ECONNREFUSED');
  });

  it('starts over a pid file whose number now belongs to another program', async () => {
    const first = await runStarter(data);
    await first.end();
    writeFileSync(
      path.join(data, 'cluster', 'postmaster.pid'),
      `${process.pid}\n${data}/cluster\n1\n1\n\n127.0.0.1\n\nready\n`,
    );
    const second = await runStarter(data);
    expect(second.answer).to.deep.include({ adopted: false });
    await second.end();
  });

  it('takes another port when the one of last time is taken, and refuses in a sentence when it was asked for', async () => {
    const first = await runStarter(data);
    await first.end();
    const port = Number(new URL(first.answer.url).port);
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(port, '127.0.0.1', resolve));
    const moved = await runStarter(data);
    expect(Number(new URL(moved.answer.url).port)).to.not.equal(port);
    await moved.end();
    const refused = await runStarter(data, {}, [String(port)]);
    expect(refused.answer.code).to.equal('port_in_use');
    expect(refused.answer.message).to.contain(`Port ${port} `);
    await new Promise((resolve) => squatter.close(resolve));
  });

  it('says in one sentence that the data folder is a file, of another version, or without its password', async () => {
    writeFileSync(data, '');
    expect((await runStarter(data)).answer.code).to.equal('data_folder_unreadable');
    const other = `${data}-2`;
    const first = await runStarter(other);
    await first.end();
    const version = path.join(other, 'cluster', 'PG_VERSION');
    writeFileSync(version, '17\n');
    expect((await runStarter(other)).answer).to.deep.include({ code: 'data_folder_other_version' });
    writeFileSync(version, '18\n');
    rmSync(path.join(other, 'password'));
    expect((await runStarter(other)).answer).to.deep.include({ code: 'password_missing' });
    expect(existsSync(path.join(other, 'lock')), 'the lock is given back on the way out').to.equal(false);
  });

  it('logs no statement and no key of a row', async () => {
    const { answer, end } = await runStarter(data);
    await ask(answer.url, 'create table people (name text primary key)');
    await ask(answer.url, "insert into people values ('CHAN Tai Man')");
    expect(
      await ask(answer.url, "insert into people values ('CHAN Tai Man')").catch(
        (error: { code: string }) => error.code,
      ),
    ).to.equal('23505');
    await end();
    const log = readFileSync(path.join(data, 'server.log'), 'utf8');
    expect(log).to.contain('duplicate key').and.not.contain('CHAN Tai Man');
  });
});
