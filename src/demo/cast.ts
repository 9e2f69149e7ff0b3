import type { Db } from '../db/connection.ts';
import {
  addGrant,
  addInstitution,
  addNetwork,
  addPerson,
  type NewInstitution,
  type NewPerson,
} from './factories.ts';

/** Password of all the cast, in the demonstration and in tests only. */
export const CAST_PASSWORD = 'Paz-1325-demo';

/** Institutions of the cast, with the dated change of 2025 from Inmujeres to the Secretaría de las Mujeres. */
const INSTITUTIONS: NewInstitution[] = [
  {
    id: 'semujeres',
    name: 'Secretaría de las Mujeres',
    shortName: 'SEMUJERES',
    type: 'women',
    level: 'federal',
    side: 'community',
    validFrom: '2025-01-01',
  },
  {
    id: 'inmujeres',
    name: 'Instituto Nacional de las Mujeres',
    shortName: 'Inmujeres',
    type: 'women',
    level: 'federal',
    side: 'community',
    validFrom: '2001-01-12',
    validTo: '2024-12-31',
    successorId: 'semujeres',
  },
  {
    id: 'sspc',
    name: 'Secretaría de Seguridad y Protección Ciudadana',
    shortName: 'SSPC',
    type: 'security',
    level: 'federal',
    side: 'police',
  },
  {
    id: 'sesnsp',
    name: 'Secretariado Ejecutivo del Sistema Nacional de Seguridad Pública',
    shortName: 'SESNSP',
    type: 'security',
    level: 'federal',
    side: 'police',
    parentId: 'sspc',
  },
  {
    id: 'sedena',
    name: 'Secretaría de la Defensa Nacional',
    shortName: 'Defensa',
    type: 'armed-forces',
    level: 'federal',
    side: 'military',
  },
  {
    id: 'cecopam',
    name: 'Centro de Entrenamiento Conjunto de Operaciones de Paz de México',
    shortName: 'Cecopam',
    type: 'training-centre',
    level: 'federal',
    side: 'military',
    parentId: 'sedena',
  },
  {
    id: 'imef-15',
    name: 'Instancia de las mujeres del Estado de México',
    shortName: 'IMEF Méx.',
    type: 'women',
    level: 'state',
    side: 'community',
    stateCode: '15',
  },
  {
    id: 'imef-20',
    name: 'Instancia de las mujeres de Oaxaca',
    shortName: 'IMEF Oax.',
    type: 'women',
    level: 'state',
    side: 'community',
    stateCode: '20',
  },
  {
    id: 'imm-15033',
    name: 'Instancia municipal de las mujeres de Ecatepec',
    shortName: 'IMM Ecatepec',
    type: 'women',
    level: 'municipal',
    side: 'community',
    parentId: 'imef-15',
    stateCode: '15',
    cvegeo: '15033',
  },
  {
    id: 'pm-11020',
    name: 'Policía municipal de León',
    shortName: 'PM León',
    type: 'police',
    level: 'municipal',
    side: 'police',
    stateCode: '11',
    cvegeo: '11020',
  },
  {
    id: 'ssp-11',
    name: 'Secretaría de seguridad de Guanajuato',
    shortName: 'SSP Gto.',
    type: 'security',
    level: 'state',
    side: 'police',
    stateCode: '11',
  },
  {
    id: 'plataforma',
    name: 'Operación técnica de la plataforma',
    shortName: 'Plataforma',
    type: 'operation',
    level: 'federal',
    side: 'community',
  },
];

type CastMember = Omit<NewPerson, 'passwordHash' | 'createdAt'>;

