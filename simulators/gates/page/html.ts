/** Markup that is ready to be sent. Only `html` makes it, so everything else that is filled in is escaped. */
export class Markup {
  constructor(readonly text: string) {}
}

type Filling = string | number | Markup | Markup[];

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function html(strings: TemplateStringsArray, ...fillings: Filling[]): Markup {
  return new Markup(String.raw({ raw: strings }, ...fillings.map(filled)));
}

function filled(filling: Filling): string {
  if (filling instanceof Markup) return filling.text;
  if (Array.isArray(filling)) return filling.map(({ text }) => text).join('');
  return String(filling).replaceAll(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);
}
