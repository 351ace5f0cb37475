import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { ROOT } from '../../docs/fenced.js';
import { clientJson, MiniModules } from '../../support/mini-program/mini-modules.js';

const CLIENT = path.join(ROOT, 'plugins/wechat/miniprogram');
const PAGES = clientJson('app.json')['pages'] as string[];

type Tree = { [name: string]: string | Tree };
const keys = (tree: Tree, at = ''): string[] =>
  Object.entries(tree).flatMap(([name, value]) =>
    typeof value === 'string' ? [`${at}${name}`] : keys(value, `${at}${name}.`),
  );
const texts = (tree: Tree): string[] =>
  Object.values(tree).flatMap((value) => (typeof value === 'string' ? [value] : texts(value)));

const nothing = { wx: {}, App: {}, Page: {}, getApp: {}, setTimeout, clearTimeout, Date };
const wordsOf = (language: string) => new MiniModules(nothing, {}).load(`lib/words/${language}.js`) as Tree;

describe('the mini program’s files', () => {
  it('are four for every page, and no page is missing from app.json', () => {
    for (const page of PAGES) {
      for (const kind of ['js', 'json', 'wxml'])
        expect(existsSync(path.join(CLIENT, `${page}.${kind}`)), page).to.equal(true);
    }
    const folders = readdirSync(path.join(CLIENT, 'pages')).map((name) => `pages/${name}/index`);
    expect(folders.sort()).to.deep.equal([...PAGES].sort());
  });

  it('say every word in three languages, the Chinese ones in their own script', () => {
    const english = keys(wordsOf('en')).sort();
    expect(keys(wordsOf('zh-Hans')).sort()).to.deep.equal(english);
    expect(keys(wordsOf('zh-Hant')).sort()).to.deep.equal(english);
    expect(texts(wordsOf('zh-Hans')).join('')).to.not.match(/[碼機還園這請冊號訪錄發]/);
    expect(texts(wordsOf('zh-Hant')).join('')).to.not.match(/[码机还园这请册号访录发]/);
  });

  it('call no function in a template that the page does not have', () => {
    for (const page of PAGES) {
      const template = readFileSync(path.join(CLIENT, `${page}.wxml`), 'utf8');
      const source = readFileSync(path.join(CLIENT, `${page}.js`), 'utf8');
      for (const [, name = ''] of template.matchAll(/\bbind\w+="(\w+)"/g))
        expect(new RegExp(`^ {2}(async )?${name}\\(`, 'm').test(source), `${page}: ${name}`).to.equal(true);
    }
  });

  it('keep the session nowhere but encrypted, and put nothing into an address or the console', () => {
    const all = readdirSync(CLIENT, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.js'),
    );
    for (const name of all) {
      const source = readFileSync(path.join(CLIENT, name), 'utf8');
      expect(source, name).to.not.match(/console\./);
      if (name !== path.join('lib', 'session.js')) expect(source, name).to.not.match(/setStorage'/);
    }
  });
});