/** The people of product and tests, by the name everybody calls them. */
export const CAST = {
  /** Coordinates the Ecatepec network; shares a phone, loses signal. */
  rosa: {
    id: 'rosa',
    username: 'rosa',
    displayName: 'Rosa Hernández',
    sex: 'mujer',
    side: 'community',
    cvegeo: '15033',
    institutionId: 'imm-15033',
    networkId: 'mucpaz-15033-01',
  },
  /** Municipal police of León; studies between shifts. */
  tomas: {
    id: 'tomas',
    username: 'tomas',
    displayName: 'Tomás Aguilar',
    sex: 'hombre',
    side: 'police',
    cvegeo: '11020',
    institutionId: 'pm-11020',
    rankBand: 'operativo',
  },
  /** Lieutenant who deploys in 30 days. */
  elena: {
    id: 'elena',
    username: 'elena',
    displayName: 'Elena Cruz',
    sex: 'mujer',
    side: 'military',
    cvegeo: '15035',
    institutionId: 'cecopam',
    rankBand: 'oficiales',
  },
  /** Instructor of community courses. */
  ximena: {
    id: 'ximena',
    username: 'ximena',
    displayName: 'Ximena Solís',
    sex: 'mujer',
    side: 'community',
    cvegeo: '15106',
    institutionId: 'semujeres',
  },
  /** Instructor at Cecopam. */
  bruno: {
    id: 'bruno',
    username: 'bruno',
    displayName: 'Bruno Márquez',
    sex: 'hombre',
    side: 'military',
    cvegeo: '15035',
    institutionId: 'cecopam',
  },
  /** Reviews completion at SESNSP: police by name, community by count. */
  lucia: {
    id: 'lucia',
    username: 'lucia',
    displayName: 'Lucía Barrera',
    sex: 'mujer',
    side: 'police',
    cvegeo: '09015',
    institutionId: 'sesnsp',
  },
  /** Reviews readiness at Cecopam. */
  marco: {
    id: 'marco',
    username: 'marco',
    displayName: 'Marco Treviño',
    sex: 'hombre',
    side: 'military',
    cvegeo: '15035',
    institutionId: 'cecopam',
  },
  /** Women's institute of Oaxaca: her state only. */
  irene: {
    id: 'irene',
    username: 'irene',
    displayName: 'Irene Luis',
    sex: 'mujer',
    side: 'community',
    cvegeo: '20067',
    institutionId: 'imef-20',
  },
  /** Administers the police of Guanajuato, where León is: her state only. */
  gloria: {
    id: 'gloria',
    username: 'gloria',
    displayName: 'Gloria Santos',
    sex: 'mujer',
    side: 'police',
    cvegeo: '11015',
    institutionId: 'ssp-11',
  },
  /** Runs the platform; sees no grades. */
  ada: {
    id: 'ada',
    username: 'ada',
    displayName: 'Ada Rentería',
    sex: 'mujer',
    side: 'community',
    cvegeo: '09014',
    institutionId: 'plataforma',
  },
} as const satisfies Record<string, CastMember>;

export type CastName = keyof typeof CAST;

/** Puts the cast, their institutions and their grants into an empty, migrated database with places loaded. */
export async function addCast(
  db: Db,
  { passwordHash, now }: { passwordHash: string; now: Date },
): Promise<void> {
  for (const institution of INSTITUTIONS) await addInstitution(db, institution);
  await addNetwork(db, {
    id: 'mucpaz-15033-01',
    code: 'MUCPAZ-15033-01',
    name: 'Red Mujeres de Ecatepec',
    cvegeo: '15033',
    sponsorId: 'imm-15033',
    fundingSource: 'FOBAM',
    foundedOn: '2024-03-08',
  });
  for (const member of Object.values(CAST)) {
    await addPerson(db, { ...member, passwordHash, createdAt: now, demo: true });
  }
  const at = { grantedAt: now };
  await addGrant(db, {
    id: 'g-rosa',
    personId: 'rosa',
    role: 'network_coordinator',
    networkId: 'mucpaz-15033-01',
    ...at,
  });
  await addGrant(db, { id: 'g-lucia', personId: 'lucia', role: 'analyst_sesnsp', ...at });
  await addGrant(db, { id: 'g-marco', personId: 'marco', role: 'analyst_cecopam', ...at });
  await addGrant(db, {
    id: 'g-irene',
    personId: 'irene',
    role: 'state_admin',
    stateCode: '20',
    ...at,
  });
  await addGrant(db, {
    id: 'g-gloria',
    personId: 'gloria',
    role: 'state_police_admin',
    stateCode: '11',
    ...at,
  });
  await addGrant(db, { id: 'g-ada', personId: 'ada', role: 'platform_admin', ...at });
}
