import { expect } from 'chai';
import fc from 'fast-check';
import {
  covers,
  may,
  mayAnywhere,
  mayFreeze,
  nowhere,
  scopeOf,
  type Clause,
  type Office,
  type Place,
} from '../../../src/features/permissions/policy.ts';
import { ACTIONS, type Action } from '../../../src/features/permissions/rights.ts';
import { withinScope } from '../../../src/features/permissions/scope-filter.ts';
import {
  ROLES,
  SIDES,
  type Actor,
  type Grant,
  type Role,
  type Side,
} from '../../../src/lib/actor.ts';
import { castDatabase, type TestDatabase } from '../../support/database.ts';
import { NOW } from '../../support/clock.ts';

const grant = (role: Role, scope: Partial<Grant> = {}): Grant => ({
  id: 'g',
  role,
  institutionPath: null,
  stateCode: null,
  cvegeo: null,
  networkId: null,
  courseId: null,
  cohortId: null,
  ...scope,
});

const actor = (side: Side, ...grants: Grant[]): Actor => ({
  id: 'somebody',
  username: 'somebody',
  displayName: 'Somebody',
  language: 'es-MX',
  discreet: false,
  side,
  institutionId: null,
  institutionPath: null,
  networkId: null,
  cvegeo: null,
  stateCode: null,
  grants,
  secondFactor: { isOn: false, isAsked: false, dueAt: null, isOverdue: false },
  session: { idHash: 'x', shared: false, authenticatedAt: NOW, purpose: null },
});

/** A place inside every scope that the table below gives. */
const here: Omit<Place, 'side'> = {
  institutionPath: '/sedena/cecopam/',
  stateCode: '20',
  cvegeo: '20067',
  networkId: 'red',
  courseId: 'curso',
  cohortId: 'grupo',
};

/** The scope with which each role makes sense, and the side of the wall its holder belongs to. */
const HOLDERS: Record<Role, Actor> = {
  network_coordinator: actor('community', grant('network_coordinator', { networkId: 'red' })),
  instructor: actor('community', grant('instructor', { cohortId: 'grupo' })),
  author: actor('community', grant('author')),
  reviewer: actor('community', grant('reviewer')),
  institution_admin: actor(
    'community',
    grant('institution_admin', { institutionPath: '/sedena/' }),
  ),
  state_admin: actor('community', grant('state_admin', { stateCode: '20' })),
  state_police_admin: actor('police', grant('state_police_admin', { stateCode: '20' })),
  analyst_cecopam: actor('military', grant('analyst_cecopam')),
  analyst_sesnsp: actor('police', grant('analyst_sesnsp')),
  analyst_semujeres: actor('community', grant('analyst_semujeres')),
  platform_admin: actor('community', grant('platform_admin')),
  observer: actor('community', grant('observer')),
};

/**
 * Domain tables 6.3 and 6.4, row by row: on which sides of the wall (c community, p police, m military) each role may do
 * what. A dot is nowhere. Written here a second time on purpose: a slip in the policy must not agree with itself.
 */
const COLUMNS: Role[] = [
  'network_coordinator',
  'instructor',
  'author',
  'reviewer',
  'institution_admin',
  'state_admin',
  'analyst_cecopam',
  'analyst_sesnsp',
  'analyst_semujeres',
  'platform_admin',
  'observer',
  'state_police_admin',
];
const TABLE: Record<Action, string> = {
  //                          coord instr auth revi inst state ceco sesn semu plat obse poli
  'people.read': '            c     cpm   .    .    cpm  c     pm   p    c    .    .    p',
  'people.invite': '          c     cpm   .    .    cpm  c     pm   cp   c    cpm  .    p',
  'people.ask-recovery': '    c     .     .    .    .    .     .    .    .    .    .    .',
  'people.confirm-recovery': '.     cpm   .    .    cpm  c     pm   p    c    cpm  .    p',
  'people.freeze': '          .     .     .    .    cpm  c     .    .    c    cpm  .    p',
  'people.end-sessions': '    .     .     .    .    cpm  .     .    .    .    cpm  .    .',
  'enrolments.create': '      .     cpm   .    .    cpm  c     pm   cp   c    .    .    p',
  'cohorts.manage': '         .     .     .    .    cpm  .     pm   cp   c    cpm  .    .',
  'courses.create': '         .     cpm   cpm  .    .    .     .    .    .    cpm  .    .',
  'courses.publish': '        .     cpm   cpm  .    .    .     .    .    .    cpm  .    .',
  'courses.sign': '           .     .     .    cpm  .    .     .    .    .    .    .    .',
  'banks.create': '           .     cpm   cpm  .    .    .     .    .    .    cpm  .    .',
  'banks.manage': '           .     .     cpm  .    .    .     .    .    .    cpm  .    .',
  'grades.read': '            .     cpm   .    .    cpm  .     pm   p    .    .    .    .',
  'answers.read': '           .     cpm   .    .    .    .     .    .    .    .    .    .',
  'answers.grade': '          .     cpm   .    .    .    .     .    .    .    .    .    .',
  'certificates.revoke': '    .     .     .    .    cpm  .     pm   p    c    .    .    .',
  'certificates.correct': '   .     .     .    .    cpm  .     pm   p    c    .    .    .',
  'reports.read': '           c     cpm   .    .    cpm  c     pm   cp   c    .    cpm    p',
  'reports.export': '         .     .     .    .    cpm  c     pm   cp   c    .    .    p',
  'frameworks.manage': '      .     .     .    .    .    .     pm   cp   c    cpm  .    .',
  'roundtables.log': '        c     .     .    .    c    c     .    .    c    .    .    .',
  'audit.read': '             .     .     .    .    cpm  .     .    .    .    cpm  .    .',
  'grants.give': '            .     .     .    .    .    .     .    .    .    cpm  .    .',
  'institutions.manage': '    .     .     .    .    .    .     .    .    .    cpm  .    .',
  'settings.manage': '        .     .     .    .    .    .     .    .    .    cpm  .    .',
  'rights.answer': '          .     .     .    .    cpm  .     .    .    .    cpm  .    .',
  'grants.delegate': '        .     .     .    .    cpm  c     .    .    .    .    .    p',
};
const LETTER: Record<Side, string> = { community: 'c', police: 'p', military: 'm' };

