const SYSTEMS: readonly [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Macintosh/, 'Mac'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

/** What a browser says of its device, as the first proposal for the phone's name: "Pixel 8", "iPhone", "Windows". */
export function phoneLabel(userAgent: string | undefined): string {
  const agent = userAgent ?? '';
  // "Android 10; K" is what browsers send that tell no model.
  const model = /Android [\d.]+; ([^;)]+?)(?: Build\/[^;)]*)?[;)]/.exec(agent)?.[1]?.trim();
  if (model !== undefined && model !== 'K' && !/^(Mobile|Tablet)$/.test(model)) return model.slice(0, 40);
  return SYSTEMS.find(([pattern]) => pattern.test(agent))?.[1] ?? '';
}
