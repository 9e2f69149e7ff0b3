import { expect } from 'chai';
import writeXlsxFile from 'write-excel-file/node';
import { csv } from '../../../../src/features/bank/formats/csv.ts';
import { xlsx } from '../../../../src/features/bank/formats/xlsx.ts';
import { guessMapping } from '../../../../src/features/bank/formats/sheet.ts';
import { readSheets } from '../../../../src/features/bank/formats/sheet-read.ts';
import { ITEM_TYPES, optionsOf } from '../../../../src/features/courses/item-document.ts';
import type { ReadItem } from '../../../../src/features/bank/formats/format.ts';
import { everyBankComesBack } from './round-trip.ts';

const rights = ({ item }: ReadItem): string[] =>
  optionsOf(item)
    .filter(({ correct }) => correct)
    .map(({ text }) => text.es);

const asked = async (text: string) => {
  const { items, problems } = await csv.read(text);
  return {
    items,
    told: items.map((one) => [one.item.type, one.item.stem.es, rights(one)]),
    problems,
  };
};

describe('tables', () => {
  for (const type of ITEM_TYPES)
    it(`bring back what they were given as CSV: ${type}`, async () => {
      await everyBankComesBack(csv, [type], 40);
    });

  it('bring back what they were given as a workbook', async () => {
    await everyBankComesBack(xlsx, ITEM_TYPES, 25);
  });

  describe('that nobody prepared for us', () => {
    it('may have a title above the headings, and name the right one by letter, number or text', async () => {
      const { told, problems } = await asked(
        [
          'Banco de preguntas 2026;;;;;;',
          ';;;;;;',
          'No.;Pregunta;Opción A;Opción B;Opción C;Respuesta correcta;Retroalimentación',
          '1;¿Quién media?;La jueza;La mediadora;Nadie;b;Media quien escucha',
          '2;¿Qué es 1325?;Una ley;Una resolución;Un tratado;2;',
          '3;¿Qué va primero?;El cuidado;El castigo;La foto;El cuidado;',
          '4;¿Cuáles son señales?;Rumores;Desalojos;Una fiesta;A y B;',
          '5;¿Sin clave?;Sí;No;Quizá;Z;',
        ].join('\n'),
      );
      expect(told).to.deep.equal([
        ['single', '¿Quién media?', ['La mediadora']],
        ['single', '¿Qué es 1325?', ['Una resolución']],
        ['single', '¿Qué va primero?', ['El cuidado']],
        ['multiple', '¿Cuáles son señales?', ['Rumores', 'Desalojos']],
      ]);
      expect(problems.map(({ place, reason }) => [place.number, reason.key])).to.deep.equal([
        [8, 'formats.problem.answerUnknown'],
      ]);
    });

    it('may mark the right option with an asterisk, or stand beside distractors', async () => {
      const { told } = await asked(
        'Reactivo,a,b,c\n¿Quién media?,La jueza,*La mediadora,Nadie\n¿Y aquí?,✓ Sí,Tal vez,Jamás\n',
      );
      expect(told.map(([, , right]) => right)).to.deep.equal([['La mediadora'], ['Sí']]);
      const { told: apart } = await asked(
        'Planteamiento,Respuesta correcta,Distractor 1,Distractor 2\n¿Quién media?,La mediadora,La jueza,Nadie\n',
      );
      expect(apart).to.deep.equal([['single', '¿Quién media?', ['La mediadora']]]);
    });

    it('may have a row for each option', async () => {
      const { told, items } = await asked(
        [
          'Pregunta,Opción,Correcta,Retroalimentación',
          '¿Quién media?,La jueza,No,Ella decide',
          ',La mediadora,Sí,Ella escucha',
          '¿Qué es 1325?,Una ley,,',
          ',Una resolución,x,',
        ].join('\n'),
      );
      expect(told).to.deep.equal([
        ['single', '¿Quién media?', ['La mediadora']],
        ['single', '¿Qué es 1325?', ['Una resolución']],
      ]);
      expect(optionsOf(items[0]!.item).map(({ feedback }) => feedback?.es)).to.deep.equal([
        'Ella decide',
        'Ella escucha',
      ]);
    });

    it('may have no headings at all', async () => {
      const { told } = await asked(
        '1,¿Quién media en una asamblea?,La jueza,La mediadora,Nadie,b\n2,¿Qué clase de texto es 1325?,Una ley,Una resolución,Un tratado,b\n',
      );
      expect(told.map(([, , right]) => right)).to.deep.equal([
        ['La mediadora'],
        ['Una resolución'],
      ]);
    });

    it('may have headings that nobody knows, columns in any order and mistakes in the key', async () => {
      const cases = Array.from({ length: 20 }, (_none, at) => String(at + 1));
      const strange = [
        'Banco de la colonia;;;;;',
        ';;;;;',
        '#;Lo que se pregunta;1a;2a;3a;La buena',
        ...cases.map(
          (n) => `${n};¿Qué va primero en ${n}?;Oír;Cerrar;Huir ${n};${n === '9' ? 'X' : 'a)'}`,
        ),
      ];
      const first = await asked(strange.join('\n'));
      expect(first.told).to.have.length(19);
      expect(first.told[0]).to.deep.equal(['single', '¿Qué va primero en 1?', ['Oír']]);
      expect(first.problems.map(({ place }) => place.number)).to.deep.equal([12]);
      const mixed = [
        'Resp.;Inciso c;Redacción;Inciso a;Inciso b;Folio',
        ...cases.map((n) => `B;Publicar;¿Qué va primero en ${n}?;Esperar;Oír;${n}`),
      ];
      const second = await asked(mixed.join('\n'));
      expect(second.problems).to.deep.equal([]);
      expect(second.told[19]).to.deep.equal(['single', '¿Qué va primero en 20?', ['Oír']]);
    });

    it('may ask for true or false, a word, a number or a text', async () => {
      const { told } = await asked(
        'Pregunta,Respuesta\nMediar es decidir,F\n¿Qué paz pide justicia?,positiva|la positiva\n¿En qué año?,2000\nCuenta tu caso,\n',
      );
      expect(told.map(([type]) => type)).to.deep.equal([
        'truefalse',
        'shorttext',
        'number',
        'essay',
      ]);
    });

    it('is read as somebody says, where the proposal was wrong', async () => {
      const sheet = {
        name: null,
        rows: [
          ['Esto', 'Eso', 'Aquello'],
          ['¿Quién media?', 'La jueza', '*La mediadora'],
        ],
      };
      expect(guessMapping(sheet).columns).to.not.include('option.b');
      const { items } = await readSheets([
        {
          sheet,
          mapping: { headings: 0, layout: 'questions', columns: ['stem', 'option.a', 'option.b'] },
        },
      ]);
      expect(rights(items[0]!)).to.deep.equal(['La mediadora']);
    });
  });

  it('tell the sheet and the row of a workbook, and refuse what is none', async () => {
    const text = (value: string) => ({ value, type: String });
    const bytes = await writeXlsxFile([
      {
        sheet: 'Módulo 1',
        data: [
          [text('Pregunta'), text('A'), text('B'), text('Clave')],
          [text('¿Quién media?'), text('La jueza'), text('La mediadora'), text('B')],
          [text('¿Sin clave?'), text('Sí'), text('No sé'), text('Q')],
        ],
      },
    ]).toBuffer();
    const { items, problems } = await xlsx.read(bytes);
    expect(items[0]?.place).to.deep.equal({ unit: 'row', number: 2, sheet: 'Módulo 1' });
    expect(problems[0]?.place).to.deep.equal({ unit: 'row', number: 3, sheet: 'Módulo 1' });
    const { problems: none } = await xlsx.read(Buffer.from('PK no es un libro'));
    expect(none.map(({ reason }) => reason.key)).to.deep.equal(['formats.problem.workbook']);
  });
});
