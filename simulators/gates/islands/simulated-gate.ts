// The script of a simulated gate's page: keeps light and display up to date, and hands pictures to the device.

const device = document.querySelector<HTMLElement>('[data-gate]');
const POLL_MS = 1000;
const MAX_SIDE = 1600;

if (device !== null) start(device);

function start(gate: HTMLElement): void {
  const path = gate.getAttribute('data-gate') ?? '';
  const scan = (file: File) => void scanPicture(gate, path, file);
  setInterval(() => {
    if (!document.hidden) void refresh(gate, path);
  }, POLL_MS);
  const input = gate.querySelector<HTMLInputElement>('#picture');
  input?.addEventListener('change', () => {
    const file = input.files?.[0];
    // Emptied, or the same file chosen a second time would be no change.
    input.value = '';
    if (file !== undefined) scan(file);
  });
  document.addEventListener('paste', (event) => {
    const file = pictureOf(event.clipboardData);
    if (file === undefined) return;
    event.preventDefault();
    scan(file);
  });
  const place = gate.querySelector<HTMLElement>('[data-picture]');
  if (place !== null) takeDrops(place, scan);
}

function takeDrops(place: HTMLElement, scan: (file: File) => void): void {
  place.hidden = false;
  // Beside the place, too: a picture that was dropped a little off would replace the page.
  document.addEventListener('dragover', (event) => event.preventDefault());
  place.addEventListener('dragenter', () => place.classList.add('over'));
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    place.classList.remove('over');
    const file = pictureOf(event.dataTransfer);
    if (file !== undefined) scan(file);
  });
}

function pictureOf(brought: DataTransfer | null): File | undefined {
  return [...(brought?.files ?? [])].find(({ type }) => type.startsWith('image/'));
}

async function refresh(gate: HTMLElement, path: string): Promise<void> {
  const response = await fetch(`${path}/state`).catch(() => undefined);
  if (response?.ok !== true) return;
  const { light = 'grey', ...words } = (await response.json()) as Record<string, string>;
  gate.setAttribute('data-light', light);
  gate.setAttribute('data-online', String(words['line'] === 'connected'));
  for (const [name, text] of Object.entries(words)) say(gate, name, text);
  // The display forgets after seconds; whoever looks later still reads what was answered.
  if (light !== 'grey') say(gate, 'last', `${words['big']}: ${words['small']}`);
}

function say(gate: HTMLElement, name: string, text: string): void {
  const place = gate.querySelector(`[data-${name}]`);
  if (place !== null && place.textContent !== text) place.textContent = text;
}

async function scanPicture(gate: HTMLElement, path: string, file: File): Promise<void> {
  const point = gate.querySelector<HTMLSelectElement>('#point')?.value ?? '';
  say(gate, 'note', 'Reading the picture …');
  say(gate, 'note', await shown(`${path}/picture?point=${encodeURIComponent(point)}`, file));
  await refresh(gate, path);
}

/** Shows a picture to the device; what there is to say about it, or nothing when the display says it all. */
async function shown(address: string, file: File): Promise<string> {
  const body = await asPng(file).catch(() => undefined);
  if (body === undefined) return 'That is no picture that this browser can read.';
  const headers = { 'content-type': 'image/png' };
  const response = await fetch(address, { method: 'POST', headers, body }).catch(() => undefined);
  if (response === undefined) return 'The virtual campus does not answer. Is it still running?';
  return response.ok ? '' : 'No code could be read in that picture.';
}

/** Whatever format the picture has, the device gets a PNG of a bearable size. */
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
