import { CAST, type CastName } from '../../src/demo/cast.ts';
import { addGrant, type NewPerson } from '../../src/demo/factories.ts';
import type { Role } from '../../src/lib/actor.ts';
import type { TestApp } from '../support/app.ts';
import { addPeople } from '../support/people.ts';

interface Staff extends Pick<NewPerson, 'displayName' | 'side' | 'institutionId'> {
  role: Role;
  /** Institution whose tree is covered; absent where the role covers the country. */
  scope?: string;
}

/** Whoever holds a role that nobody of the cast holds. The demonstration does not know them. */
const STAFF = {
  /** Administers the women's institute of the State of Mexico, which Rosa's municipal one belongs to. */
  olga: {
    displayName: 'Olga Medina',
    side: 'community',
    institutionId: 'imef-15',
    role: 'institution_admin',
    scope: 'imef-15',
  },
  /** Administers the municipal police of León, where Tomás serves. */
  hugo: {
    displayName: 'Hugo Palacios',
    side: 'police',
    institutionId: 'pm-11020',
    role: 'institution_admin',
    scope: 'pm-11020',
  },
  silvia: {
    displayName: 'Silvia Cano',
    side: 'community',
    institutionId: 'semujeres',
    role: 'analyst_semujeres',
  },
  paula: {
    displayName: 'Paula Rivas',
    side: 'community',
    institutionId: 'semujeres',
    role: 'author',
  },
  raquel: {
    displayName: 'Raquel Ibarra',
    side: 'community',
    institutionId: 'semujeres',
    role: 'reviewer',
  },
  noe: { displayName: 'Noé Campos', side: 'community', role: 'observer' },
} as const satisfies Record<string, Staff>;

export type Name = CastName | keyof typeof STAFF;

/** Everybody whom the matrix asks: together they hold every role. */
export const NAMES = [...Object.keys(CAST), ...Object.keys(STAFF)] as Name[];

export async function addStaff(app: TestApp): Promise<void> {
  for (const [id, { role, ...given }] of Object.entries(STAFF)) {
    const { scope, ...person }: Omit<Staff, 'role'> = given;
    await addPeople(app, { id, ...person });
    await addGrant(app.database.db, {
      id: `g-${id}`,
      personId: id,
      role,
      ...(scope === undefined ? {} : { institutionId: scope }),
      grantedAt: app.clock(),
    });
  }
}
