import type { Language } from '../../../core/domain/languages.js';
import { english } from './en.js';
import { simplifiedChinese } from './zh-Hans.js';
import { traditionalChinese } from './zh-Hant.js';

/** Every word of the wallet's pages in one language. */
export interface WalletWords {
  nav: { code: string; visits: string; settings: string };
  code: { withoutScript: string; notShared: string };
  none: { title: string; contactTitle: string; linksTitle: string; again: string };
  link: {
    title: string;
    lead: string;
    label: string;
    labelHint: string;
    notices: string;
    accept: string;
    submit: string;
    errorTitle: string;
    labelMissing: string;
    acceptMissing: string;
    noticesChanged: string;
  };
  notices: {
    title: string;
    lead: string;
    changed: string;
    accept: string;
    submit: string;
    acceptMissing: string;
    changedAgain: string;
  };
  other: {
    title: string;
    lead: string;
    onPhone: string;
    remotely: string;
    toPortal: string;
    afterwards: string;
    again: string;
  };
  phone: { label: string; since: string; thisPhone: string };
  settings: { title: string; lead: string; logOut: string; portal: string };
  logOut: {
    title: string;
    here: string;
    remote: string;
    confirm: string;
    cancel: string;
    doneTitle: string;
    done: string;
    link: string;
  };
  portal: {
    title: string;
    lead: string;
    nobody: string;
    loggedOut: string;
    logOut: string;
    thenLink: string;
    toWallet: string;
  };
}

export const WALLET_WORDS: Record<Language, WalletWords> = {
  en: english,
  'zh-Hant': traditionalChinese,
  'zh-Hans': simplifiedChinese,
};
