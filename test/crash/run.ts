/**
 * Proves that nothing that was acknowledged is ever lost or there twice. `--cycles N` (20), `--seed N` repeats a run. On
 * SQLite every single write to the disk fails once as well; on PostgreSQL (`TEST_DATABASE_URL`) connections are cut
 * and fall silent, and PostgreSQL itself is stopped and killed.
 */
import { parseArgs } from 'node:util';
import { engine } from '../support/database.ts';
import { crashCycles } from './cycles.ts';
import { everySync } from './every-sync.ts';
import { stoppedDatabase } from './stopped.ts';
import { canTrace } from './strace.ts';

const { values } = parseArgs({
  options: {
    cycles: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const cycles = Number(values.cycles);
const seed = Number(values.seed);

say(`${engine}, ${String(cycles)} cycles, --seed ${String(seed)}`);
const counts = [await crashCycles({ cycles, seed, say })];
if (engine === 'postgres') counts.push(await stoppedDatabase(say));
if (engine === 'sqlite') {
  if (canTrace()) counts.push(await everySync(say));
  else
    say('Faults at each write to the disk: skipped, strace is not here (Debian package strace).');
}
const sum = (which: 'passed' | 'failed'): number =>
  counts.reduce((total, count) => total + count[which], 0);
say(`\n${String(sum('passed'))} passed, ${String(sum('failed'))} failed`);
process.exit(sum('failed') === 0 ? 0 : 1);
