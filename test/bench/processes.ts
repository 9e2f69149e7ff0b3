import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { projectRoot } from '../../src/lib/project-root.ts';

/** A server in a process of its own, and what it has used. */
export interface Measured {
  url: string;
  /** Processor time of all its threads so far, and of the processes that it started, in milliseconds. */
  cpu(): number;
  /** Resident memory in bytes, its own and that of the processes that it started: now, and the most that was seen. */
  memory(): { now: number; peak: number };
  /** How many files and connections it has open. */
  descriptors(): number;
  stop(): Promise<void>;
}

const TICK = 10;

/** How often memory is looked at, in milliseconds. */
const LOOK = 200;

/** The processes that a process started and that still run. */
function childrenOf(pid: number): number[] {
  const threads = `/proc/${String(pid)}/task`;
  return readdirSync(threads)
    .flatMap((thread) => {
      const file = join(threads, thread, 'children');
      return existsSync(file) ? readFileSync(file, 'utf8').trim().split(' ').filter(Boolean) : [];
    })
    .map(Number);
}

/** Processor time of a process of this machine so far, with that of the ones it started, in milliseconds. */
export function cpuOf(pid: number): number {
  const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
  const used = stat
    .replace(/^.*\) /, '')
    .split(' ')
    // Of its own in user and system, then of those that ended.
    .slice(11, 15)
    .reduce((sum, ticks) => sum + Number(ticks) * TICK, 0);
  return childrenOf(pid).reduce((sum, one) => sum + whileThere(() => cpuOf(one)), used);
}

/** Resident memory of a process by itself, in bytes: what it is now, or what it was at most. */
function residentOf(pid: number, name: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
  return 1024 * Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0);
}

/** A child may end while it is looked at. */
function whileThere(look: () => number): number {
  try {
    return look();
  } catch {
    return 0;
  }
}

const residentWithChildren = (pid: number): number =>
  childrenOf(pid).reduce(
    (sum, child) => sum + whileThere(() => residentOf(child, 'VmRSS')),
    residentOf(pid, 'VmRSS'),
  );

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        done(port);
      });
    });
  });

async function start(
  args: readonly string[],
  env: Record<string, string>,
  input?: string,
): Promise<Measured> {
  const port = await freePort();
  const child: ChildProcess = spawn(process.execPath, args, {
    cwd: projectRoot,
    env: { ...process.env, NODE_ENV: 'production', PORT: String(port), ...env },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'inherit'],
  });
  child.stdin?.end(input);
  const ended = new Promise<void>((done) => {
    child.once('exit', () => {
      done();
    });
  });
  let said = '';
  await new Promise<void>((ready, failed) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes(`:${String(port)}\n`)) ready();
    });
    void ended.then(() => {
      failed(new Error(`A server stopped before it listened.\n${said}`));
    });
  });
  const pid = child.pid ?? 0;
  let most = 0;
  const watching = setInterval(() => {
    most = Math.max(
      most,
      whileThere(() => residentWithChildren(pid)),
    );
  }, LOOK);
  return {
    url: `http://127.0.0.1:${String(port)}`,
    cpu: () => cpuOf(pid),
    memory: () => ({
      now: residentWithChildren(pid),
      peak: Math.max(most, residentOf(pid, 'VmHWM')),
    }),
    descriptors: () => readdirSync(`/proc/${String(pid)}/fd`).length,
    stop: () => {
      clearInterval(watching);
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** As package.json starts it. */
const HEAP = ['--max-semi-space-size=4', '--heap-growing-percent=30'];

/** The built product over a filled folder or database, as `npm start` runs it. */
export const startProduct = (env: Record<string, string>): Promise<Measured> =>
  // Its clients come from one address here; each request names its own.
  start([...HEAP, 'dist/src/server.js'], {
    ...env,
    TRUST_PROXY: '1',
  });

/** Bare Express that sends each text at its path, and does nothing else. */
export const startBare = (pages: Record<string, string>): Promise<Measured> =>
  start(['--import', 'tsx', join('test', 'bench', 'bare-express.ts')], {}, JSON.stringify(pages));
