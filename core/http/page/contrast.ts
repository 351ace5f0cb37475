/** Red, green and blue, 0 to 255. */
type Rgb = readonly [number, number, number];

/** Contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance). Colours are `#rrggbb`. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(rgb(one)), luminance(rgb(other))].sort((a, b) => a - b) as [
    number,
    number,
  ];
  return (light + 0.05) / (dark + 0.05);
}

/** `colour`, taken towards `pole` in small steps until it stands out from `ground` by `ratio`; at worst the pole itself. */
export function standingOut(
  colour: string,
  ground: string,
  pole: '#000000' | '#ffffff',
  ratio = 4.5,
): string {
  for (let share = 0; share < 1; share += 0.04) {
    const mixed = mix(colour, pole, share);
    if (contrast(mixed, ground) >= ratio) return mixed;
  }
  return pole;
}

function mix(from: string, to: string, share: number): string {
  const [a, b] = [rgb(from), rgb(to)];
  const channel = (at: 0 | 1 | 2) => Math.round(a[at] + (b[at] - a[at]) * share);
  return `#${[channel(0), channel(1), channel(2)].map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

function rgb(colour: string): Rgb {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
