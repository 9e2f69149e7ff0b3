import { toColumn } from '../db/columns.ts';
import type { Db } from '../db/connection.ts';
import { DAY, dayOf } from '../lib/clock.ts';
import type { Sealer } from '../lib/sealed.ts';
import { wishOf } from '../features/privacy/data-request-seals.ts';

interface Story {
  now: Date;
  seal: Sealer;
  /** Somebody of the Ecatepec network who asks for something. */
  neighbour: string;
}

/** What two people asked about their data. */
export async function addRights(db: Db, { now, seal, neighbour }: Story): Promise<void> {
  const ago = (days: number): Date => new Date(now.getTime() - days * DAY);
  const sealed = (id: string, words: string): string => seal.seal(words, wishOf(id));
  await db('data_requests').insert([
    {
      id: 'demo-corregir',
      person_id: neighbour,
      kind: 'rectification',
      channel: 'account',
      asked_by: neighbour,
      asked_at: toColumn(ago(24)),
      due_on: dayOf(new Date(now.getTime() + 2 * DAY)),
      wish_sealed: sealed('demo-corregir', 'Mi municipio está mal: vivo en Coacalco.'),
      status: 'open',
    },
    {
      id: 'demo-acento',
      person_id: 'rosa',
      kind: 'rectification',
      channel: 'in-person',
      asked_by: 'ada',
      asked_at: toColumn(ago(60)),
      due_on: dayOf(ago(32)),
      wish_sealed: sealed('demo-acento', 'Falta el acento en mi apellido.'),
      status: 'answered',
      answered_at: toColumn(ago(57)),
      answered_by: 'ada',
      answer_sealed: sealed('demo-acento', 'Quedó corregido en tu cuenta.'),
    },
  ]);
}
