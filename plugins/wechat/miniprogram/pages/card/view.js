const { contactView } = require('../../lib/contact');
const { localized, words } = require('../../lib/say');
const { campusTime } = require('../../lib/times');

/** What the page shows of a card: `code`, `apply`, or `none` with the reason and the way out. */
function cardView(card) {
  const here = card.phone?.thisPhone === true;
  const common = {
    codeName: localized(card.codeName),
    name: card.displayName || '',
    contact: contactView(card.contact),
    links: card.links.map(({ id, label, url }) => ({ id, label: localized(label), url })),
  };
  if (card.state === 'active') return { ...common, ...nothingWrong, state: here ? 'code' : 'apply' };
  return { ...common, state: 'none', sentence: localized(card.sentence), ...wayOutView(card) };
}

const nothingWrong = { sentence: '', helpDesk: false, canConfirm: false, waitText: '' };

function wayOutView({ wayOut, now }) {
  if (!wayOut) return { helpDesk: false, canConfirm: false, waitText: '' };
  if (wayOut.kind === 'help_desk') return { helpDesk: true, canConfirm: false, waitText: '' };
  const canConfirm = now >= wayOut.from;
  const { time } = campusTime(wayOut.from + 59999);
  return {
    helpDesk: false,
    canConfirm,
    waitText: canConfirm ? '' : words().card.wait.replace('{time}', time),
  };
}

module.exports = { cardView };
