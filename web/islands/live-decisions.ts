interface Words {
  grant: string;
  deny: string;
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
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: rows.dataset['zone'] ?? 'UTC',
    timeStyle: 'medium',
  });
  // The browser connects again by itself when the stream ends or breaks.
  const source = new EventSource(rows.dataset['source'] ?? '');
  source.addEventListener('message', ({ data }: MessageEvent<string>) => {
    rows.querySelector('.empty')?.remove();
    rows.prepend(row(JSON.parse(data) as LiveEvent, words, clock));
    while (rows.rows.length > ROWS) rows.deleteRow(-1);
  });
  window.addEventListener('pagehide', () => source.close());
}

function row(event: LiveEvent, words: Words, clock: Intl.DateTimeFormat): HTMLTableRowElement {
  const line = document.createElement('tr');
  line.className = `${event.outcome} arrived`;
  const badge = document.createElement('span');
  badge.className = `badge badge-${event.outcome}`;
  badge.textContent = words[event.outcome];
  cell(line, clock.format(new Date(event.at)));
  cell(line, words.points[event.point] ?? event.point);
  cell(line, badge);
  cell(line, `${words.reasons[event.reason] ?? ''} (${event.reason})`);
  cell(line, event.device);
  return line;
}

function cell(line: HTMLTableRowElement, content: string | HTMLElement): void {
  line.insertCell().append(content);
}
