import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { newFolder } from '../operations/places.ts';

export interface Outcome {
  status: number | null;
  /** Both outputs, as they came. */
  said: string;
}

/** A machine with systemd, files and a network of its own, on which is installed what is installed on this one. */
export interface Machine {
  /** Where its files are, seen from here. */
  readonly root: string;
  /** Runs commands as root, and stops at the first that fails. */
  run(commands: string): Promise<Outcome>;
  /** Starts it anew with the same disk. */
  reboot(): Promise<void>;
  stop(): void;
}

const NEEDED = ['unshare', 'nsenter', 'nginx', 'rsync', 'sshd', 'age-keygen', 'logrotate'];
const SEPARATE = ['--mount', '--pid', '--cgroup', '--uts', '--ipc', '--fork', '--kill-child'];
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin';

/** Why no machine can be made here; null where it can. */
export function whyNoMachine(): string | null {
  const env = { PATH };
  const missing = NEEDED.filter((name) => spawnSync('which', [name], { env }).status !== 0);
  if (missing.length > 0) return `not installed: ${missing.join(', ')}`;
  return spawnSync('unshare', [...SEPARATE, 'true']).status === 0 ? null : 'only root may make one';
}

const script = (name: string): string => join(import.meta.dirname, name);

const firstChildOf = (pid: number | undefined): string =>
  readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8').split(' ')[0] ?? '';

function outcomeOf(child: ChildProcess): Promise<Outcome> {
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((done) => {
    child.once('close', (status) => {
      done({ status, said });
    });
  });
}

/** Makes a machine and boots it. */
export async function newMachine(): Promise<Machine> {
  const folder = newFolder();
  const disk = spawn('unshare', ['--mount', '--net', 'bash', script('disk.sh'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((ready, failed) => {
    disk.stdout.once('data', ready);
    disk.once('exit', () => {
      failed(new Error('The disk of the machine could not be made.'));
    });
  });
  let power: ChildProcess;

  const run = (commands: string): Promise<Outcome> => {
    const into = ['-t', firstChildOf(power.pid), '-m', '-n', '-p', '-C', '-u', '-i'];
    const env = { PATH, HOME: '/root' };
    const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe'];
    const child = spawn('nsenter', [...into, 'bash', '-euc', commands], { env, cwd: '/', stdio });
    return outcomeOf(child);
  };

  async function boot(): Promise<void> {
    const into = ['-t', String(disk.pid), '-m', '-n', 'unshare', ...SEPARATE];
    const booting = ['bash', script('boot.sh'), join(folder, 'root')];
    power = spawn('nsenter', [...into, ...booting], { stdio: 'ignore' });
    for (let tries = 0; tries < 100; tries += 1) {
      await setTimeout(100);
      const { said } = await run('systemctl is-system-running --wait');
      if (/running|degraded/.test(said)) return;
    }
    throw new Error('The machine did not start.');
  }

  await boot();
  return {
    get root() {
      return `/proc/${firstChildOf(power.pid)}/root`;
    },
    run,
    async reboot() {
      const ended = new Promise((done) => power.once('close', done));
      await run('systemctl poweroff');
      await ended;
      await boot();
    },
    stop() {
      power.kill('SIGKILL');
      disk.kill('SIGKILL');
    },
  };
}
