/**
 * The magnifier: the code alone on the whole screen, in a modal dialog, so that the keyboard and Escape work as everywhere.
 * The one canvas moves; `resized` draws it anew for the room that it has there.
 */
export function setUpZoom(
  parts: {
    button: HTMLButtonElement;
    close: HTMLButtonElement;
    dialog: HTMLDialogElement;
    frame: HTMLElement;
    large: HTMLElement;
    canvas: HTMLElement;
  },
  resized: () => void,
): void {
  const { button, close, dialog, frame, large, canvas } = parts;
  button.addEventListener('click', () => {
    large.append(canvas);
    dialog.showModal();
    resized();
  });
  close.addEventListener('click', () => dialog.close());
  large.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => {
    frame.prepend(canvas);
    resized();
    button.focus();
  });
}
