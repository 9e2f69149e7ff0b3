import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { moodleXml } from '../../../../src/features/bank/formats/moodle-xml.ts';
import type { ReadItem } from '../../../../src/features/bank/formats/format.ts';
import { ITEM_TYPES, optionsOf } from '../../../../src/features/courses/item-document.ts';
import { comesBack, everyBankComesBack, written } from './round-trip.ts';

const fixture = join(import.meta.dirname, '../../../fixtures/questions/moodle-5.xml');
const keys = ({ notes }: ReadItem): string[] => notes.map(({ key }) => key).sort();

describe('Moodle XML', () => {
  describe('as Moodle writes it', () => {
    const read = async () => moodleXml.read(await readFile(fixture));
    const named = async (id: string) => (await read()).items.find(({ item }) => item.id === id)!;

    it('comes in whole, and what is no item is told with its line', async () => {
      const { items, problems } = await read();
      expect(items.map(({ item }) => [item.id, item.type])).to.deep.equal([
        ['med-2', 'single'],
        ['varias', 'multiple'],
        ['incrustadas', 'gaps'],
        ['pi', 'number'],
        ['parejas', 'matching'],
        ['palabras', 'gaps'],
        ['pasos', 'ordering'],
        ['archivo', 'file'],
        ['verdad', 'truefalse'],
      ]);
      expect(items[0]!.category).to.deep.equal(['Paz y seguridad', 'Evaluación final']);
      expect(problems.map(({ text, reason }) => [text, reason.key])).to.deep.equal([
        ['Calculada', 'formats.problem.moodleType'],
        ['Caso', 'formats.problem.description'],
      ]);
      const lines = (await readFile(fixture, 'utf8')).split('\n');
      expect(problems.map(({ place }) => lines[place.number - 1]?.trim())).to.deep.equal([
        '<question type="calculatedsimple">',
        '<question type="description">',
      ]);
    });

    it('takes images and emphasis, and tells what our items have no place for', async () => {
      const one = await named('med-2');
      expect(one.item.stem.es).to.equal(
        '¿Quién **media** aquí?\n\n![Tres personas en círculo](foto-uno.png)',
      );
      expect(one.media.map(({ name, bytes }) => [name, bytes.length])).to.deep.equal([
        ['foto-uno.png', 70],
      ]);
      expect(one.item.weight).to.equal(3);
      expect(optionsOf(one.item).map(({ credit }) => credit)).to.deep.equal([null, -33.33333]);
      expect(keys(one)).to.deep.equal([
        'formats.note.combinedFeedback',
        'formats.note.grade',
        'formats.note.hints',
        'formats.note.numbering',
      ]);
    });

    it('keeps uneven negative weights as shares of the options', async () => {
      const { item } = await named('varias');
      expect(item.stem.es).to.equal('Señales de alerta:\n\n• Elige dos');
      expect(optionsOf(item).map(({ correct, credit }) => [correct, credit])).to.deep.equal([
        [true, null],
        [true, null],
        [false, -50],
        [false, -100],
      ]);
    });

    it('cuts embedded answers out of the text', async () => {
      const { item } = await named('incrustadas');
      if (item.type !== 'gaps') throw new Error(item.type);
      expect(item.text.es).to.equal('La Resolución {{1}} es del año {{2}} y habla de {{3}}.');
      expect(item.gaps.map(({ kind, weight }) => [kind, weight])).to.deep.equal([
        ['number', 1],
        ['chosen', 2],
        ['typed', 1],
      ]);
      const [first, second, third] = item.gaps;
      expect(first?.answers.map(({ credit, feedback }) => [credit, feedback?.es])).to.deep.equal([
        [100, 'Sí'],
        [50, 'Casi'],
      ]);
      expect(
        second?.kind === 'chosen' && second.answers.map(({ text, credit }) => [text.es, credit]),
      ).to.deep.equal([
        ['1998', 0],
        ['2000', 100],
        ['2010', 0],
      ]);
      expect(third).to.include({ kind: 'typed', caseSensitive: true });
      expect(third?.kind === 'typed' && third.answers[1]?.text.es).to.equal('G}nero');
    });

    it('reads units, the places of steps, the words of a text and the files that are asked for', async () => {
      const { item: pi } = await named('pi');
      expect(pi.type === 'number' && [pi.answers[0], pi.units]).to.deep.equal([
        { id: 'a', from: 3.13, to: 3.15, credit: 100, feedback: null },
        [
          { name: 'm', factor: 1 },
          { name: 'cm', factor: 0.01 },
        ],
      ]);
      const { item: pasos } = await named('pasos');
      expect(pasos.type === 'ordering' && pasos.steps.map(({ text }) => text.es)).to.deep.equal([
        'Saludar',
        'Escuchar',
        'Acordar',
      ]);
      const { item: palabras } = await named('palabras');
      expect(palabras.type === 'gaps' && palabras.text.es).to.equal('La paz {{1}} pide {{2}}.');
      const file = await named('archivo');
      expect(file.item).to.deep.include({ accepts: ['pdf', 'image'], maxFiles: 2 });
      expect(keys(file)).to.deep.equal(['formats.note.fileTypes']);
      const { item: verdad } = await named('verdad');
      expect(verdad.stem.es).to.equal('Mediar es decidir.\n¿Cierto?');
    });

    it('goes out again and comes back the same', async () => {
      const { items } = await read();
      await comesBack(moodleXml, items);
      const { file } = await written(moodleXml, items);
      const { items: again } = await moodleXml.read(file);
      expect(again[0]?.media).to.deep.equal(items[0]?.media);
    });
  });

  it('does not open what defines entities, and says where XML is broken', async () => {
    const bomb = '<!DOCTYPE q [<!ENTITY a "x">]><quiz><question type="essay"/></quiz>';
    expect((await moodleXml.read(bomb)).problems[0]?.reason.key).to.equal(
      'formats.problem.doctype',
    );
    const { problems } = await moodleXml.read('<quiz>\n<question type="essay">\n</quiz>');
    expect(problems[0]?.reason.key).to.equal('formats.problem.xml');
    const deep = await moodleXml.read(`<quiz>${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}</quiz>`);
    expect(deep.problems[0]?.reason.key).to.equal('formats.problem.xml');
  });

  it('reads both ways in which Moodle writes a text in two languages', async () => {
    const question = (text: string): string =>
      `<quiz><question type="essay"><name><text>x</text></name><questiontext format="html"><text><![CDATA[${text}]]></text></questiontext></question></quiz>`;
    for (const text of [
      '<p><span class="multilang" lang="es">Hola</span><span class="multilang" lang="en">Hello</span>.</p>',
      '<p>{mlang es}Hola{mlang}{mlang en}Hello{mlang}.</p>',
    ]) {
      const { items } = await moodleXml.read(question(text));
      expect(items[0]?.item.stem).to.deep.equal({ es: 'Hola.', en: 'Hello.' });
    }
  });

  for (const type of ITEM_TYPES)
    it(`brings back what it wrote: ${type}`, async () => {
      await everyBankComesBack(moodleXml, [type], 60);
    });
});
