import { fork, type ChildProcess } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { request, type ClientRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect } from 'chai';
import { removeLeftUploads, shownName, type UploadLimits } from '../../src/http/uploads.ts';
import { smallDisk, whyNoDisk } from '../crash/small-disk.ts';
import { uploadServer } from '../support/upload-server.ts';

const MB = 1_000_000;
const LIMITS: UploadLimits = { field: 'archivos', files: 2, fileBytes: MB, bytes: 1.5 * MB };

/** Every file and folder under the place where uploads lie. */
const left = (dataDir: string): string[] => {
  const root = join(dataDir, 'uploads');
  return existsSync(root)
    ? readdirSync(root, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() || !/^[0-9a-f]{12}-\d+$/.test(entry.name))
        .map(({ name }) => name)
    : [];
};

async function eventually(what: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400 && !what(); tries += 1) await setTimeout(10);
  expect(what()).to.equal(true);
}

interface Told {
  ok: boolean;
  files?: { name: string; bytes: number }[];
  errors?: Record<string, string[]>;
  body?: Record<string, string>;
  memory?: number;
}

async function send(
  url: string,
  files: [name: string, bytes: number][],
  { field = 'archivos', headers = {} }: { field?: string; headers?: Record<string, string> } = {},
): Promise<{ status: number; told: Told }> {
  const form = new FormData();
  form.append('titulo', 'Módulo uno');
  for (const [name, bytes] of files) form.append(field, new Blob([Buffer.alloc(bytes, 1)]), name);
  const answer = await fetch(`${url}/archivos`, { method: 'POST', body: form, headers });
  const text = await answer.text();
  return {
    status: answer.status,
    told: text.startsWith('{') ? (JSON.parse(text) as Told) : { ok: false },
  };
}

const EDGE = 'x-x';
const HEAD = `--${EDGE}\r\nContent-Disposition: form-data; name="archivos"; filename="a.mp4"\r\n\r\n`;
const TAIL = `\r\n--${EDGE}--\r\n`;

/** Begins to send one large file. */
function begin(port: number, bytes: number): ClientRequest {
  const sent = request({
    port,
    host: '127.0.0.1',
    method: 'POST',
    path: '/archivos',
    headers: {
      'content-type': `multipart/form-data; boundary=${EDGE}`,
      'content-length': HEAD.length + bytes + TAIL.length,
    },
  });
  sent.on('error', () => undefined);
  sent.write(HEAD);
  return sent;
}

const BLOCK = Buffer.alloc(MB, 7);
async function feed(sent: ClientRequest, megabytes: number): Promise<void> {
  for (let count = 0; count < megabytes; count += 1)
    if (!sent.write(BLOCK)) await new Promise((ready) => sent.once('drain', ready));
}

describe('files that people send', () => {
  let dataDir: string;
  let server: Server;
  let url: string;
  before(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'uploads-'));
    server = uploadServer(dataDir, LIMITS).listen(0, '127.0.0.1');
    await new Promise((ready) => server.once('listening', ready));
    url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  afterEach(() => eventually(() => left(dataDir).length === 0));

  it('arrive with their own names and the fields beside them, and are gone afterwards', async () => {
    const { status, told } = await send(url, [['Módulo ñ "uno".docx', 1200]]);
    expect(status).to.equal(200);
    expect(told.files?.map(({ name, bytes }) => [name, bytes])).to.deep.equal([
      ['Módulo ñ "uno".docx', 1200],
    ]);
    expect(told.body).to.deep.equal({ titulo: 'Módulo uno' });
  });

  const refusals: [string, [string, number][], number, string][] = [
    ['no file', [], 422, 'uploads.chooseFile'],
    ['one file too large by a byte', [['a', MB + 1]], 413, 'uploads.fileTooLarge'],
    [
      'files too large together',
      [
        ['a', 0.9 * MB],
        ['b', 0.9 * MB],
      ],
      413,
      'uploads.tooMuch',
    ],
    [
      'too many files',
      [
        ['a', 1],
        ['b', 1],
        ['c', 1],
      ],
      422,
      'uploads.tooManyFiles',
    ],
    ['absurdly much', [['a', 7 * MB]], 413, 'uploads.tooMuch'],
  ];
  for (const [what, files, status, key] of refusals) {
    it(`are refused with a sentence: ${what}`, async () => {
      const answer = await send(url, files);
      expect(answer.status).to.equal(status);
      expect(answer.told.errors).to.deep.equal({ archivos: [key] });
    });
  }

  it('are taken up to the last byte of the limit', async () => {
    expect((await send(url, [['a', MB]])).status).to.equal(200);
  });

  it('come in one field only', async () => {
    const answer = await send(url, [['a', 10]], { field: 'otro' });
    expect(answer.status).to.equal(422);
  });

  it('are refused from another site before a byte is kept', async () => {
    const answer = await send(url, [['a', 10]], { headers: { 'sec-fetch-site': 'cross-site' } });
    expect(answer.status).to.equal(403);
  });

  const broken: [string, string, string][] = [
    ['no boundary', 'multipart/form-data', HEAD],
    ['an end that is missing', `multipart/form-data; boundary=${EDGE}`, HEAD + 'abc'],
    [
      'a part without a name',
      `multipart/form-data; boundary=${EDGE}`,
      `--${EDGE}\r\n\r\nabc${TAIL}`,
    ],
    ['another kind of form', 'text/plain', 'abc'],
    [
      'a field that is a tree',
      `multipart/form-data; boundary=${EDGE}`,
      `--${EDGE}\r\nContent-Disposition: form-data; name="__proto__[a]"\r\n\r\nx${TAIL}`,
    ],
  ];
  for (const [what, type, body] of broken) {
    it(`that came broken are a refusal and no accident: ${what}`, async () => {
      const answer = await fetch(`${url}/archivos`, {
        method: 'POST',
        headers: { 'content-type': type },
        body,
      });
      expect(answer.status).to.equal(422);
      expect(({} as { a?: unknown }).a).to.equal(undefined);
    });
  }

  it('that break off half-way leave nothing behind', async () => {
    const { port } = server.address() as AddressInfo;
    const sent = begin(port, 0.9 * MB);
    sent.write(BLOCK.subarray(0, 400_000));
    await eventually(() => left(dataDir).length > 0);
    sent.destroy();
    await eventually(() => left(dataDir).length === 0);
  });

  it('are shown by the last part of their name, without what nobody can read', () => {
    expect(shownName('C:\\Users\\Rosa\\plan\u202efdp.exe')).to.equal('planfdp.exe');
    expect(shownName(`😀${'a'.repeat(119)}`)).to.equal('a'.repeat(119));
    expect(shownName('../../etc/passwd')).to.equal('passwd');
    expect(shownName('\0\n')).to.equal('—');
    expect(shownName(`${'a'.repeat(300)}.docx`)).to.match(/^a{115}\.docx$/);
  });
});

