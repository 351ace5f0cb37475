import type { WalletWords } from './index.js';

export const english: WalletWords = {
  nav: { code: 'Code', visits: 'Visits', settings: 'Linked device' },
  code: {
    withoutScript:
      'Your browser does not run scripts here, and the code needs them, as it changes every 30 seconds. The linked device can still be seen and logged out.',
    notShared: 'For your personal use only. Not a proof of identity.',
  },
  none: {
    title: 'No code at the moment',
    contactTitle: 'Whom to ask',
    linksTitle: 'Where to go',
    again: 'Look again',
  },
  link: {
    title: 'Link this phone',
    lead: 'Your code is shown on one phone at a time. Link the one that you carry with you.',
    label: 'Name of this phone',
    labelHint: 'You will recognise it by this name when you log it out.',
    notices: 'Please read before you link',
    accept: 'I have read these points and accept them',
    submit: 'Link this phone',
    errorTitle: 'Something is missing',
    labelMissing: 'Give the phone a name of at most 40 characters',
    acceptMissing: 'Accept the points above to link this phone',
    noticesChanged: 'The points changed in the meantime. Please read them again',
  },
  notices: {
    title: 'The points have changed',
    lead: 'Please read them again and accept them. Your code comes right afterwards.',
    changed: 'New:',
    accept: 'I have read these points and accept them',
    submit: 'Accept and show my code',
    acceptMissing: 'Accept the points to have your code',
    changedAgain: 'The points changed in the meantime. Please read them again',
  },
  other: {
    title: 'Another phone is linked',
    lead: 'The code is shown on one phone at a time. Log the first one out, then link this one.',
    onPhone: 'If you have the other phone: open the code there, choose “Linked device” and log it out.',
    remotely: 'If you do not have it: log it out from here, remotely.',
    toPortal: 'Log the other phone out',
    afterwards: 'Its codes end at once. Then come back to this page to link this phone.',
    again: 'Look again',
  },
  phone: { label: 'Phone', since: 'Linked since', thisPhone: 'This phone' },
  settings: {
    title: 'Linked device',
    lead: 'The code is shown on this phone. To use another phone, log this one out first.',
    logOut: 'Log out this phone',
    portal: 'A phone that you do not have with you can be logged out on any device:',
  },
  logOut: {
    title: 'Log the phone out?',
    here: 'This phone shows no more codes, and the ones it has shown end at once. You can link it again later.',
    remote:
      'The phone shows no more codes, and the ones it has shown end at once. Afterwards you can link another.',
    confirm: 'Log out',
    cancel: 'Keep it linked',
    doneTitle: 'This phone is logged out',
    done: 'It shows no more codes, and the last ones have ended. You can now link another phone, or this one again.',
    link: 'Link a phone',
  },
  portal: {
    title: 'Linked device',
    lead: 'This is the phone that shows your code. If it is lost, stolen or replaced, log it out here at once.',
    nobody: 'No phone is linked to your code.',
    loggedOut: 'The phone is logged out. Its codes have ended.',
    logOut: 'Log this phone out',
    thenLink: 'To link a phone, sign in to this address on it:',
    toWallet: 'Open the code on this device',
  },
};
