import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '../operations/places.ts';

/** Both names, since builds of SQLite differ in which one they call. */
const SYNCS = 'fsync,fdatasync';

/** Whether strace is here and may look into a process. */
export const canTrace = (): boolean =>
  spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;

export interface Trace {
  /** Lets go, and answers the calls that were seen, in their order. */
  stop(): Promise<string[]>;
}

async function trace(pid: number, options: readonly string[]): Promise<Trace> {
  const file = join(newFolder(), 'trace');
  const child = spawn('strace', ['-f', '-y', '-o', file, ...options, '-p', String(pid)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = once(child, 'close');
  await Promise.race([once(child.stderr, 'data'), ended]);
  return {
    async stop() {
      child.kill('SIGINT');
      await ended;
      return readFileSync(file, 'utf8').split('\n');
    },
  };
}

export type Fault = 'signal=KILL' | 'error=EIO';

/** Makes the call that brings data to the disk fail, the one with this number from now on. */
export const failAtSync = (pid: number, fault: Fault, number: number): Promise<Trace> =>
  trace(pid, ['-e', `trace=${SYNCS}`, '-e', `inject=${SYNCS}:${fault}:when=${String(number)}`]);

/** Writes down what goes to the disk and to clients. */
export const watchSyncs = (pid: number): Promise<Trace> =>
  trace(pid, ['-s', '4000', '-e', `trace=${SYNCS},write,writev`]);
