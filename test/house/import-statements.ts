const STATEMENT = /^\s*(?:import|export)\b(?:[^'"`;]*?\bfrom)?\s*['"]([^'"\n]+)['"]/gm;
const EXPRESSION = /\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/g;
const COMMENT = /^\s*\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm;

/**
 * What a TypeScript source imports, by any statement or `import('...')`, types included: `./a.js`, `node:fs`, `pg`.
 * Statements begin a line, as the formatter has it, so a quoted example in the middle of a line is not taken for one.
 */
export function importsOf(source: string): string[] {
  const code = source.replace(COMMENT, '');
  return [STATEMENT, EXPRESSION].flatMap((pattern) =>
    [...code.matchAll(pattern)].map((match) => match[1] ?? ''),
  );
}
