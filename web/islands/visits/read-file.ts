/** Puts a chosen file into the text field; nothing is sent before the form is. */
export function setUpFile(input: HTMLInputElement): void {
  const place = input.closest<HTMLElement>('[data-part="file"]');
  const field = document.getElementById(input.dataset['into'] ?? '');
  const said = place?.querySelector<HTMLElement>('[data-part="read"]');
  if (!place || !(field instanceof HTMLTextAreaElement)) return;
  place.hidden = false;
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (!file) return;
    void file.arrayBuffer().then((bytes) => {
      field.value = textOf(bytes);
      if (said) said.textContent = said.dataset['say'] ?? '';
    });
  });
}

/** Spreadsheets on Chinese computers save CSV as GB 18030 still. */
function textOf(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
