/** The elements of a code card that the script works on. */
export interface CodeParts {
  root: HTMLElement;
  frame: HTMLElement;
  canvas: HTMLCanvasElement;
  status: HTMLElement;
  bar: HTMLElement;
  seconds: HTMLElement;
  zoom: HTMLButtonElement;
  close: HTMLButtonElement;
  dialog: HTMLDialogElement;
  large: HTMLElement;
  /** A sentence in the page's language, from `data-say-<name>`. */
  words(name: string): string;
}

export function findParts(root: HTMLElement): CodeParts {
  const part = <Kind extends Element>(name: string, kind: new () => Kind): Kind => {
    const found = root.querySelector(`[data-part="${name}"]`);
    if (!(found instanceof kind)) throw new Error(`The code card has no ${name}.`);
    return found;
  };
  const { dataset } = root;
  return {
    root,
    frame: part('frame', HTMLElement),
    canvas: part('canvas', HTMLCanvasElement),
    status: part('status', HTMLElement),
    bar: part('bar', HTMLElement),
    seconds: part('seconds', HTMLElement),
    zoom: part('zoom', HTMLButtonElement),
    close: part('close', HTMLButtonElement),
    dialog: part('dialog', HTMLDialogElement),
    large: part('large', HTMLElement),
    words: (name) => dataset[`say${name.charAt(0).toUpperCase()}${name.slice(1)}`] ?? '',
  };
}