/** What the wall is about: actions that show who a single person is. */
const REVEALING: Action[] = [
  'people.read',
  'people.ask-recovery',
  'people.confirm-recovery',
  'people.freeze',
  'people.end-sessions',
  'grades.read',
  'answers.read',
  'answers.grade',
  'certificates.revoke',
  'certificates.correct',
  'audit.read',
  'rights.answer',
  'grants.give',
  'grants.delegate',
];

const maybe = (...values: string[]) => fc.option(fc.constantFrom(...values));
const scope = fc.record({
  institutionPath: maybe('/a/', '/a/b/', '/ab/'),
  stateCode: maybe('15', '20'),
  cvegeo: maybe('15033', '20067'),
  networkId: maybe('n1', 'n2'),
  courseId: maybe('c1', 'c2'),
  cohortId: maybe('k1', 'k2'),
});
const someGrant: fc.Arbitrary<Grant> = fc
  .tuple(fc.constantFrom(...ROLES), scope)
  .map(([role, given]) => grant(role, given));
const someSide = fc.constantFrom(...SIDES);
const someActor = fc
  .tuple(someSide, fc.array(someGrant, { maxLength: 4 }))
  .map(([side, grants]) => actor(side, ...grants));
const somePlace: fc.Arbitrary<Place> = fc
  .tuple(someSide, scope)
  .map(([side, given]) => ({ side, ...given }));

