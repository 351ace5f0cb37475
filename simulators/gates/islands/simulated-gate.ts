// The script of a simulated gate's page: keeps light and display up to date, and hands pictures to the device.

const device = document.querySelector<HTMLElement>('[data-gate]');
const POLL_MS = 1000;
const MAX_SIDE = 1600;

if (device !== null) start(device);

function start(gate: HTMLElement): void {
  const path = gate.getAttribute('data-gate') ?? '';
  const picture = gate.querySelector<HTMLElement>('[data-picture]');
  if (picture !== null) picture.hidden = false;
  setInterval(() => {
    if (!document.hidden) void refresh(gate, path);
  }, POLL_MS);
  gate.querySelector<HTMLInputElement>('#picture')?.addEventListener('change', (event) => {
    const file = (event.target as HTMLInputElement).files?.[0];
    if (file !== undefined) void scanPicture(gate, path, file);
  });
  document.addEventListener('paste', (event) => {
    const file = [...(event.clipboardData?.files ?? [])].find(({ type }) => type.startsWith('image/'));
    if (file === undefined) return;
    event.preventDefault();
    void scanPicture(gate, path, file);
  });
}

async function refresh(gate: HTMLElement, path: string): Promise<void> {
  const response = await fetch(`${path}/state`).catch(() => undefined);
  if (response?.ok !== true) return;
  const { light, ...words } = (await response.json()) as Record<string, string>;
  gate.setAttribute('data-light', light ?? 'grey');
  for (const [name, text] of Object.entries(words)) {
    const place = gate.querySelector(`[data-${name}]`);
    if (place !== null && place.textContent !== text) place.textContent = text;
  }
}

/** Whatever format the picture has, the device gets a PNG of a bearable size. */
async function scanPicture(gate: HTMLElement, path: string, file: File): Promise<void> {
  const point = gate.querySelector<HTMLSelectElement>('#point')?.value ?? '';
  const response = await fetch(`${path}/picture?point=${encodeURIComponent(point)}`, {
    method: 'POST',
    headers: { 'content-type': 'image/png' },
    body: await asPng(file),
  });
  const note = gate.querySelector('[data-note]');
  if (note !== null) note.textContent = response.ok ? '' : 'No code could be read in that picture.';
  await refresh(gate, path);
}

async function asPng(file: File): Promise<Blob> {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, MAX_SIDE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((png) => (png === null ? reject(new Error('no picture')) : resolve(png)), 'image/png');
  });
}
