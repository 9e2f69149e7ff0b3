import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aulaCommand } from '../../support/aula-command.ts';
import { castDatabase, type TestDatabase } from '../../support/database.ts';
import { docxOf, paragraph, pngOf } from '../../support/office-files.ts';

const GIFT = `::Uno:: ¿Quién repara el alumbrado? {=El municipio ~La policía}

::Dos:: ¿Qué prueba que recibieron el oficio? {=El acuse — con fecha ~El membrete}
`;

describe('questions on the command line', function () {
  this.timeout(120_000);
  let test: TestDatabase;
  before(async () => {
    test = await castDatabase();
  });
  after(() => test.drop());

  const file = (name: string, content: string | Buffer): string => {
    const path = join(test.dataDir, name);
    writeFileSync(path, content);
    return path;
  };
  const run = (...words: string[]) => {
    const command = aulaCommand(test, ['questions', ...words]);
    const { status, stdout, stderr } = spawnSync(process.execPath, command.words, command.how);
    const told = stderr.toString();
    expect(told, 'no stack is shown').to.not.match(/\n\s+at |node:internal/);
    return { status, stdout, said: stdout.toString(), told };
  };
  it('come in however an old program wrote them, and once', () => {
    const utf8 = run('import', file('a.gift', GIFT), '--format', 'gift', '--bank', 'Uno');
    expect(utf8).to.deep.include({ status: 0, told: '' });
    expect(utf8.said).to.include('Agregadas: 2.');
    const marked = file('bom.gift', `\ufeff${GIFT}`);
    const windows = file('windows.gift', Buffer.from(GIFT.replaceAll('—', '\u0097'), 'latin1'));
    for (const path of [marked, windows]) {
      const again = run('import', path, '--format', 'gift', '--bank', 'Uno');
      expect(again.status, again.told).to.equal(0);
      expect(again.said).to.include('Agregadas: 0. Ya estaban: 2.');
    }
  });

  it('go out in each format and come in again', () => {
    for (const format of ['gift', 'moodle-xml', 'aiken', 'csv', 'xlsx']) {
      const out = run('export', '--format', format, '--bank', 'Uno');
      expect(out.status, `${format}: ${out.told}`).to.equal(0);
      const path = file(`out.${format}`, out.stdout);
      const read = run('import', path, '--format', format, '--bank', `De ${format}`);
      expect(read.said, format).to.include('Agregadas: 2. Ya estaban: 0. No se entendieron: 0.');
    }
  });

  it('come in from a document, with their images', async () => {
    const image = pngOf(80, 50).toString('base64');
    const xml = file(
      'moodle.xml',
      `<quiz><question type="truefalse"><name><text>Luz</text></name><questiontext format="html"><text><![CDATA[<p>¿Es ámbar? <img src="@@PLUGINFILE@@/luz.png" alt="Una luz"></p>]]></text><file name="luz.png" path="/" encoding="base64">${image}</file></questiontext><answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question></quiz>`,
    );
    expect(run('import', xml, '--format', 'moodle-xml', '--bank', 'Luz').status).to.equal(0);
    const out = run('export', '--format', 'moodle-xml', '--bank', 'Luz');
    expect(out.said).to.match(/<file name="imagen-[0-9a-f]{32}\.webp"/);
    const lost = run('export', '--format', 'gift', '--bank', 'Luz');
    expect(lost.told).to.include('Reactivo 1: Las imágenes no están en el archivo');
    const word = file(
      'examen.docx',
      await docxOf(paragraph('1. ¿Qué?') + paragraph('*a) Esto') + paragraph('b) Aquello')),
    );
    expect(run('import', word, '--format', 'docx', '--bank', 'Luz').said).to.include(
      'Agregadas: 1.',
    );
  });

  it('say in a sentence why a file is not read, and leave no bank behind', () => {
    const garbage = file('basura.bin', Buffer.from([0, 159, 146, 150, 0, 1, 2, 200, 10, 44, 0]));
    for (const format of ['csv', 'docx']) {
      const read = run('import', garbage, '--format', format, '--bank', 'Basura');
      expect(read.status, format).to.equal(1);
      expect(read.told, format).to.match(/^basura\.bin:1: [^\n]{10,}\n$/);
      expect(read.said, format).to.include('No se entendieron: 1.');
    }
    mkdirSync(join(test.dataDir, 'carpeta'));
    const gift = join(test.dataDir, 'a.gift');
    for (const [words, said] of [
      [
        ['import', join(test.dataDir, 'no.gift'), '--format', 'gift', '--bank', 'X'],
        'No existe el archivo',
      ],
      [
        ['import', join(test.dataDir, 'carpeta'), '--format', 'gift', '--bank', 'X'],
        'es una carpeta',
      ],
      [['import', gift, '--format', 'word', '--bank', 'X'], 'El formato es uno de estos: gift'],
      [['import', gift, '--format', 'moodle-xml', '--bank', 'Basura'], 'no es XML válido'],
      [['export', '--format', 'docx', '--bank', 'Uno'], 'El formato es uno de estos'],
      [['export', '--format', 'gift', '--bank', 'Basura'], 'No hay un banco «Basura»'],
    ] as const) {
      const { status, told } = run(...words);
      expect(status, said).to.equal(1);
      expect(told).to.include(said);
    }
    expect(readFileSync(gift, 'utf8')).to.equal(GIFT);
  });
});
