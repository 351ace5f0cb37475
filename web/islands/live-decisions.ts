interface Words {
  grant: string;
  deny: string;
  pause: string;
  resume: string;
  locale: string;
  /** Address of an event's page, without its id. */
  page: string;
  reasons: Record<string, string>;
  points: Record<string, string>;
}

interface LiveEvent {
  id: string;
  point: string;
  device: string;
  at: string;
  outcome: 'grant' | 'deny';
  reason: string;
}

/** Rows kept on the page: a console that stays open all day must not grow with it. */
const ROWS = 50;

const body = document.getElementById('live-decisions');
if (body instanceof HTMLTableSectionElement) follow(body);

function follow(rows: HTMLTableSectionElement): void {
  const words = JSON.parse(rows.dataset['words'] ?? '{}') as Words;
  const write = writer(words, rows.dataset['zone'] ?? 'UTC');
  const paused = pauseButton(words, () => later());
  let waiting: LiveEvent[] = [];
  let asked = false;
  // A morning has hundreds a second: drawn together, as often as the screen is.
  const draw = () => {
    asked = false;
    if (paused()) return;
    if (waiting.length > 0) rows.querySelector('.empty')?.remove();
    for (const event of waiting) rows.prepend(write(event));
    waiting = [];
    while (rows.rows.length > ROWS) rows.deleteRow(-1);
  };
  const later = () => {
    if (!asked) window.requestAnimationFrame(draw);
    asked = true;
  };
  // The browser connects again by itself when the stream ends or breaks.
  const source = new EventSource(rows.dataset['source'] ?? '');
  source.addEventListener('message', ({ data }: MessageEvent<string>) => {
    waiting = [...waiting, JSON.parse(data) as LiveEvent].slice(-ROWS);
    later();
  });
  window.addEventListener('pagehide', () => source.close());
}

/** Whoever reads a row must be able to keep it in its place. */
function pauseButton(words: Words, goOn: () => void): () => boolean {
  for (const one of document.querySelectorAll('.needs-live')) one.removeAttribute('hidden');
  const button = document.getElementById('live-pause');
  let paused = false;
  button?.addEventListener('click', () => {
    paused = !paused;
    button.textContent = paused ? words.resume : words.pause;
    if (!paused) goOn();
  });
  return () => paused;
}

function writer(words: Words, timeZone: string): (event: LiveEvent) => HTMLTableRowElement {
  const day = new Intl.DateTimeFormat(words.locale, { timeZone, day: 'numeric', month: 'short' });
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' });
  return (event) => {
    const line = document.createElement('tr');
    line.className = `${event.outcome} arrived`;
    line.setAttribute('role', 'row');
    const at = new Date(event.at);
    cell(line, make('a', `${day.format(at)} ${clock.format(at)}`, { href: words.page + event.id }));
    cell(line, make('span', words[event.outcome], { class: `badge badge-${event.outcome}` }));
    cell(line, words.points[event.point] ?? event.point);
    cell(
      line,
      `${words.reasons[event.reason] ?? ''} `,
      make('span', `(${event.reason})`, { class: 'quiet' }),
    );
    cell(line, event.device);
    return line;
  };
}

function make(name: string, text: string, attributes: Record<string, string>): HTMLElement {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.textContent = text;
  return element;
}

function cell(line: HTMLTableRowElement, ...content: (string | HTMLElement)[]): void {
  const made = line.insertCell();
  made.setAttribute('role', 'cell');
  made.append(...content);
}
