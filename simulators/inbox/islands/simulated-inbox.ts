// The script of a list of messages: looks again by itself, and touches the page only when something came.

const LOOK_AGAIN_MS = 3000;

setInterval(() => {
  if (!document.hidden) void lookAgain();
}, LOOK_AGAIN_MS);

async function lookAgain(): Promise<void> {
  const response = await fetch(window.location.href).catch(() => undefined);
  if (response?.ok !== true) return;
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html').querySelector('main');
  const shown = document.querySelector('main');
  if (fresh === null || shown === null || fresh.innerHTML === shown.innerHTML) return;
  const at = document.activeElement?.getAttribute('href');
  shown.replaceWith(fresh);
  // Whoever stood on a link with the keyboard stands on it still.
  if (at) fresh.querySelector<HTMLElement>(`a[href="${CSS.escape(at)}"]`)?.focus();
}
