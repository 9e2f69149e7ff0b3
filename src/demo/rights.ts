import { toColumn } from '../db/columns.ts';
import type { Db } from '../db/connection.ts';
import { DAY, dayOf } from '../lib/clock.ts';
import type { Sealer } from '../lib/sealed.ts';
import { wishOf } from '../features/privacy/data-request-seals.ts';
import { addGrant, addInstitution, addPerson } from './factories.ts';

interface Story {
  now: Date;
  seal: Sealer;
  passwordHash: string;
  /** Somebody of the Ecatepec network who asks for something. */
  neighbour: string;
}

/** Gloria, who administers the police of Guanajuato, and what two people asked about their data. */
export async function addRights(
  db: Db,
  { now, seal, passwordHash, neighbour }: Story,
): Promise<void> {
  const ago = (days: number): Date => new Date(now.getTime() - days * DAY);
  await addInstitution(db, {
    id: 'ssp-11',
    name: 'Secretaría de seguridad de Guanajuato',
    shortName: 'SSP Gto.',
    type: 'security',
    level: 'state',
    side: 'police',
    stateCode: '11',
  });
  await addPerson(db, {
    id: 'gloria',
    username: 'gloria',
    displayName: 'Gloria Santos',
    sex: 'mujer',
    side: 'police',
    cvegeo: '11015',
    institutionId: 'ssp-11',
    passwordHash,
    createdAt: ago(120),
    demo: true,
  });
  await addGrant(db, {
    id: 'g-gloria',
    personId: 'gloria',
    role: 'state_police_admin',
    stateCode: '11',
    grantedAt: ago(120),
  });
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
