import type { LayoutWords } from './index.js';

export const english: LayoutWords = {
  skip: 'Skip to the content',
  languages: 'Language',
  pages: 'Pages',
  signedInAs: 'Signed in as',
  signOut: 'Sign out',
  help: 'Help',
  otherContacts: 'About something else',
  policies: 'Policies and feedback',
};
