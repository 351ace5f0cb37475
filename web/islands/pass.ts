import { runCode } from './code/run-code.js';
import { followPass } from './pass/follow.js';

const code = document.getElementById('code');
if (code) runCode(code);
const pass = document.getElementById('pass');
if (pass) followPass(pass);
