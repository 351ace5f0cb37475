import { setUpCopy } from './visits/copy.js';
import { setUpFile } from './visits/read-file.js';

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) setUpCopy(button);
for (const input of document.querySelectorAll<HTMLInputElement>('input[type="file"][data-into]'))
  setUpFile(input);