describe('a server that receives files', function () {
  this.timeout(60_000);
  let dataDir: string;
  const children = new Set<ChildProcess>();
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'uploads-'));
  });
  afterEach(() => {
    for (const child of children) child.kill('SIGKILL');
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function start(): Promise<{ child: ChildProcess; port: number }> {
    const child = fork(join(import.meta.dirname, '../support/upload-server.ts'), {
      env: { ...process.env, UPLOADS_HERE: dataDir },
      execArgv: ['--import=tsx'],
    });
    children.add(child);
    const { port } = await new Promise<{ port: number }>((done) => child.once('message', done));
    return { child, port };
  }

  async function memoryAfter(port: number, megabytes: number): Promise<number> {
    const sent = begin(port, megabytes * MB);
    const answered = new Promise<IncomingMessage>((done) => sent.once('response', done));
    await feed(sent, megabytes);
    sent.end(TAIL);
    const chunks: Buffer[] = [];
    for await (const chunk of await answered) chunks.push(chunk as Buffer);
    const { ok, memory = NaN } = JSON.parse(Buffer.concat(chunks).toString()) as Told;
    expect(ok).to.equal(true);
    return memory;
  }

  it('takes 200 MB on the memory of 10', async () => {
    const { port } = await start();
    for (let warm = 0; warm < 3; warm += 1) await memoryAfter(port, 10);
    const small = await memoryAfter(port, 10);
    const large = await memoryAfter(port, 200);
    expect((large - small) / MB).to.be.below(40);
  });

  for (const share of [0.01, 0.5, 0.99]) {
    it(`killed at ${String(share * 100)} % of an upload leaves nothing once it starts again`, async () => {
      const { child, port } = await start();
      const sent = begin(port, 20 * MB);
      await feed(sent, 20 * share);
      const written = (): number =>
        left(dataDir).length === 0
          ? 0
          : readdirSync(join(dataDir, 'uploads'), { recursive: true, withFileTypes: true })
              .filter((entry) => entry.isFile())
              .reduce(
                (sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size,
                0,
              );
      await eventually(() => written() > 0);
      const gone = new Promise((done) => child.once('exit', done));
      child.kill('SIGKILL');
      await gone;
      sent.destroy();
      expect(left(dataDir)).not.to.deep.equal([]);
      const again = await start();
      expect(readdirSync(join(dataDir, 'uploads'))).to.deep.equal([]);
      expect(await memoryAfter(again.port, 1)).to.be.above(0);
    });
  }

  it('leaves alone what another living process is receiving', async () => {
    const { port } = await start();
    const sent = begin(port, 20 * MB);
    await feed(sent, 2);
    await eventually(() => left(dataDir).length > 0);
    await removeLeftUploads(dataDir, new Date());
    expect(left(dataDir)).not.to.deep.equal([]);
    sent.destroy();
    await eventually(() => left(dataDir).length === 0);
  });

  it('removes after a day what a machine that is gone left', async () => {
    const path = join(dataDir, 'uploads', 'otra-maquina-77');
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'x'), '');
    const now = Date.now();
    await removeLeftUploads(dataDir, new Date(now));
    expect(existsSync(path)).to.equal(true);
    await removeLeftUploads(dataDir, new Date(now + 25 * 3_600_000));
    expect(existsSync(path)).to.equal(false);
  });

  it('says so when its disk is full, and keeps nothing of the file', async function () {
    const disk = smallDisk({ megabytes: 4 });
    if (disk === null) {
      this.test!.title += whyNoDisk;
      return this.skip();
    }
    const limits = { field: 'archivos', files: 1, fileBytes: 50 * MB, bytes: 50 * MB };
    const server = uploadServer(disk.folder, limits).listen(0, '127.0.0.1');
    await new Promise((ready) => server.once('listening', ready));
    try {
      const { port } = server.address() as AddressInfo;
      const form = new FormData();
      form.append('archivos', new Blob([Buffer.alloc(9 * MB)]), 'a.mp4');
      const answer = await fetch(`http://127.0.0.1:${String(port)}/archivos`, {
        method: 'POST',
        body: form,
      });
      expect(answer.status).to.equal(503);
      expect(answer.headers.get('retry-after')).to.equal('600');
      expect(await answer.text()).to.include('no tiene espacio');
      await eventually(() => left(disk.folder).length === 0);
      expect((await send(`http://127.0.0.1:${String(port)}`, [['a', 1000]])).status).to.equal(200);
    } finally {
      server.closeAllConnections();
      server.close();
      disk.remove();
    }
  });
});
