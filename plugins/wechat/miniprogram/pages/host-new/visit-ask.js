const { instantOf } = require('../../lib/times');

/** What the hub is asked for, out of what the form holds. */
function visitAsk({ kinds, kind, fields, from, until, points }, language) {
  const { id } = kinds[kind];
  return {
    kind: id,
    ...(id === 'group' ? { group: groupOf(fields) } : { visitor: visitorOf(id, fields, language) }),
    from: instantOf(from.date, from.time),
    until: instantOf(until.date, until.time),
    points: points.filter(({ checked }) => checked).map((point) => point.id),
    purpose: fields.purpose || '',
  };
}

function groupOf({ group = '', size = '' }) {
  return { name: group, size: Number(size) || 0 };
}

function visitorOf(kind, { name = '', contact = '', organisation = '' }, language) {
  return {
    name,
    contact,
    ...(organisation === '' ? {} : { organisation }),
    // Who is told in which language: mainland visitors in the simplified script, others as the host reads.
    language: kind === 'mainland' ? 'zh-Hans' : language,
  };
}

module.exports = { visitAsk };
