const { localized } = require('./say');

/** A contact of the hub as lines to read; null where nobody is named. */
function contactView(contact) {
  if (!contact) return null;
  return {
    name: localized(contact.name),
    phone: contact.phone || '',
    email: contact.email || '',
    advice: localized(contact.advice),
  };
}

module.exports = { contactView };
