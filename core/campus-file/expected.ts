import type { z } from 'zod';
import type { Finding, Path } from './problem.js';
import { describeAt } from './problem.js';

const KINDS: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
};

/** The message of every issue is what was expected; the schema's own words come before these. */
export function expected(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return KINDS[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return issue.values.map(String).join(' or ');
    case 'too_small':
      return `at least ${issue.minimum}${unit(issue.origin)}`;
    case 'too_big':
      return `at most ${issue.maximum}${unit(issue.origin)}`;
    case 'unrecognized_keys':
      return 'a key that campus files know';
    case 'invalid_key':
      return 'an id as key';
    default:
      return 'a valid value';
  }
}

function unit(origin: string): string {
  if (origin === 'string') return ' character(s)';
  return origin === 'array' ? ' entries' : '';
}

/** Issues as findings: one for each unknown key, since each has a line of its own. */
export function findingsOf(issues: readonly z.core.$ZodIssue[], file: unknown, under: Path = []): Finding[] {
  return issues.flatMap((issue) => {
    const path = [...under, ...issue.path];
    if (issue.code !== 'unrecognized_keys') {
      return [{ path, expected: issue.message, got: describeAt(file, path) }];
    }
    return issue.keys.map((key) => ({ path: [...path, key], expected: issue.message, got: `"${key}"` }));
  });
}
