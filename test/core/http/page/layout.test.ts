import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { parseCampusFile } from '../../../../core/campus-file/parse.js';
import { renderPage } from '../../../../core/http/page/layout.js';

const text = readFileSync(new URL('../../../../examples/hku.yaml', import.meta.url), 'utf8');
const parsed = parseCampusFile(text, 'hku.yaml', { checkPluginSettings: () => [] });
if (!parsed.ok) throw new Error('hku.yaml is broken');
const campus = parsed.file;

describe('renderPage', () => {
  it('frames a page with the campus, its languages, its contacts and its policies', () => {
    const html = renderPage({ campus, language: 'zh-Hant', title: '通行碼', body: '<p>內容</p>' });
    expect(html).to.contain('<html lang="zh-Hant">');
    expect(html).to.contain('<title>通行碼 · 香港大學</title>');
    expect(html).to.contain('<p>內容</p>');
    for (const tag of ['en', 'zh-Hant', 'zh-Hans'])
      expect(html).to.contain(`href="?lang=${tag}" hreflang="${tag}"`);
    expect(html).to.contain('href="tel:39170123"').and.to.contain('href="mailto:ithelp@hku.hk"');
    expect(html).to.contain('政策及指引').and.to.contain('意見及建議');
    expect(html).not.to.contain('報失職員證');
  });

  it('shows first whom to ask about what the page is about, and the others behind a line that opens', () => {
    const about = { campus, language: 'en', title: 'T', body: '' } as const;
    const [first = '', others = ''] = renderPage({ ...about, topics: ['meals'] }).split('<details>');
    expect(first).to.contain('Catering outlets').and.not.to.contain('ITS Service Desk');
    expect(others).to.contain('ITS Service Desk').and.not.to.contain('Catering outlets');
    // Nobody is named for visits here: then nobody is put behind.
    expect(renderPage({ ...about, topics: ['visits'] })).not.to.contain('<details>');
  });

  it('says whom to ask, and where to write, for each campus on a page of none', () => {
    const campuses = [campus, { ...campus, campus: { ...campus.campus, name: { en: 'Elsewhere' } } }];
    const html = renderPage({ campus: null, campuses, language: 'en', title: 'T', body: '' });
    for (const name of ['The University of Hong Kong', 'Elsewhere']) {
      expect(html).to.contain(`<summary>${name}</summary>`);
      expect(html).to.contain(`<a href="mailto:ithelp@hku.hk">Ideas and feedback · ${name}</a>`);
    }
  });

  it('escapes everything but the body', () => {
    const evil = `"><script>alert(1)</script>`;
    const html = renderPage({
      campus: null,
      campuses: [],
      language: 'en',
      title: evil,
      body: '',
      account: { name: evil, signOut: evil },
      nav: [{ href: evil, label: evil }],
      footer: [{ label: evil, href: evil }],
    });
    expect(html).not.to.contain('<script>');
  });

  it('has neither script nor style of its own, as the content security policy wants it', () => {
    const html = renderPage({
      campus,
      language: 'en',
      title: 'T',
      body: '',
      scripts: ['wallet'],
      styles: ['/a.css'],
    });
    expect(html).to.contain('<script type="module" src="/assets/wallet.js"></script>');
    expect(html).not.to.match(/<style|\sstyle=|\son\w+=|<script(?![^>]*src=)/);
  });
});
