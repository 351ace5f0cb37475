/** A filter as ldapjs parsed it; only the fields that its kind has are there. */
export interface ParsedFilter {
  type: string;
  attribute?: string;
  value?: unknown;
  initial?: string | undefined;
  any?: string[];
  final?: string | undefined;
  clauses?: ParsedFilter[];
}

export type Attributes = Record<string, string | string[]>;

/**
 * Whether an entry matches (RFC 4511, section 4.5.1.7). Done here because ldapjs compares values by their exact
 * letters, while the attributes of a person are caseIgnoreMatch (RFC 4519): people type `CLChan` too.
 * A filter of a kind that is not played here matches nothing.
 */
export function matches(filter: ParsedFilter, attributes: Attributes): boolean {
  const clauses = filter.clauses ?? [];
  const values = valuesOf(attributes, filter.attribute ?? '');
  switch (filter.type) {
    case 'AndFilter':
      return clauses.every((clause) => matches(clause, attributes));
    case 'OrFilter':
      return clauses.some((clause) => matches(clause, attributes));
    case 'NotFilter':
      return clauses.length === 1 && !clauses.every((clause) => matches(clause, attributes));
    case 'PresenceFilter':
      return values.length > 0;
    case 'EqualityFilter':
    case 'ApproximateFilter':
      return values.includes(sought(String(filter.value)));
    case 'SubstringFilter':
      return values.some((value) => hasParts(value, filter));
    default:
      return false;
  }
}

function valuesOf(attributes: Attributes, name: string): string[] {
  const found = Object.keys(attributes).find((key) => key.toLowerCase() === name.toLowerCase());
  return found === undefined ? [] : [attributes[found] ?? []].flat().map(folded);
}

function folded(value: string): string {
  return value.normalize('NFKC').toLowerCase().trim().replaceAll(/\s+/g, ' ');
}

/** ldapjs hands on what is not ASCII still escaped (RFC 4515, section 3), and then never finds it: undone here. */
function sought(value: string): string {
  const bytes = value.replaceAll(/(?:\\[0-9a-f]{2})+/gi, (escaped) =>
    Buffer.from(escaped.replaceAll('\\', ''), 'hex').toString('utf8'),
  );
  return folded(bytes);
}

/** The parts in their order, none over another. */
function hasParts(value: string, { initial = '', any = [], final = '' }: ParsedFilter): boolean {
  if (!value.startsWith(sought(initial)) || !value.endsWith(sought(final))) return false;
  const end = value.length - sought(final).length;
  let from = sought(initial).length;
  for (const part of any.map(sought)) {
    const at = value.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return from <= end;
}
