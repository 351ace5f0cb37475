export interface Send {
  from: string;
  to: string[];
  text: string;
  coding: number;
  receipts: { mask: number; url: string } | null;
}

export interface Rejected {
  status: number;
  sentence: string;
}

const GLOBAL_SENDER = '10086';
/** GSM 03.38's letters, digits and signs; whatever else is sent in that coding arrives as a question mark. */
const GSM = /[A-Za-z0-9@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./:;<=>?¡ÄÖÑÜ§¿äöñüà^{}\\[~\]|€\n\r]/u;
const MOST_CHARACTERS = { gsm: 5 * 153, ucs2: 5 * 67 };

/** A sendsms request, in Kannel's words where it is refused. */
export function readSend(
  parameters: URLSearchParams | Rejected,
  credentials: { user: string; password: string },
): Send | Rejected {
  if (!(parameters instanceof URLSearchParams)) return parameters;
  const of = (name: string) => parameters.get(name) ?? '';
  if (of('username') !== credentials.user || of('password') !== credentials.password)
    return { status: 403, sentence: 'Authorization failed for sendsms' };
  const to = of('to').split(' ').filter(Boolean);
  if (to.length === 0) return { status: 400, sentence: 'Missing receiver number, rejected' };
  if (to.some((number) => !/^\+?\d{4,15}$/.test(number)))
    return { status: 400, sentence: 'Wrong receiver number, rejected' };
  const coding = Number(of('coding') || 0);
  const mask = Number(of('dlr-mask') || 0);
  return {
    from: of('from') || GLOBAL_SENDER,
    to,
    text: asSent(of('text'), coding),
    coding,
    receipts: mask > 0 && of('dlr-url') !== '' ? { mask, url: of('dlr-url') } : null,
  };
}

/** What is left of a text after its coding, and after five parts. */
function asSent(text: string, coding: number): string {
  if (coding === 2) return text.slice(0, MOST_CHARACTERS.ucs2);
  const signs = [...text].map((sign) => (GSM.test(sign) ? sign : '?'));
  return signs.slice(0, MOST_CHARACTERS.gsm).join('');
}
