/** The GSM 7-bit default alphabet (3GPP TS 23.038 section 6.2.1), and what counts double in it. */
const GSM =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const GSM_DOUBLE = '^{}\\[~]|€\f';
const CHARACTERS = new Set(GSM);
const DOUBLE = new Set(GSM_DOUBLE);

export interface SmsLength {
  /** What the text has to be coded in: one sign outside GSM's alphabet makes all of it UCS-2. */
  alphabet: 'gsm' | 'ucs2';
  /** Septets, or UCS-2 units. */
  units: number;
  /** How many short messages a phone puts together again; each is paid for. */
  parts: number;
}

/** How long a text is as an SMS: 160 septets or 70 units alone, 153 or 67 in a part of several (3GPP TS 23.040). */
export function smsLength(text: string): SmsLength {
  const characters = [...text];
  if (characters.every((one) => CHARACTERS.has(one) || DOUBLE.has(one))) {
    const units = characters.reduce((sum, one) => sum + (DOUBLE.has(one) ? 2 : 1), 0);
    return { alphabet: 'gsm', units, parts: units <= 160 ? 1 : Math.ceil(units / 153) };
  }
  return { alphabet: 'ucs2', units: text.length, parts: text.length <= 70 ? 1 : Math.ceil(text.length / 67) };
}
