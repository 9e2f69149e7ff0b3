'use strict';
const { reporters } = require('mocha');

/** The short dots of a long suite, the failures whole, and a closing line that machines read. */
module.exports = class Reporter extends (process.stdout.isTTY ? reporters.Spec : reporters.Dot) {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      const { passes, failures, pending } = runner.stats;
      const skipped = pending > 0 ? `, ${pending} skipped` : '';
      process.stdout.write(`\n${passes} passed, ${failures} failed${skipped}\n`);
    });
  }
};
