const STATEMENT = /^\s*(?:import|export)\b(\s+type\b)?(?:[^'"`;]*?\bfrom)?\s*['"]([^'"\n]+)['"]/gm;
const EXPRESSION = /\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/g;
const COMMENT = /^\s*\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;

export interface Import {
  /** As written: `./a.js`, `node:fs`, `pg`. */
  readonly target: string;
  /** Loaded together with the importing file: no type, which is gone after compiling, and no `import('...')`. */
  readonly loads: boolean;
}

/**
 * What a TypeScript source imports, by any statement or expression, types included. Statements begin a line, as the
 * formatter has it, so a quoted example in the middle of a line is not taken for one.
 */
export function importsOf(source: string): Import[] {
  const code = source.replace(COMMENT, '');
  const statements = [...code.matchAll(STATEMENT)].map(([, type, target = '']) => ({
    target,
    loads: type === undefined,
  }));
  const expressions = [...code.matchAll(EXPRESSION)].map(([, target = '']) => ({ target, loads: false }));
  return [...statements, ...expressions];
}
