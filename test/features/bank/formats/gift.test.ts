import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gift } from '../../../../src/features/bank/formats/gift.ts';
import { ITEM_TYPES, optionsOf } from '../../../../src/features/courses/item-document.ts';
import { everyBankComesBack } from './round-trip.ts';

const fixture = join(import.meta.dirname, '../../../fixtures/questions/moodle.gift.txt');

describe('GIFT', () => {
  describe('as Moodle writes it', () => {
    const read = async () => gift.read(await readFile(fixture));
    const named = async (id: string) => (await read()).items.find(({ item }) => item.id === id)!;

    it('comes in whole, and what is no item is told with its line', async () => {
      const { items, problems } = await read();
      expect(items.map(({ item }) => [item.id, item.type])).to.deep.equal([
        ['med-01', 'single'],
        ['senales', 'multiple'],
        ['ano', 'number'],
        ['pilares', 'matching'],
        ['verdad', 'truefalse'],
        ['corta', 'shorttext'],
        ['ensayo', 'essay'],
        ['hueco', 'gaps'],
        ['codigo', 'single'],
      ]);
      expect(problems.map(({ place, reason }) => [place.number, reason.key])).to.deep.equal([
        [57, 'formats.problem.description'],
        [69, 'formats.problem.nothingRight'],
      ]);
    });

    it('keeps weights, reasons, tags and the category', async () => {
      const { item, category, notes } = await named('med-01');
      expect(category).to.deep.equal(['Paz y seguridad', 'Módulo 1/2']);
      expect(item.format).to.equal('markdown');
      expect(item.stem.es).to.equal(
        '¿Quién **facilita** el diálogo: la persona que media o la que juzga?',
      );
      expect(item.tags).to.deep.equal(['mediación', 'nivel ] básico']);
      expect(item.feedback?.es).to.equal('Mediar no es decidir.');
      expect(
        optionsOf(item).map(({ correct, credit, feedback }) => [correct, credit, feedback?.es]),
      ).to.deep.equal([
        [true, null, 'Así es.'],
        [false, -50, 'Quien juzga decide.'],
        [false, null, undefined],
      ]);
      expect(notes.map(({ key }) => key)).to.deep.equal(['formats.note.idChanged']);
    });

    it('knows that even negative weights are the rule of several choices', async () => {
      const { item } = await named('senales');
      expect(item).to.include({ type: 'multiple', penalty: true });
      expect(optionsOf(item).map(({ credit }) => credit)).to.deep.equal([null, null, null, null]);
    });

    it('reads tolerances, and what is said of every other number', async () => {
      const { item } = await named('ano');
      expect(item.type === 'number' && item.answers).to.deep.equal([
        {
          id: 'a',
          from: 2000,
          to: 2000,
          credit: 100,
          feedback: { es: 'Octubre de 2000.', en: 'Octubre de 2000.' },
        },
        { id: 'b', from: 1998, to: 2000, credit: 50, feedback: { es: 'Cerca.', en: 'Cerca.' } },
        {
          id: 'c',
          from: null,
          to: null,
          credit: 0,
          feedback: { es: 'No es ese año.', en: 'No es ese año.' },
        },
      ]);
    });

    it('reads the reasons of true and false the way round that Moodle writes them', async () => {
      const { item } = await named('verdad');
      expect(
        optionsOf(item).map(({ id, correct, feedback }) => [id, correct, feedback?.es]),
      ).to.deep.equal([
        ['verdadero', false, 'La paz positiva pide más.'],
        ['falso', true, 'Bien visto.'],
      ]);
    });

    it('makes a gap of a missing word, and answers that belong to nothing of empty prompts', async () => {
      const { item: hueco } = await named('hueco');
      expect(hueco.type === 'gaps' && hueco.text.es).to.equal(
        'La Resolución {{1}} habla de mujeres\\, paz y seguridad.',
      );
      const { item: pilares } = await named('pilares');
      expect(
        pilares.type === 'matching' && pilares.distractors.map(({ text }) => text.es),
      ).to.deep.equal(['Cobrar impuestos']);
    });

    it('takes escapes back and leaves Markdown as it is', async () => {
      const { item } = await named('codigo');
      expect(item.stem.es).to.equal('¿Qué hace `a = b`?\nPiensa en {llaves}');
    });
  });

  it('reads Windows-1252 and files with a mark alike', async () => {
    const text = '::p1::¿Cuál es la señal?{=Rápida ~Lenta}';
    const files = [
      Buffer.from(text, 'latin1'),
      Buffer.from(`\ufeff${text}`),
      Buffer.from(`\ufeff${text}`, 'utf16le'),
    ];
    for (const file of files) {
      const { items } = await gift.read(file);
      expect(items[0]?.item.stem.es).to.equal('¿Cuál es la señal?');
    }
  });

  it('goes on after an empty line inside the answers, and does not swallow the next question', async () => {
    const { items, problems } = await gift.read(
      'Una {=a\n\n~b\n}\n\nDos {=a\n\n::tres::Tres {=a ~b}',
    );
    expect(items.map(({ item }) => item.stem.es)).to.deep.equal(['Una', 'Tres']);
    expect(problems.map(({ place, reason }) => [place.number, reason.key])).to.deep.equal([
      [6, 'formats.problem.braces'],
    ]);
  });

  it('says no more than that a file is too large or has too many questions', async () => {
    const large = await gift.read(Buffer.alloc(20_000_001, 'a'));
    expect(large.problems.map(({ reason }) => reason.key)).to.deep.equal([
      'formats.problem.tooLarge',
    ]);
    const many = await gift.read('Una {=a ~b}\n\nDos {=a ~b}\n\nTres {=a ~b}', { maxItems: 2 });
    expect(many.items).to.have.length(2);
    expect(many.problems.map(({ reason }) => reason.key)).to.deep.equal([
      'formats.problem.tooMany',
    ]);
  });

  it('costs no more than its length, whatever its comments, braces and empty lines', async () => {
    for (const file of ['// [tag:'.repeat(100_000), '{a\n\n'.repeat(30_000), '{'.repeat(500_000)]) {
      const { items } = await gift.read(`${file}\nx`);
      expect(items).to.deep.equal([]);
    }
  }).timeout(10_000);

  for (const type of ITEM_TYPES)
    it(`brings back what it wrote: ${type}`, async () => {
      await everyBankComesBack(gift, [type], 60);
    });
});
