import { expect } from 'chai';
import fc from 'fast-check';
import { aiken } from '../../../../src/features/bank/formats/aiken.ts';
import { optionsOf } from '../../../../src/features/courses/item-document.ts';
import { bankOf, itemOf } from './any-item.ts';
import { written } from './round-trip.ts';

const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ');

describe('Aiken', () => {
  it('reads questions with either sign after the letter, and says which have no answer', async () => {
    const { items, problems } = await aiken.read(
      '¿Quién media?\nA) La jueza\nb. La mediadora\nRespuesta: B\n\n1. ¿Sin clave?\nA. Sí\nB. No\n2. ¿Y esta?\nA. Sí\nB. No\nANSWER: a\n\nSuelta\nANSWER: A\n',
    );
    expect(items.map(({ item }) => item.stem.es)).to.deep.equal(['¿Quién media?', '2. ¿Y esta?']);
    expect(optionsOf(items[0]!.item).map(({ correct }) => correct)).to.deep.equal([false, true]);
    expect(problems.map(({ place, reason }) => [place.number, reason.key])).to.deep.equal([
      [6, 'formats.problem.noAnswer'],
      [14, 'formats.problem.noOptions'],
    ]);
  });

  it('brings back the Spanish of every single choice', async () => {
    await fc.assert(
      fc.asyncProperty(bankOf(['single']), async (bank) => {
        const { file } = await written(aiken, bank);
        const { items, problems } = await aiken.read(file);
        expect(problems, file.toString()).to.deep.equal([]);
        expect(
          items.map(({ item }) => [
            item.stem.es,
            ...optionsOf(item).map(({ text, correct }) => [text.es, correct]),
          ]),
          file.toString(),
        ).to.deep.equal(
          bank.map(({ item }) => [
            oneLine(item.stem.es),
            ...optionsOf(item).map(({ text, correct }) => [oneLine(text.es), correct]),
          ]),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('tells what it leaves out, and which items have no place in it', async () => {
    const [gaps] = fc.sample(itemOf('gaps'), 1);
    const [single] = fc.sample(itemOf('single'), 1);
    const item = {
      ...single!,
      id: 'uno',
      critical: true,
      feedback: { es: 'Porque sí', en: 'Porque sí' },
    };
    const { notes } = await written(aiken, [
      { item: { ...gaps!, id: 'dos' }, category: [] },
      { item, category: ['Paz'] },
    ]);
    expect(notes.filter(({ left }) => left).map(({ itemId }) => itemId)).to.deep.equal(['dos']);
    expect(
      notes.filter(({ itemId }) => itemId === 'uno').map(({ remark }) => remark.key),
    ).to.include.members([
      'formats.note.feedbackLeft',
      'formats.note.labelsLeft',
      'formats.note.categoryLeft',
    ]);
  });
});
