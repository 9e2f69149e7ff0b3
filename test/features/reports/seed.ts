import { toColumn } from '../../../src/db/columns.ts';
import type { Db } from '../../../src/db/connection.ts';
import { addGrant, addPerson, personRow } from '../../../src/demo/factories.ts';
import type { Role, Side } from '../../../src/lib/actor.ts';
import type { AgeGroup } from '../../../src/features/enrolment/age-group.ts';
import type { RankBand } from '../../../src/features/institutions/rank-bands.ts';
import type { Services } from '../../../src/services.ts';
import { CAST_PASSWORD } from '../../../src/demo/cast.ts';
import type { Browser, Page } from '../../support/browser.ts';
import type { TestApp } from '../../support/app.ts';
import { publishCourse } from '../../support/course.ts';
import { hasPurpose } from '../../support/purpose.ts';

/** A group of equal enrolments: what the tests count by hand. */
export interface Group {
  name: string;
  side: Side;
  sex: 'mujer' | 'hombre';
  cvegeo: string;
  institutionPath?: string;
  networkId?: string;
  on: string;
  enrolled: number;
  started: number;
  completed: number;
  certified: number;
  withdrawn?: boolean;
  /** One after the other, again and again; null: she has told no year. */
  ages?: readonly (AgeGroup | null)[];
  rankBand?: RankBand;
}

const IMM = '/imef-15/imm-15033/';
const NETWORK = 'mucpaz-15033-01';

/** 189 people and 194 enrolments that count, 5 withdrawn. */
export const GROUPS: Group[] = [
  {
    name: 'ecatepec',
    side: 'community',
    sex: 'mujer',
    cvegeo: '15033',
    institutionPath: IMM,
    networkId: NETWORK,
    ages: ['25-34', '35-44', '35-44', null],
    on: '2026-03-10',
    enrolled: 40,
    started: 30,
    completed: 20,
    certified: 20,
  },
  {
    name: 'ecatepec-new',
    side: 'community',
    sex: 'mujer',
    cvegeo: '15033',
    institutionPath: IMM,
    networkId: NETWORK,
    on: '2026-11-05',
    enrolled: 6,
    started: 0,
    completed: 0,
    certified: 0,
  },
  {
    name: 'ecatepec-gone',
    side: 'community',
    sex: 'mujer',
    cvegeo: '15033',
    institutionPath: IMM,
    networkId: NETWORK,
    on: '2026-03-12',
    enrolled: 5,
    started: 2,
    completed: 0,
    certified: 0,
    withdrawn: true,
  },
  {
    name: 'oaxaca',
    side: 'community',
    sex: 'mujer',
    cvegeo: '20067',
    institutionPath: '/imef-20/',
    ages: ['18-24', '18-24', '25-34', '65+', null],
    on: '2026-05-04',
    enrolled: 30,
    started: 25,
    completed: 15,
    certified: 15,
  },
  {
    name: 'oaxaca-men',
    side: 'community',
    sex: 'hombre',
    cvegeo: '20067',
    institutionPath: '/imef-20/',
    ages: ['25-34', null],
    on: '2026-05-06',
    enrolled: 4,
    started: 3,
    completed: 1,
    certified: 1,
  },
  {
    name: 'juchitan',
    side: 'community',
    sex: 'mujer',
    cvegeo: '20043',
    institutionPath: '/imef-20/',
    on: '2026-06-01',
    enrolled: 3,
    started: 3,
    completed: 2,
    certified: 1,
  },
  {
    name: 'guanajuato',
    side: 'community',
    sex: 'mujer',
    cvegeo: '11020',
    ages: ['35-44', '35-44', '35-44', '35-44', '45-54'],
    on: '2026-09-15',
    enrolled: 25,
    started: 22,
    completed: 12,
    certified: 12,
  },
  {
    name: 'leon',
    side: 'police',
    sex: 'hombre',
    cvegeo: '11020',
    institutionPath: '/pm-11020/',
    ages: ['25-34', '25-34', '35-44', null],
    rankBand: 'operativo',
    on: '2026-04-20',
    enrolled: 50,
    started: 45,
    completed: 30,
    certified: 28,
  },
  {
    name: 'leon-women',
    side: 'police',
    sex: 'mujer',
    cvegeo: '11020',
    institutionPath: '/pm-11020/',
    rankBand: 'oficial',
    on: '2026-07-02',
    enrolled: 7,
    started: 6,
    completed: 4,
    certified: 4,
  },
  {
    name: 'cecopam',
    side: 'military',
    sex: 'mujer',
    cvegeo: '15035',
    institutionPath: '/sedena/cecopam/',
    rankBand: 'oficiales',
    on: '2026-08-09',
    enrolled: 12,
    started: 12,
    completed: 9,
    certified: 9,
  },
];
/** So many of the first group are in a second course as well. */
const SECOND = { people: 12, started: 12, completed: 0, on: '2026-09-01' };

const at = (day: string): string => toColumn(new Date(`${day}T18:00:00Z`));

/** Inserts rows, some at a time. */
export async function inBatches(
  db: Db,
  table: string,
  rows: Record<string, unknown>[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += 100) {
    await db(table).insert(rows.slice(from, from + 100));
  }
}

