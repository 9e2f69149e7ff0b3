import { spawnSync, type SpawnSyncOptions } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/served.ts';

/** Where Debian keeps the programs of each version. */
const PROGRAMS = '/usr/lib/postgresql';
const USER = 'postgres';
const TRIES = 100;

/** A PostgreSQL server of our own, which may be stopped and killed. */
export interface Cluster {
  url: string;
  /** Ends it: `fast` after a checkpoint, `immediate` as if the power went. */
  stop(how: 'fast' | 'immediate'): void;
  /** Kills its first process, which gets no chance to tell the others. */
  kill(): void;
  /** Resolves when it takes connections again. */
  start(): Promise<void>;
  /** Stops it, and leaves nothing behind. */
  remove(): void;
}

function programs(): string | null {
  if (!existsSync(PROGRAMS)) return null;
  const versions = readdirSync(PROGRAMS).sort((one, other) => Number(other) - Number(one));
  const folders = versions.map((version) => join(PROGRAMS, version, 'bin'));
  return folders.find((folder) => existsSync(join(folder, 'initdb'))) ?? null;
}

/** Who runs it: it refuses root. Null where nobody else is there. */
function owner(): { uid: number; gid: number } | null {
  const uid = process.getuid?.() ?? 0;
  if (uid !== 0) return { uid, gid: process.getgid?.() ?? uid };
  const [user, group] = ['-u', '-g'].map((which) =>
    spawnSync('id', [which, USER], { encoding: 'utf8' }),
  );
  if (user?.status !== 0 || group?.status !== 0) return null;
  return { uid: Number(user.stdout), gid: Number(group.stdout) };
}

/** Starts a new one in a folder of its own, at a port of its own; says why not where it cannot. */
export async function newCluster(): Promise<Cluster | string> {
  const bin = programs();
  if (bin === null) return `no PostgreSQL is in ${PROGRAMS}`;
  const who = owner();
  if (who === null) return `there is no user ${USER}, and PostgreSQL does not run as root`;

  const folder = mkdtempSync(join(tmpdir(), 'aula-cluster-'));
  chownSync(folder, who.uid, who.gid);
  const data = join(folder, 'data');
  const port = String(await freePort());
  const how: SpawnSyncOptions = { ...who, cwd: folder, stdio: 'ignore' };
  const run = (program: string, ...words: string[]): boolean =>
    spawnSync(join(bin, program), ['-D', data, ...words], how).status === 0;
  // In a hurry, as some are set up: what is told as kept must be on the disk all the same.
  const hurry = '-c synchronous_commit=off';
  const settings = `${hurry} -p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=on`;
  const start = (): boolean =>
    run('pg_ctl', 'start', '-w', '-l', join(folder, 'log'), '-o', settings);
  const made = run('initdb', '-U', USER, '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '-N');
  if (!made || !start()) throw new Error(`No PostgreSQL could be made in ${folder}`);

  const stop = (mode: 'fast' | 'immediate'): boolean => run('pg_ctl', 'stop', '-w', '-m', mode);
  return {
    url: `postgres://${USER}@127.0.0.1:${port}/postgres`,
    stop(mode) {
      if (!stop(mode)) throw new Error(`PostgreSQL did not stop (${mode})`);
    },
    kill() {
      const [pid] = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
      process.kill(Number(pid), 'SIGKILL');
    },
    async start() {
      // After a kill its other processes take a moment to notice, and it does not start beside them.
      for (let tries = 1; tries <= TRIES; tries += 1) {
        if (start()) return;
        await new Promise((done) => setTimeout(done, 100));
      }
      throw new Error(readFileSync(join(folder, 'log'), 'utf8').slice(-2000));
    },
    remove() {
      stop('immediate');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
