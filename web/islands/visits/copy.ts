/** Shows the button that copies a field; without script the field is there to be marked and copied by hand. */
export function setUpCopy(button: HTMLButtonElement): void {
  const field = document.getElementById(button.dataset['copy'] ?? '');
  if (!(field instanceof HTMLInputElement)) return;
  button.hidden = false;
  field.addEventListener('focus', () => field.select());
  button.addEventListener('click', () => {
    void copy(field).then((done) => {
      if (done) button.textContent = button.dataset['copied'] ?? '';
    });
  });
  field.focus();
}

async function copy(field: HTMLInputElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    // Without a secure origin, or refused: the link is marked, and the person's own copy command takes it.
    field.focus();
    field.select();
    return false;
  }
}
