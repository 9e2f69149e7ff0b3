import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { CAST_PASSWORD } from '../../src/demo/cast.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { startApp } from '../support/app.ts';
import { Browser } from '../support/browser.ts';
import { serve } from '../support/served.ts';
import { liveIn } from '../support/world.ts';

/** The commands that the README gives an operator: those that back up, and those that restore and start. */
function commandsOfReadme(): { backUp: string[]; restore: string[] } {
  const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');
  const section = /\n## Back up and restore\n([\s\S]*?)\n## /.exec(readme)?.[1] ?? '';
  const blocks = [...section.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) =>
    block.split('\n').filter((line) => line !== ''),
  );
  const [backUp = [], restore = []] = blocks;
  return { backUp, restore };
}

describe('the drill of the README', () => {
  let folder: string;
  let code: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'aula-drill-'));
    for (const name of [
      'package.json',
      'node_modules',
      'src',
      'dist',
      'views',
      'content',
      'public',
    ])
      symlinkSync(join(projectRoot, name), join(folder, name));
    const app = await startApp();
    ({ code } = (await liveIn(app)).current);
    cpSync(app.dataDir, join(folder, 'data'), { recursive: true });
    const secrets = { sessionSecret: 'x'.repeat(40), dataKey: '11'.repeat(32) };
    writeFileSync(join(folder, 'data', 'secrets.json'), JSON.stringify(secrets), { mode: 0o600 });
    await app.stop();
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (command: string): Promise<{ status: number | null; said: string }> =>
    new Promise((done) => {
      const child = spawn('bash', ['-c', command], {
        cwd: folder,
        env: { PATH: process.env['PATH'], HOME: folder },
      });
      let said = '';
      child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
      child.once('close', (status) => {
        done({ status, said });
      });
    });
  const rosaAt = async (url: string): Promise<Browser> => {
    const browser = new Browser(url);
    const answer = await browser.post('/entrar', { username: 'rosa', password: CAST_PASSWORD });
    expect(answer.status, answer.text).to.equal(303);
    return browser;
  };
  const start = () => serve('start', { HOME: folder }, folder);

  it('saves a lost folder: back up under load, destroy, restore, verify, start, sign in, check', async () => {
    const { backUp, restore } = commandsOfReadme();
    expect(backUp).to.have.lengthOf(2);
    expect(restore.at(-1)).to.equal('npm start');

    const server = await start();
    const rosa = await rosaAt(server.url);
    let named = 0;
    const load = { on: true };
    const write = async (): Promise<void> => {
      const answer = await rosa.post('/cuenta/nombre', { nombre: `Rosa ${String(named + 1)}` });
      expect(answer.status).to.equal(303);
      named += 1;
    };
    await write();
    await write();
    const before = named;
    const writer = (async () => {
      while (load.on) await write();
    })();
    for (const command of backUp) {
      const { status, said } = await run(command);
      expect(status, said).to.equal(0);
    }
    const during = named - before;
    load.on = false;
    await writer;
    expect(during, 'nothing was written meanwhile').to.be.greaterThan(10);
    expect(await server.stop()).to.be.oneOf([0, null]);

    rmSync(join(folder, 'data'), { recursive: true });
    for (const command of restore.slice(0, -1)) {
      const { status, said } = await run(command);
      expect(status, `${command}\n${said}`).to.equal(0);
      if (command.includes('verify')) expect(said).to.include('Todo está bien.');
    }
    const again = await start();
    try {
      const rosaAgain = await rosaAt(again.url);
      const [, number] = /Rosa (\d+)/.exec((await rosaAgain.get('/cuenta')).text) ?? [];
      expect(Number(number), 'what was acknowledged before is there').to.be.at.least(before);
      expect((await rosaAgain.visit('/mi-aprendizaje')).text).to.include('Acuerdos en la plaza');
      expect((await new Browser(again.url).get(`/v/${code}`)).text).to.include('Vigente');
      const { status, said } = await run(restore.find((line) => line.includes('restore')) ?? '');
      expect(said).to.include('Un servidor usa esta base de datos');
      expect(status).to.equal(1);
    } finally {
      await again.stop();
    }
    expect(existsSync(join(folder, 'backups'))).to.equal(true);
  });
});
