import { once } from 'node:events';
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { workshop } from '../../src/lib/apart.ts';
import { Refusal } from '../../src/lib/errors.ts';

const FILE = pathToFileURL(join(import.meta.dirname, 'apart-work.ts')).href;

const refusalOf = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => null,
    (error: unknown) => (error instanceof Refusal ? error.kind : error),
  );

/** True while the system knows the process. */
function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Looks again and again until it is so. */
async function until(so: () => boolean): Promise<void> {
  while (!so()) await new Promise((later) => setTimeout(later, 10));
}

/** A server of its own that has a process apart, which does something more. */
async function served(more = ''): Promise<{ server: ChildProcessWithoutNullStreams; pid: number }> {
  const apart = pathToFileURL(join(import.meta.dirname, '../../src/lib/apart.ts')).href;
  const script = `import(${JSON.stringify(apart)}).then(async ({ workshop }) => {
    const { ask, pid } = workshop();
    await ask(${JSON.stringify(FILE)}, 'environment', []);
    ${more}
    setTimeout(() => console.log(pid()), 100);
    setInterval(() => undefined, 1000);
  })`;
  const server = spawn(process.execPath, [
    '--import',
    import.meta.resolve('tsx'),
    '--input-type=module',
    '-e',
    script,
  ]);
  const [said] = (await once(server.stdout, 'data')) as [Buffer];
  return { server, pid: Number(String(said)) };
}

describe('work in a process of its own', () => {
  it('takes and gives what it is, bytes and days too', async () => {
    const { ask } = workshop();
    const given = { text: 'ab', at: new Date(0), bytes: Buffer.from([1, 2]) };
    expect(await ask(FILE, 'twice', [given])).to.deep.equal({ ...given, text: 'abab' });
  });

  it('is one process for all that is asked of it, ends after a rest, and another begins when it is needed', async () => {
    const { ask, pid } = workshop({ rest: 1 });
    const both = [ask(FILE, 'environment', []), ask(FILE, 'environment', [])];
    const first = pid() ?? 0;
    await Promise.all(both);
    await until(() => !isThere(first));
    expect(pid()).to.equal(undefined);
    await ask(FILE, 'environment', []);
  });

  it('tells what went wrong, and goes on', async () => {
    const { ask, pid } = workshop();
    const asked = ask(FILE, 'wrong', []);
    const first = pid();
    expect(String(await refusalOf(asked))).to.include('no ink');
    await ask(FILE, 'environment', []);
    expect(pid()).to.equal(first);
  });

  it('asks those to come back who waited for a process that ended, and begins another', async () => {
    const { ask } = workshop();
    const waited = [refusalOf(ask(FILE, 'never', [])), refusalOf(ask(FILE, 'die', []))];
    expect(await Promise.all(waited)).to.deep.equal(['unavailable', 'unavailable']);
    expect(await ask(FILE, 'environment', [])).to.be.an('array');
  });

  it('lets nobody wait without end, nor too many', async () => {
    const slow = workshop({ patience: 300 });
    expect(await refusalOf(slow.ask(FILE, 'never', []))).to.equal('unavailable');
    const full = workshop({ most: 1 });
    const one = full.ask(FILE, 'environment', []);
    expect(await refusalOf(full.ask(FILE, 'environment', []))).to.equal('unavailable');
    await one;
  });

  it('is not stopped by the signal that the server drains at', async () => {
    const { ask, pid } = workshop();
    await ask(FILE, 'environment', []);
    const first = pid() ?? 0;
    process.kill(first, 'SIGTERM');
    process.kill(first, 'SIGINT');
    await ask(FILE, 'environment', []);
    expect(pid()).to.equal(first);
  });

  it('gets no secret of the environment', async () => {
    process.env['DATA_KEY_OF_A_TEST'] = 'secret';
    try {
      expect(await workshop().ask(FILE, 'environment', [])).to.not.include('DATA_KEY_OF_A_TEST');
    } finally {
      delete process.env['DATA_KEY_OF_A_TEST'];
    }
  });

  it('ends with the server, even one that is killed', async () => {
    const { server, pid } = await served();
    expect(isThere(pid)).to.equal(true);
    server.kill('SIGKILL');
    await until(() => !isThere(pid));
  });

  it('says nothing when what it answers finds nobody any more', async () => {
    const { server, pid } = await served(`void ask(${JSON.stringify(FILE)}, 'outlast', []);`);
    const said = text(server.stderr);
    server.kill('SIGKILL');
    await until(() => !isThere(pid));
    expect(await said).to.equal('');
  });
});
