import { Lexer, Parser } from 'yaml';

/** No campus file comes near; the YAML reader's own recursion ends at several hundred. */
const MAX_OPEN_NODES = 100;

/**
 * The line on which a text opens more nodes inside one another than any campus file does. The YAML reader composes by
 * recursion, and overflowing the stack inside a regular expression ends the process, not the call: so depth is
 * counted on its lexer and parser, which do not recurse.
 */
export function lineTooDeep(text: string): number | undefined {
  const parser = new Parser();
  let line = 1;
  for (const lexeme of new Lexer().lex(text)) {
    for (const _ of parser.next(lexeme));
    if (parser.stack.length > MAX_OPEN_NODES) return line;
    line += lexeme.split('\n').length - 1;
  }
  return undefined;
}
