import type { Db } from '../db/connection.ts';
import type { Side } from '../lib/actor.ts';
import { DAY, dayOf } from '../lib/clock.ts';
import { addInstitution, addNetwork, personRow, type NewPerson } from './factories.ts';
import {
  COMMUNITIES,
  CONTINGENTS,
  CONTINGENT_SIZE,
  CORPORATIONS,
  type Community,
} from './places.ts';
import { inventedName } from './names.ts';
import { chance, type Chance } from './random.ts';

/** An invented person, with what her group's story says about how she will do. */
export interface Invented extends NewPerson {
  completes: number;
  /** The contingent she belongs to, for peacekeepers. */
  contingent: string | null;
}

const FUNDING = ['FOFISP', 'FOBAM', 'FOBAM', 'estatal', 'municipal', 'sin fondo'] as const;
const KINDS = ['mucpaz', 'mucpaz', 'mucpaz', 'comite-vecinal', 'red-juvenil'] as const;
const NETWORK_SIZE = 16;
const BATCH = 100;
const SHARE_OF_WOMEN: Record<Side, number> = { community: 0.88, police: 0.38, military: 0.44 };

interface Story {
  db: Db;
  luck: Chance;
  now: Date;
  passwordHash: string;
}

/** Adds about 600 invented people with their institutions and networks. Answers them in a fixed order. */
export async function addPeople(
  db: Db,
  { now, passwordHash }: { now: Date; passwordHash: string },
): Promise<Invented[]> {
  const story: Story = { db, luck: chance(1325), now, passwordHash };
  await addStateInstitutions(db);
  const people: Invented[] = [];
  for (const community of COMMUNITIES) people.push(...(await addCommunity(story, community)));
  for (const corporation of CORPORATIONS) {
    if (corporation.id !== 'pm-11020') {
      await addInstitution(db, {
        ...corporation,
        type: 'police',
        level: 'municipal',
        side: 'police',
        stateCode: corporation.cvegeo.slice(0, 2),
      });
    }
    people.push(
      ...members(story, corporation.people, corporation.id, 'police').map((person) => ({
        ...person,
        cvegeo: corporation.cvegeo,
        institutionId: corporation.id,
        rankBand: story.luck.happens(0.8) ? 'operativo' : 'oficial',
        completes: corporation.completes,
      })),
    );
  }
  for (const contingent of CONTINGENTS) {
    people.push(
      ...members(story, CONTINGENT_SIZE, contingent.id, 'military').map((person) => ({
        ...person,
        cvegeo: '15035',
        institutionId: 'cecopam',
        rankBand: story.luck.happens(0.6) ? 'oficiales' : 'tropa',
        completes: contingent.completes,
        contingent: contingent.id,
      })),
    );
  }
  await insertPeople(db, people);
  return people;
}

/** One women's institute for each entity that the cast does not have yet. */
async function addStateInstitutions(db: Db): Promise<void> {
  const states = (await db('states').select('code', 'name', 'abbreviation').orderBy('code')) as {
    code: string;
    name: string;
    abbreviation: string;
  }[];
  for (const { code, name, abbreviation } of states) {
    const known: unknown = await db('institutions').where('id', `imef-${code}`).first('id');
    if (known !== undefined) continue;
    await addInstitution(db, {
      id: `imef-${code}`,
      name: `Instancia de las mujeres de ${name}`,
      shortName: `IMEF ${abbreviation}`,
      type: 'women',
      level: 'state',
      side: 'community',
      stateCode: code,
    });
  }
}

async function addCommunity(story: Story, community: Community): Promise<Invented[]> {
  const { db, luck } = story;
  const { cvegeo } = community;
  const state = cvegeo.slice(0, 2);
  const institutionId = `imm-${cvegeo}`;
  const municipality = await db('municipalities')
    .where('cvegeo', cvegeo)
    .first<{ name: string }>('name');
  if (cvegeo !== '15033') {
    await addInstitution(db, {
      id: institutionId,
      name: `Instancia municipal de las mujeres de ${municipality.name}`,
      shortName: `IMM ${municipality.name}`,
      type: 'women',
      level: 'municipal',
      side: 'community',
      parentId: `imef-${state}`,
      stateCode: state,
      cvegeo,
    });
  }
  const networks = Math.max(1, Math.round(community.people / NETWORK_SIZE));
  for (let number = 1; number <= networks; number += 1) {
    const id = networkId(cvegeo, number);
    if (id === 'mucpaz-15033-01') continue;
    await addNetwork(db, {
      id,
      code: id.toUpperCase(),
      name: `Red ${community.locality} ${String(number)}`,
      cvegeo,
      kind: number === 1 ? 'mucpaz' : luck.pick(KINDS),
      sponsorId: luck.happens(0.7) ? institutionId : 'semujeres',
      fundingSource: luck.pick(FUNDING),
      foundedOn: `202${String(luck.below(5) + 1)}-0${String(luck.below(9) + 1)}-15`,
      status: luck.happens(0.85) ? 'activa' : 'en pausa',
    });
  }
  return members(story, community.people, cvegeo, 'community').map((person, at) => ({
    ...person,
    cvegeo,
    institutionId,
    networkId: networkId(cvegeo, (at % networks) + 1),
    completes: community.completes,
  }));
}

const networkId = (cvegeo: string, number: number): string =>
  `mucpaz-${cvegeo}-${String(number).padStart(2, '0')}`;

function members(story: Story, count: number, group: string, side: Side): Invented[] {
  const { luck, now, passwordHash } = story;
  return Array.from({ length: count }, (_, at) => {
    const woman = luck.happens(SHARE_OF_WOMEN[side]);
    const id = `demo-${group}-${String(at + 1).padStart(3, '0')}`;
    return {
      id,
      username: id,
      displayName: inventedName(luck, woman),
      passwordHash,
      sex: luck.happens(0.01)
        ? ('no_dice' as const)
        : woman
          ? ('mujer' as const)
          : ('hombre' as const),
      side,
      createdAt: new Date(now.getTime() - (185 - luck.below(150)) * DAY),
      demo: true,
      completes: 0,
      contingent: null,
    };
  });
}

async function insertPeople(db: Db, people: readonly Invented[]): Promise<void> {
  for (let from = 0; from < people.length; from += BATCH) {
    const batch = people.slice(from, from + BATCH);
    await db('people').insert(batch.map(personRow));
    await db('memberships').insert(
      batch.map((person) => ({
        id: `m-${person.id}`,
        person_id: person.id,
        institution_id: person.institutionId ?? null,
        network_id: person.networkId ?? null,
        role: 'member',
        from_on: dayOf(person.createdAt),
      })),
    );
  }
}