describe('the policy', () => {
  describe('table of role, action and side', () => {
    for (const action of ACTIONS) {
      it(`says who may ${action}`, () => {
        const cells = TABLE[action].trim().split(/\s+/);
        expect(cells).to.have.length(COLUMNS.length);
        COLUMNS.forEach((role, at) => {
          const allowed = SIDES.filter((side) => may(HOLDERS[role], action, { ...here, side }))
            .map((side) => LETTER[side])
            .join('');
          expect(allowed === '' ? '.' : allowed, role).to.equal(cells[at]);
        });
      });
    }
  });

  it('denies everything to a person without grants', () => {
    fc.assert(
      fc.property(someSide, somePlace, fc.constantFrom(...ACTIONS), (side, place, action) => {
        expect(may(actor(side), action, place)).to.equal(false);
      }),
    );
  });

  it('keeps identities of community trainees from everybody behind the wall, whatever the grants', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Side>('police', 'military'),
        fc.array(someGrant, { minLength: 1, maxLength: 6 }),
        somePlace,
        fc.constantFrom(...REVEALING),
        (side, grants, place, action) => {
          const place_ = { ...place, side: 'community' as const };
          expect(may(actor(side, ...grants), action, place_)).to.equal(false);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('opens nothing for a scoped role whose scope was forgotten', () => {
    for (const role of [
      'network_coordinator',
      'instructor',
      'institution_admin',
      'state_admin',
      'state_police_admin',
    ] as const) {
      for (const action of ACTIONS) {
        expect(mayAnywhere(actor('community', grant(role)), action), `${role} ${action}`).to.equal(
          false,
        );
      }
    }
  });

  it('ends at the border of the scope', () => {
    const admin = actor('community', grant('institution_admin', { institutionPath: '/a/' }));
    const at = (institutionPath: string | null): boolean =>
      may(admin, 'people.read', { ...nowhere, institutionPath });
    expect(at('/a/')).to.equal(true);
    expect(at('/a/b/c/')).to.equal(true);
    expect(at('/ab/')).to.equal(false);
    expect(at('/')).to.equal(false);
    expect(at(null)).to.equal(false);
  });

  it('lets a second grant widen and never narrow', () => {
    fc.assert(
      fc.property(
        someActor,
        someGrant,
        somePlace,
        fc.constantFrom(...ACTIONS),
        (somebody, more, place, action) => {
          const before = may(somebody, action, place);
          const after = may({ ...somebody, grants: [...somebody.grants, more] }, action, place);
          expect(before && !after).to.equal(false);
        },
      ),
    );
  });
});

describe('freezing somebody who holds an office', () => {
  const inOaxaca: Place = { ...nowhere, stateCode: '20', cvegeo: '20067' };
  const institute = { ...inOaxaca, institutionPath: '/imef-20/' };
  const office = (role: Role, place: Partial<Place> = {}): Office => ({
    role,
    place: { ...nowhere, ...place },
  });
  const state = HOLDERS.state_admin;
  const national = HOLDERS.analyst_semujeres;
  const administrator = HOLDERS.platform_admin;
  const ofInstitute = actor(
    'community',
    grant('institution_admin', { institutionPath: '/imef-20/' }),
  );

  const table: [string, Actor, Place, Office[], boolean][] = [
    ['nobody’s office', state, inOaxaca, [], true],
    ['her own reach', state, inOaxaca, [office('state_admin', { stateCode: '20' })], true],
    [
      'an institution of her state',
      state,
      inOaxaca,
      [office('institution_admin', institute)],
      true,
    ],
    ['another state', state, inOaxaca, [office('state_admin', { stateCode: '15' })], false],
    ['a national office', state, inOaxaca, [office('analyst_semujeres')], false],
    ['the platform', state, inOaxaca, [office('platform_admin')], false],
    ['a course of the country', state, inOaxaca, [office('instructor', { courseId: 'c' })], false],
    [
      'one office near and one far',
      state,
      inOaxaca,
      [office('state_admin', { stateCode: '20' }), office('observer')],
      false,
    ],
    ['the same national office', national, inOaxaca, [office('analyst_semujeres')], true],
    ['a national office on more sides', national, inOaxaca, [office('observer')], false],
    ['the platform, from a national office', national, inOaxaca, [office('platform_admin')], false],
    ['the state, from an institution', ofInstitute, institute, [office('state_admin')], false],
    ['whoever gives roles', administrator, inOaxaca, [office('platform_admin')], true],
    ['somebody out of reach', state, { ...nowhere, stateCode: '15' }, [], false],
    ['a role without that right', HOLDERS.observer, inOaxaca, [], false],
    [
      'whoever gives roles, behind the wall',
      actor('military', grant('platform_admin')),
      inOaxaca,
      [office('platform_admin')],
      false,
    ],
  ];
  for (const [name, somebody, place, offices, allowed] of table) {
    it(`is ${allowed ? 'allowed' : 'denied'}: ${name}`, () => {
      expect(mayFreeze(somebody, [place], offices)).to.equal(allowed);
    });
  }
});
describe('lists and single objects', () => {
  let test: TestDatabase;
  const places: (Place & { id: string })[] = [];

  before(async () => {
    test = await castDatabase();
    const { db } = test.database;
    await db.schema.createTable('scope_probe', (table) => {
      table.text('id').primary();
      table.text('side').notNullable();
      for (const name of ['path', 'state', 'cvegeo', 'network', 'course', 'cohort'])
        table.text(name);
    });
    fc.sample(somePlace, { numRuns: 300, seed: 1325 }).forEach((place, at) => {
      places.push({ ...place, id: `p${String(at)}` });
    });
    for (let from = 0; from < places.length; from += 100) {
      await db('scope_probe').insert(
        places.slice(from, from + 100).map((place) => ({
          id: place.id,
          side: place.side,
          path: place.institutionPath,
          state: place.stateCode,
          cvegeo: place.cvegeo,
          network: place.networkId,
          course: place.courseId,
          cohort: place.cohortId,
        })),
      );
    }
  });
  after(() => test.drop());

  const listed = async (clauses: readonly Clause[]): Promise<string[]> => {
    const rows = (await withinScope(
      test.database.db('scope_probe').select('id').orderBy('id'),
      clauses,
      {
        side: 'side',
        institutionPath: 'path',
        stateCode: 'state',
        cvegeo: 'cvegeo',
        networkId: 'network',
        courseId: 'course',
        cohortId: 'cohort',
      },
    )) as { id: string }[];
    return rows.map(({ id }) => id).sort();
  };

  it('obey the same rule: a list shows exactly the rows that the policy covers', async () => {
    await fc.assert(
      fc.asyncProperty(someActor, fc.constantFrom(...ACTIONS), async (somebody, action) => {
        const clauses = scopeOf(somebody, action);
        const covered = places
          .filter((place) => clauses.some((clause) => covers(clause, place)))
          .map(({ id }) => id)
          .sort();
        expect(await listed(clauses)).to.deep.equal(covered);
      }),
      { numRuns: 300 },
    );
  });

  it('leave out a bounded grant when the list has no column for its bound', async () => {
    const rows = (await withinScope(
      test.database.db('scope_probe').select('id'),
      scopeOf(actor('community', grant('instructor', { cohortId: 'k1' })), 'people.read'),
      { side: 'side' },
    )) as unknown[];
    expect(rows).to.deep.equal([]);
  });
});
