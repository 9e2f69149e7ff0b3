import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Browser } from '../support/browser.ts';
import { serve } from '../support/served.ts';

describe('a fresh machine', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'aula-fresh-'));
  });
  afterEach(() => {
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('starts with one command, shows the courses, and makes the first administrator through a link that works once', async () => {
    const server = await serve('start', { DATA_DIR: dataDir });
    try {
      const visitor = new Browser(server.url);
      expect((await visitor.get('/cursos')).text).to.include('Resolución de conflictos');
      expect(statSync(dataDir).mode & 0o077).to.equal(0);
      expect(statSync(join(dataDir, 'secrets.json')).mode & 0o077).to.equal(0);

      const [, path] = /localhost:\d+(\/primer-administrador\/\S+)/.exec(server.output()) ?? [];
      expect(path, server.output()).to.be.a('string');
      const ada = new Browser(server.url);
      const fields = { nombre: 'Ada Rentería', username: 'ada', password: 'nublado jueves tejido' };
      const made = await ada.post(path ?? '', fields);
      expect(made.status, made.text).to.equal(303);
      expect((await ada.visit('/administrar')).status).to.equal(200);
      const again = await new Browser(server.url).post(path ?? '', { ...fields, username: 'otra' });
      expect(again.status).to.be.within(400, 499);
    } finally {
      await server.stop();
    }
  });

  it('stops with the reasons when the environment has mistakes', async () => {
    const failure = await serve('start', {
      DATA_DIR: dataDir,
      PORT: 'tres mil',
      EXIT_URL: 'no es una dirección',
    }).then(
      () => 'started',
      (error: unknown) => String(error),
    );
    expect(failure).to.include('PORT');
    expect(failure).to.include('EXIT_URL');
  });
});
