import { Mishaps } from './demo/mishaps.js';
import { filled, part, type Stage, stageOf } from './demo/parts.js';
import { type Owner, Phone } from './demo/phone.js';
import { Reader } from './demo/reader.js';
import { Sound } from './demo/sound.js';

const root = document.getElementById('demo');
if (root) start(stageOf(root));

function start(stage: Stage): void {
  const { root: scene, say } = stage;
  const sound = new Sound(part(scene, 'sound', HTMLButtonElement), say);
  const phone = new Phone(stage);
  const reader = new Reader(stage, sound);
  const mishaps = new Mishaps(stage, phone, reader);
  scene.addEventListener('click', () => sound.wake(), { capture: true });
  setUpPeople(stage, phone, mishaps);
  part(scene, 'hold', HTMLButtonElement).addEventListener('click', () => {
    void holdPhone(stage, phone, reader);
  });
}

/** The phone moves to the reader, the reader's camera sees what is on the screen, and the device does the rest. */
async function holdPhone({ root: scene, say }: Stage, phone: Phone, reader: Reader): Promise<void> {
  if (!phone.awaitsCode()) return reader.meaning(say.noCode);
  const body = part(scene, 'phone', HTMLElement);
  body.classList.add('phone-held');
  try {
    const picture = phone.picture() ?? (await phone.nextPicture());
    if (picture) await reader.hold(picture.text);
    else reader.meaning(say.notRead);
  } finally {
    body.classList.remove('phone-held');
  }
}

function setUpPeople(stage: Stage, phone: Phone, mishaps: Mishaps): void {
  const { root: scene, campus } = stage;
  const people = part(scene, 'people', HTMLDetailsElement);
  const buttons = [...scene.querySelectorAll<HTMLButtonElement>('.demo-person')];
  const kept = `gatehouse-demo-${campus}`;
  // Beside the phone there is room for the whole list; above it on a small screen only for its head.
  const wide = () => window.matchMedia('(min-width: 75rem)').matches;
  people.open = wide();
  phone.handedTo = ({ name, key }) => {
    for (const one of buttons)
      one.setAttribute('aria-pressed', String(key !== null && one.dataset['person'] === key));
    part(scene, 'who', HTMLElement).textContent = filled(stage.say.person, { name });
    if (key === null) localStorage.removeItem(kept);
    else localStorage.setItem(kept, key);
  };
  const choose = (one: HTMLButtonElement) => {
    const owner = ownerOf(one);
    if (!wide()) people.open = false;
    if (owner.key === null) void mishaps.run(() => mishaps.openVisit('now', owner.name));
    else void phone.be(owner);
    if (one.dataset['left']) mishaps.offerReturn(owner);
  };
  for (const one of buttons) one.addEventListener('click', () => choose(one));
  const before = buttons.find(({ dataset }) => dataset['person'] === localStorage.getItem(kept));
  const [first] = buttons;
  if (before) {
    phone.resume(ownerOf(before));
    if (before.dataset['left']) mishaps.offerReturn(ownerOf(before));
  } else if (first) choose(first);
}

function ownerOf({ dataset }: HTMLButtonElement): Owner {
  return { name: dataset['name'] ?? '', key: dataset['person'] ?? null, login: dataset['login'] ?? null };
}
