import { appendFileSync } from 'node:fs';
import Mocha from 'mocha';

const FILE = process.env['FAILURES_FILE'];

/**
 * Mocha's own report, and a line for each failure in the file that FAILURES_FILE names: the test file, a tab, its title.
 * What runs the suites reads it to name the failures last, and to look at a single one again.
 */
export default class FailuresReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.on(Mocha.Runner.constants.EVENT_TEST_FAIL, (test: Mocha.Runnable) => {
      if (FILE) appendFileSync(FILE, `${test.file ?? ''}\t${test.fullTitle()}\n`);
    });
  }
}
