'use strict';
const { relative } = require('node:path');
const { performance } = require('node:perf_hooks');
const { reporters } = require('mocha');

/** How many of the slowest files are named at the end. */
const NAMED = 12;

/** The short dots of a long suite, the failures whole, the files that take longest, and a closing line that machines read. */
module.exports = class Reporter extends (process.stdout.isTTY ? reporters.Spec : reporters.Dot) {
  constructor(runner, options) {
    super(runner, options);
    const seconds = new Map();
    let since = 0;
    runner.on('suite', (suite) => {
      if (suite.parent?.root) since = performance.now();
    });
    runner.on('suite end', (suite) => {
      if (!suite.parent?.root || !suite.file) return;
      const took = (performance.now() - since) / 1000;
      seconds.set(suite.file, (seconds.get(suite.file) ?? 0) + took);
    });
    runner.once('end', () => {
      const { passes, failures, pending } = runner.stats;
      const skipped = pending > 0 ? `, ${pending} skipped` : '';
      const slowest = [...seconds].sort((a, b) => b[1] - a[1]).slice(0, NAMED);
      process.stdout.write('\n');
      for (const [file, took] of slowest) {
        if (took >= 1) process.stdout.write(`slow ${took.toFixed(0)} s ${relative('.', file)}\n`);
      }
      process.stdout.write(`${passes} passed, ${failures} failed${skipped}\n`);
    });
  }
};
