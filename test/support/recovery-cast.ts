import { toColumn } from '../../src/db/columns.ts';
import type { Db } from '../../src/db/connection.ts';
import { addCohort, addGrant, addNetwork, addPerson } from '../../src/demo/factories.ts';
import { NOW } from './clock.ts';

const enrol = (db: Db, personId: string, cohortId: string): Promise<unknown> =>
  db('enrolments').insert({
    id: `e-${personId}-${cohortId}`,
    person_id: personId,
    course_id: 'taller',
    version_id: 'taller-1',
    cohort_id: cohortId,
    cycle: 1,
    status: 'active',
    enrolled_at: toColumn(NOW),
    enrolled_on: '2026-11-23',
    sex: 'mujer',
    side: 'community',
  });

/**
 * Lupe is a member of Rosa's network and studies with Ximena; Norma is of another network and state. Ximena teaches the
 * community cohort and Bruno the military one, where Elena studies.
 */
export async function addRecoveryCast(db: Db): Promise<void> {
  const rosa = (await db('people').where('id', 'rosa').first()) as { password_hash: string };
  await addNetwork(db, {
    id: 'mucpaz-20067-01',
    code: 'MUCPAZ-20067-01',
    name: 'Red de Oaxaca',
    cvegeo: '20067',
  });
  const plain = {
    passwordHash: rosa.password_hash,
    sex: 'mujer',
    side: 'community',
    createdAt: NOW,
  } as const;
  await addPerson(db, {
    ...plain,
    id: 'lupe',
    username: 'lupe',
    displayName: 'Guadalupe Ríos',
    cvegeo: '15033',
    institutionId: 'imm-15033',
    networkId: 'mucpaz-15033-01',
  });
  await addPerson(db, {
    ...plain,
    id: 'norma',
    username: 'norma',
    displayName: 'Norma Cruz',
    cvegeo: '20067',
    networkId: 'mucpaz-20067-01',
  });
  await db('courses').insert({
    id: 'taller',
    slug: 'taller',
    code: 'TALLER',
    created_at: toColumn(NOW),
  });
  await db('course_versions').insert({
    id: 'taller-1',
    course_id: 'taller',
    number: 1,
    digest: 'x',
    published_at: toColumn(NOW),
    title_es: 'Taller',
    title_en: 'Workshop',
    search_text: 'taller',
    document: '{}',
  });
  const cohort = { courseId: 'taller', startsOn: '2026-11-01', createdAt: NOW };
  await addCohort(db, {
    ...cohort,
    id: 'comunidad',
    name: 'Comunidad',
    institutionId: 'semujeres',
    side: 'community',
    instructorIds: ['ximena'],
  });
  await addCohort(db, {
    ...cohort,
    id: 'cecopam',
    name: 'Cecopam',
    institutionId: 'cecopam',
    side: 'military',
    instructorIds: ['bruno'],
  });
  await enrol(db, 'lupe', 'comunidad');
  await enrol(db, 'rosa', 'comunidad');
  await enrol(db, 'elena', 'cecopam');
  // Whatever else Bruno may do: the wall has to hold.
  await addGrant(db, {
    id: 'g-b1',
    personId: 'bruno',
    role: 'instructor',
    cohortId: 'comunidad',
    grantedAt: NOW,
  });
  await addGrant(db, {
    id: 'g-b2',
    personId: 'bruno',
    role: 'institution_admin',
    institutionId: 'imm-15033',
    grantedAt: NOW,
  });
}
