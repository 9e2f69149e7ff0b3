import { expect } from 'chai';
import fc from 'fast-check';
import type { BankItem, Format } from '../../../../src/features/bank/formats/format.ts';
import type { ItemType } from '../../../../src/features/courses/item-document.ts';
import { bankOf } from './any-item.ts';

/** The whole file that a format makes of some items, with what it says of them. */
export async function written(format: Format, items: readonly BankItem[]) {
  const { chunks, notes } = format.write(items);
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(Buffer.from(chunk));
  return { file: Buffer.concat(parts), notes };
}

/** Writes items and reads them again: what was not left out comes back the same, and nothing else comes. */
export async function comesBack(format: Format, items: readonly BankItem[]): Promise<void> {
  const { file, notes } = await written(format, items);
  const left = new Set(notes.filter((note) => note.left).map(({ itemId }) => itemId));
  const kept = items.filter(({ item }) => !left.has(item.id));
  const { items: read, problems } = await format.read(file);
  if (kept.length > 0) expect(problems, file.toString()).to.deep.equal([]);
  expect(
    read.map(({ item, category }) => ({ item, category })),
    file.toString(),
  ).to.deep.equal(kept.map(({ item, category }) => ({ item, category: [...category] })));
}

export const everyBankComesBack = (
  format: Format,
  types: readonly ItemType[],
  numRuns: number,
): Promise<void> =>
  fc.assert(
    fc.asyncProperty(bankOf(types), (items) => comesBack(format, items)),
    { numRuns },
  );
