import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../src/lib/project-root.ts';
import { emptyDatabase } from './support/database.ts';
import { courseFolder } from './support/course.ts';

/** Runs a command as an operator would. */
const aula = (words: string[], env: NodeJS.ProcessEnv = {}) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'src/cli.ts', ...words],
    {
      cwd: projectRoot,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    },
  );
  return { status, stdout, stderr };
};

describe('the commands of aula', function () {
  this.timeout(60_000);

  it('check course files and say so', () => {
    const { status, stdout } = aula(['content', 'check', courseFolder('curso-breve')]);
    // It was made small for tests, which its advice says.
    expect(stdout).to.match(/Cursos: 1\. Errores: 0\. Avisos: \d+\.\n$/);
    expect(status).to.equal(0);
  });

  it('tell mistakes with file and line, and fail', () => {
    const folder = mkdtempSync(join(tmpdir(), 'aula-cli-'));
    try {
      const course = join(folder, 'curso-breve');
      cpSync(courseFolder('curso-breve'), course, { recursive: true });
      const file = join(course, 'course.yml');
      writeFileSync(
        file,
        readFileSync(file, 'utf8').replace('[la-plaza, escuchar-bien]', '[la-plaza, nada]'),
      );
      const { status, stdout } = aula(['content', 'check', folder]);
      expect(stdout).to.match(
        /curso-breve\/course\.yml:\d+: No existe la lección «nada» en la carpeta lessons\.\n/,
      );
      expect(stdout).to.match(
        /escuchar-bien\.md:1: Ningún módulo incluye la lección «escuchar-bien»\.\n/,
      );
      expect(stdout).to.match(/Cursos: 1\. Errores: 2\. Avisos: 0\.\n$/);
      expect(status).to.equal(1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('compare course files with what is published, where a database is there', async () => {
    const { dataDir, databaseUrl, drop } = await emptyDatabase();
    const secrets = { SESSION_SECRET: 'x'.repeat(32), DATA_KEY: '11'.repeat(32) };
    const env = {
      DATA_DIR: dataDir,
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl, ...secrets }),
    };
    const folder = mkdtempSync(join(tmpdir(), 'aula-cli-'));
    try {
      expect(aula(['content', 'sync'], env).status).to.equal(0);
      const course = join(folder, 'res-con');
      cpSync(courseFolder('res-con'), course, { recursive: true });
      const file = join(course, 'questions/forma-b-1.yml');
      const [, id = ''] = /^- id: (.+)$/m.exec(readFileSync(file, 'utf8')) ?? [];
      writeFileSync(file, readFileSync(file, 'utf8').replace(`id: ${id}`, `id: ${id}-b`));
      const { status, stdout } = aula(['content', 'check', folder], env);
      expect(status, stdout).to.equal(0);
      expect(stdout).to.include(`El reactivo «${id}» ya se publicó y ahora no está.`);
    } finally {
      rmSync(folder, { recursive: true });
      await drop();
    }
  });

  it('fail where there is no course', () => {
    const { status, stderr } = aula(['content', 'check', '/no-such-folder']);
    expect(status).to.equal(1);
    expect(stderr).to.include('No hay ningún curso en /no-such-folder.');
  });

  it('migrate an empty database and publish the courses once', async () => {
    const { dataDir, databaseUrl, drop } = await emptyDatabase();
    const env = {
      DATA_DIR: dataDir,
      ...(databaseUrl === undefined
        ? {}
        : { DATABASE_URL: databaseUrl, SESSION_SECRET: 'x'.repeat(32), DATA_KEY: '11'.repeat(32) }),
    };
    try {
      expect(aula(['migrate'], env).stdout).to.match(/^Migraciones aplicadas: [1-9]\d*\.\n$/);
      expect(aula(['content', 'sync'], env).stdout).to.include('res-con: versión 1 publicada.');
      const again = aula(['content', 'sync'], env);
      expect(again.stdout).to.include('res-con: sin cambios.');
      expect(again.status).to.equal(0);
    } finally {
      await drop();
    }
  });

  it('asks for a network or an institution before inviting, without touching a database', () => {
    for (const words of [[], ['--network', 'x', '--uses', 'mil']]) {
      const { status, stderr } = aula(['people', 'invite', ...words]);
      expect(stderr).to.contain('--institution');
      expect(status).to.equal(1);
    }
  });
});
