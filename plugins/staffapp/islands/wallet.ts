import { runCode } from '../../../web/islands/code/run-code.js';

const root = document.getElementById('wallet');
if (root) runCode(root);
