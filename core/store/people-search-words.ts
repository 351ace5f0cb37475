import { LRUCache } from 'lru-cache';
import type { Vault } from './seal.js';

/** Of one name; the longest official names have about a dozen. */
const MOST_WORDS = 24;
/** A run of Han signs up to this long is a surname and a given name; a longer one is a transliteration. */
const MOST_SIGNS = 4;
const HAN = /^\p{Script=Han}/u;
const WORD = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;
/** Surnames of two signs, where a name of three would else be cut after the first. */
const LONG_SURNAMES = new Set(
  '歐陽 欧阳 司徒 司馬 司马 上官 諸葛 诸葛 夏侯 皇甫 尉遲 尉迟 公孫 公孙 慕容 令狐 鍾離 钟离 宇文 長孫 长孙 東方 东方 南宮 南宫 端木 獨孤 独孤'.split(
    ' ',
  ),
);

/**
 * The words by which a person is found: each word of the name without regard to case, accents and width; of a Chinese
 * name the whole, the surname and the given name.
 */
export function nameWords(name: string): string[] {
  const words = plainWords(name).flatMap((word) => (HAN.test(word) ? partsOf(word) : [word]));
  return [...new Set(words)].slice(0, MOST_WORDS);
}

/** What somebody typed, as the words that a name must all have. */
export function plainWords(text: string): string[] {
  // NFKC first, so that full-width letters are letters; then apart, so that accents can be taken away.
  const plain = text.normalize('NFKC').toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');
  // O'Brien and OBrien are one name.
  return [...new Set(plain.replace(/['’`]/g, '').match(WORD) ?? [])].slice(0, MOST_WORDS);
}

/** 陳大文: also 陳 and 大文. 歐陽文: also 歐陽 and 文. Of four signs either may be meant. */
function partsOf(run: string): string[] {
  const signs = [...run];
  if (signs.length > MOST_SIGNS) return [run];
  const isLong = signs.length === MOST_SIGNS || LONG_SURNAMES.has(signs.slice(0, 2).join(''));
  const cuts = (isLong ? [1, 2] : [1]).filter((at) => at < signs.length);
  return [run, ...cuts.flatMap((at) => [signs.slice(0, at).join(''), signs.slice(at).join('')])];
}

/** Surnames and given names come again and again: an import would digest each of them thousands of times. */
const known = new WeakMap<Vault, LRUCache<string, string>>();
const KEPT = 50_000;

/**
 * Words as the database keeps them: 64 bits of a keyed digest each, as decimal text for a bigint. Another campus's same
 * word is another number.
 */
export function wordDigests(vault: Vault, campus: number, words: readonly string[]): string[] {
  const digests = known.get(vault) ?? new LRUCache<string, string>({ max: KEPT });
  known.set(vault, digests);
  return words.map((word) => {
    const value = `${campus}/${word}`;
    const digest = digests.get(value) ?? vault.digest('name-word', value).readBigInt64BE().toString();
    digests.set(value, digest);
    return digest;
  });
}
