import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import type { Sealer } from '../../lib/sealed.ts';
import { openKey } from '../accounts/contact-seals.ts';

/** The end of each key of a register that is kept of a person; null where none is. */
export interface MaskedKeys {
  curp: string | null;
  cuip: string | null;
}

const Row = z.object({ curp_sealed: z.string().nullable(), cuip_sealed: z.string().nullable() });
/** Enough for its owner to know it again. */
const SHOWN = 2;

export async function maskedKeys(db: Db, seal: Sealer, personId: string): Promise<MaskedKeys> {
  const row = Row.parse(
    await db('people').where('id', personId).first('curp_sealed', 'cuip_sealed'),
  );
  const end = (kind: 'curp' | 'cuip', sealed: string | null): string | null =>
    sealed === null ? null : openKey(seal, personId, kind, sealed).slice(-SHOWN);
  return { curp: end('curp', row.curp_sealed), cuip: end('cuip', row.cuip_sealed) };
}