/** Fills a database with the groups above, or with others; some of the first group are in a second course. */
export async function seedEnrolments(
  services: Services,
  groups: readonly Group[] = GROUPS,
  /** Before or behind every drawn id: of two like cells the order decides which is hidden. */
  courseTwo: '!second' | '~second' = '~second',
): Promise<void> {
  const { db } = services.database;
  const version = await publishCourse(services);
  await db('courses').insert({
    id: courseTwo,
    slug: 'curso-dos',
    code: 'DOS',
    current_version_id: 'v-two',
    created_at: at('2026-01-01'),
  });
  await db('course_versions').insert({
    id: 'v-two',
    course_id: courseTwo,
    number: 1,
    digest: 'x',
    published_at: at('2026-01-01'),
    title_es: 'Curso dos',
    title_en: 'Course two',
    search_text: 'dos',
    document: JSON.stringify(version.document),
  });

  const people: Record<string, unknown>[] = [];
  const enrolments: Record<string, unknown>[] = [];
  const certificates: Record<string, unknown>[] = [];
  const enrol = (group: Group, index: number, courseId: string, versionId: string): void => {
    const personId = `${group.name}-${String(index)}`;
    const id = `${courseId}-${personId}`.slice(-40);
    const done = index < group.completed;
    enrolments.push({
      id,
      person_id: personId,
      course_id: courseId,
      version_id: versionId,
      cycle: 1,
      status: group.withdrawn === true ? 'withdrawn' : done ? 'completed' : 'active',
      enrolled_at: at(group.on),
      enrolled_on: group.on,
      started_at: index < group.started ? at(group.on) : null,
      completed_at: done ? at('2026-10-01') : null,
      completed_on: done ? '2026-10-01' : null,
      withdrawn_at: group.withdrawn === true ? at('2026-04-01') : null,
      institution_path: group.institutionPath ?? null,
      network_id: group.networkId ?? null,
      cvegeo: group.cvegeo,
      state_code: group.cvegeo.slice(0, 2),
      sex: group.sex,
      side: group.side,
      age_group: group.ages?.[index % group.ages.length] ?? null,
      rank_band: group.rankBand ?? null,
      certified_on: index < group.certified ? '2026-10-01' : null,
    });
    if (index >= group.certified) return;
    certificates.push({
      id: `c-${id}`,
      code: `code-${id}`,
      folio: `folio-${id}`,
      enrolment_id: id,
      person_id: personId,
      course_id: courseId,
      version_id: versionId,
      cycle: 1,
      current: 1,
      status: 'current',
      holder_name: 'Una persona',
      search_text: 'una persona',
      course_title_es: 'Curso',
      course_title_en: 'Course',
      hours_required: 1,
      hours_completed: 1,
      institution_name: 'Una institución',
      demo: false,
      issued_at: at('2026-10-01'),
      issued_on: '2026-10-01',
    });
  };
  for (const group of groups) {
    for (let index = 0; index < group.enrolled; index += 1) {
      const id = `${group.name}-${String(index)}`;
      people.push(
        personRow({
          id,
          username: id,
          displayName: `Persona ${id}`,
          passwordHash: '-',
          sex: group.sex,
          side: group.side,
          cvegeo: group.cvegeo,
          createdAt: new Date('2026-01-02T12:00:00Z'),
        }),
      );
      enrol(group, index, version.courseId, version.id);
    }
  }
  const [first] = groups;
  if (first === undefined) throw new Error('no groups');
  const second: Group = { ...first, ...SECOND, enrolled: SECOND.people, certified: 0 };
  for (let index = 0; index < SECOND.people; index += 1) enrol(second, index, courseTwo, 'v-two');
  await inBatches(db, 'people', people);
  await inBatches(db, 'enrolments', enrolments);
  await inBatches(db, 'certificates', certificates);
}

/** A person beside the cast, signed in. */
export async function someoneWith(
  app: TestApp,
  role: Role,
  more: { side?: Side; institutionId?: string; stateCode?: string } = {},
): Promise<Browser> {
  const { db } = app.database;
  const id = `${role}-${more.stateCode ?? more.institutionId ?? 'all'}`.replaceAll('_', '-');
  const rosa = (await db('people').where('id', 'rosa').first()) as { password_hash: string };
  await addPerson(db, {
    id,
    username: id,
    displayName: `Persona ${id}`,
    passwordHash: rosa.password_hash,
    sex: 'mujer',
    side: more.side ?? 'community',
    ...(more.institutionId === undefined ? {} : { institutionId: more.institutionId }),
    createdAt: app.clock(),
  });
  await addGrant(db, {
    id: `g-${id}`,
    personId: id,
    role,
    grantedAt: app.clock(),
    ...(role === 'institution_admin' && more.institutionId !== undefined
      ? { institutionId: more.institutionId }
      : {}),
    ...(more.stateCode === undefined ? {} : { stateCode: more.stateCode }),
  });
  const browser = app.browser();
  await browser.post('/entrar', { username: id, password: CAST_PASSWORD });
  await hasPurpose(app.database.db, browser);
  return browser;
}

/** The table of a page: heading of the row, then its cells by column. */
export function tableOf(page: Page): Record<string, Record<string, string>> {
  const clean = (text: string | null): string => (text ?? '').replace(/\s+/g, ' ').trim();
  const head = [...page.document.querySelectorAll('thead th')].map((cell) =>
    clean(cell.textContent),
  );
  const table: Record<string, Record<string, string>> = {};
  for (const row of page.document.querySelectorAll('tbody tr, tfoot tr')) {
    const [first, ...cells] = [...row.querySelectorAll('th, td')].map((cell) =>
      clean(cell.textContent),
    );
    table[first ?? ''] = Object.fromEntries(
      cells.map((cell, place) => [head[place + 1] ?? '', cell]),
    );
  }
  return table;
}

/** The figures at the head of the page, by label. */
export function figuresOf(page: Page): Record<string, string> {
  const figures: Record<string, string> = {};
  for (const stat of page.document.querySelectorAll('.stat')) {
    const label = stat.querySelector('.stat__label')?.textContent ?? '';
    figures[label.trim()] = (stat.querySelector('.stat__number')?.textContent ?? '').trim();
  }
  return figures;
}
