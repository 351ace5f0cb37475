/** How often the numbers are asked for while somebody looks. */
const EVERY_MS = 10_000;

const place = document.getElementById('overview');
if (place) keepFresh(place, place.dataset['source'] ?? '');

function keepFresh(overview: HTMLElement, source: string): void {
  const stale = document.getElementById('overview-stale');
  let timer: number | undefined;
  const later = () => {
    window.clearTimeout(timer);
    timer = document.hidden ? undefined : window.setTimeout(() => void look(), EVERY_MS);
  };
  const look = async () => {
    try {
      const answer = await fetch(source, { signal: AbortSignal.timeout(EVERY_MS) });
      // Signed out, or no longer allowed: the page itself says so.
      if (answer.status === 401 || answer.status === 403) return location.reload();
      if (!answer.ok) throw new Error(String(answer.status));
      renew(overview, await answer.text());
      if (stale) stale.hidden = true;
    } catch {
      if (stale) stale.hidden = false;
    }
    later();
  };
  document.addEventListener('visibilitychange', () => (document.hidden ? later() : void look()));
  document.getElementById('overview-live')?.removeAttribute('hidden');
  later();
}

/** Each part by itself: what has not changed, and what somebody is in, stays as it is. */
function renew(overview: HTMLElement, html: string): void {
  const fresh = new DOMParser().parseFromString(html, 'text/html');
  for (const part of fresh.querySelectorAll<HTMLElement>('[data-now]')) {
    const old = overview.querySelector<HTMLElement>(`[data-now="${part.dataset['now']}"]`);
    if (!old || old.contains(document.activeElement)) continue;
    for (const { id } of old.querySelectorAll('details[open]'))
      part.querySelector(`#${id}`)?.setAttribute('open', '');
    if (old.outerHTML !== part.outerHTML) old.replaceWith(document.importNode(part, true));
  }
}
