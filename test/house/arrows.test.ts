import { expect } from 'chai';
import { withTree } from '../support/planted-tree.js';
import { checkArrows } from './check-arrows.js';
import { importsOf } from './import-statements.js';

/** Plants one file that imports `target` and answers what the check says. */
const planted = (file: string, target: string) =>
  withTree({ [file]: `import { x } from '${target}';\n` }, checkArrows);

describe('the one-way-imports check', () => {
  const forbidden: Record<string, [file: string, target: string]> = {
    'core/domain reads a file': ['core/domain/a.ts', 'node:fs'],
    'core/domain takes a built-in by its old name': ['core/domain/a.ts', 'fs/promises'],
    'core/domain uses a package for I/O': ['core/domain/a.ts', 'pg'],
    'core/domain looks up to the codes': ['core/domain/a.ts', '../codes/read.js'],
    'core/codes opens a socket': ['core/codes/a.ts', 'node:net'],
    'core/policy draws randomness': ['core/policy/a.ts', 'node:crypto'],
    'core/policy reads codes itself': ['core/policy/a.ts', '../codes/read.js'],
    'core/codes decides itself': ['core/codes/a.ts', '../policy/decide.js'],
    'a statement calls a use case': ['core/store/statements/a.ts', '../../use-cases/issue-code.js'],
    'a use case answers HTTP': ['core/use-cases/a.ts', '../http/problem.js'],
    'the core imports a plugin': ['core/host/a.ts', '../../plugins/gates/index.js'],
    'the core imports a page': ['core/http/a.ts', '../../web/pages/home/controller.js'],
    'a plugin runs SQL of the core': ['plugins/gates/a.ts', '../../core/store/devices.js'],
    'a plugin imports another plugin': ['plugins/gates/mqtt/a.ts', '../../printers/index.js'],
    'a plugin imports a simulator': ['plugins/gates/a.ts', '../../simulators/gates/gate.js'],
    'a page imports a plugin': ['web/pages/a.ts', '../../plugins/gates/index.js'],
    'a simulator shares code with the hub': ['simulators/gates/a.ts', '../../core/domain/reasons.js'],
    'a simulator shares code with a plugin': ['simulators/gates/a.ts', '../../plugins/gates/index.js'],
    'the edge uses the database': ['edge/a.ts', '../core/store/devices.js'],
    'the product imports a test': ['bin/a.ts', '../test/support/database.js'],
    'a new room says nothing of itself': ['core/utils/a.ts', '../domain/reasons.js'],
  };
  for (const [what, [file, target]] of Object.entries(forbidden)) {
    it(`names file and arrow when ${what}`, () => {
      const findings = planted(file, target);
      expect(findings).to.have.length(1);
      expect(findings[0]).to.contain(`${file} -> `);
    });
  }

  const allowed: Record<string, [file: string, target: string]> = {
    'codes sign': ['core/codes/a.ts', 'node:crypto'],
    'policy speaks of the domain': ['core/policy/checks/a.ts', '../../domain/reasons.js'],
    'a plugin calls a use case': ['plugins/gates/a.ts', '../../core/use-cases/decide-scan.js'],
    'a plugin stays in its own folder': ['plugins/gates/mqtt/a.ts', '../settings.js'],
    'the composition root imports a simulator': ['bin/a.ts', '../simulators/hr/start-hr.js'],
    'a test imports anything': ['test/core/store/a.test.ts', '../../../core/store/devices.js'],
  };
  for (const [what, [file, target]] of Object.entries(allowed)) {
    it(`is content when ${what}`, () => {
      expect(planted(file, target)).to.deep.equal([]);
    });
  }

  it('names a ring of files, however long', () => {
    const next = (name: string) => `export { x } from './${name}.js';\n`;
    const ring = {
      'core/domain/a.ts': next('b'),
      'core/domain/b.ts': next('c'),
      'core/domain/c.ts': next('a'),
    };
    const findings = withTree(ring, checkArrows);
    expect(findings).to.have.length(1);
    expect(findings[0]).to.contain(
      'core/domain/a.ts -> core/domain/b.ts -> core/domain/c.ts -> core/domain/a.ts',
    );
  });

  it('takes no type for a part of a ring', () => {
    const typed = {
      'core/domain/a.ts': "import { b } from './b.js';\n",
      'core/domain/b.ts': "import type { A } from './a.js';\n",
    };
    expect(withTree(typed, checkArrows)).to.deep.equal([]);
  });

  it('does not take two ways to one file for a ring', () => {
    const fork = {
      'core/domain/a.ts': "import './b.js';\nimport './c.js';\n",
      'core/domain/b.ts': "import './c.js';\n",
      'core/domain/c.ts': '',
    };
    expect(withTree(fork, checkArrows)).to.deep.equal([]);
  });
});

describe('import statements', () => {
  const targets = (source: string) => importsOf(source).map(({ target }) => target);
  const forms: Record<string, string> = {
    'a default and names': "import a, { b } from './x.js';",
    'types only': "import type { A } from './x.js';",
    'several lines': "import {\n  a,\n  b,\n} from './x.js';",
    'for its effect': "import './x.js';",
    'a name handed on': "export { a } from './x.js';",
    'everything handed on': "export * from './x.js';",
    'at run time': "const a = await import('./x.js');",
    'a type in place': "let a: import('./x.js').A;",
    'double quotes': 'import a from "./x.js";',
  };
  for (const [form, source] of Object.entries(forms)) {
    it(`reads ${form}`, () => expect(targets(source)).to.deep.equal(['./x.js']));
  }

  it('passes over comments and over words in text', () => {
    const source = [
      "// import a from './a.js';",
      "/* import b from './b.js';",
      '*/',
      "const c = 'import from';",
    ].join('\n');
    expect(targets(source)).to.deep.equal([]);
  });

  it('keeps two statements apart', () => {
    expect(targets("export const a = 1;\nimport b from './b.js';\nexport * from './c.js';")).to.deep.equal([
      './b.js',
      './c.js',
    ]);
  });
});
