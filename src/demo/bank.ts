import { toColumn } from '../db/columns.ts';
import type { Db } from '../db/connection.ts';
import { itemRepository } from '../features/bank/item-repository.ts';
import { bankRepository } from '../features/bank/repository.ts';
import { ITEM_TYPES, ItemDocument } from '../features/courses/item-document.ts';
import { AGENDA } from './bank-agenda.ts';
import { CARE } from './bank-care.ts';
import { COMMUNITY } from './bank-community.ts';
import { FIGURES } from './bank-figures.ts';
import { NETWORKS } from './bank-networks.ts';
import type { Written } from './bank-texts.ts';

const BANK = 'banco-comunidad';

const ITEMS: Written[] = [...COMMUNITY, ...AGENDA, ...FIGURES, ...NETWORKS, ...CARE];

/** What the bank holds, under the ids that its questions have in courses too. */
const WRITTEN = ITEMS.map((item, at) => ({ ...item, id: `r-comunidad-${String(at + 1)}` }));

/** One question of each type. */
export const ONE_OF_EACH = WRITTEN.slice(0, ITEM_TYPES.length);

/** A bank of Ximena's: questions of each type, the first twelve one of each. */
export async function addBank(db: Db, now: Date): Promise<void> {
  await db('banks').insert({
    id: BANK,
    ordinal: 1,
    name: 'La comunidad en la seguridad',
    owner_id: 'ximena',
    next_number: 1,
    created_at: toColumn(now),
    updated_at: toColumn(now),
  });
  const bank = await bankRepository(db).byId(BANK);
  if (bank === null) throw new Error('The bank of the demonstration is not there');
  const first = await bankRepository(db).takeNumbers(BANK, ITEMS.length);
  const items = WRITTEN.map((item) => ({ item: ItemDocument.parse(item), category: [] }));
  await itemRepository(db).add(bank, first, items, { by: 'ximena', now });
}
