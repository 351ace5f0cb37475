import { askCode } from './ask-code.js';
import { takeFirstCode } from './first-code.js';
import { KeepRenewing } from './keep-renewing.js';
import { findParts } from './parts.js';
import { CodeView } from './view.js';
import { setUpZoom } from './zoom.js';

/** Makes a code card live: a new code each step while somebody looks, nothing while nobody does. */
export function runCode(root: HTMLElement): void {
  const parts = findParts(root);
  const view = new CodeView(parts);
  const { codes: address = '' } = root.dataset;
  const renewal = new KeepRenewing(
    {
      now: () => performance.now(),
      after: (ms, call) => {
        const timer = setTimeout(call, ms);
        return () => clearTimeout(timer);
      },
      ask: (signal) => askCode(address, signal),
      show: (state) => view.show(state),
    },
    takeFirstCode(root),
    document.visibilityState === 'visible',
  );
  setUpZoom({ ...parts, button: parts.zoom }, () => view.resized());
  renewal.start();
  // A device that slept may have stopped the steady clock, so coming back always asks anew.
  document.addEventListener('visibilitychange', () =>
    renewal.tell({ kind: document.visibilityState === 'visible' ? 'visible' : 'hidden' }),
  );
  window.addEventListener('pagehide', () => renewal.tell({ kind: 'hidden' }));
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) renewal.tell({ kind: 'visible' });
  });
  window.addEventListener('online', () => renewal.tell({ kind: 'online' }));
  new ResizeObserver(() => view.resized()).observe(parts.frame);
}
