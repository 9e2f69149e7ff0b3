import type { CastName } from '../../src/demo/cast.ts';

/**
 * Who comes in where: domain table 6.4 for the cast, by the rule that a route begins with. Nobody without a session passes
 * any but `everyone`. A new rule needs a row; a new route needs one of these rules.
 */
export const ENTERS: Record<string, readonly CastName[] | 'everyone' | 'signed-in'> = {
  everyone: 'everyone',
  anyoneSignedIn: 'signed-in',
  'people.read or people.freeze': ['rosa', 'ximena', 'bruno', 'lucia', 'marco', 'irene', 'ada'],
  'people.freeze': ['irene', 'ada'],
  'people.end-sessions': ['ada'],
  'answers.grade': ['ximena', 'bruno'],
  'grants.give': ['ada'],
  'institutions.manage': ['ada'],
  'settings.manage': ['ada'],
  'cohorts.manage or enrolments.create': ['ximena', 'bruno', 'lucia', 'marco', 'irene', 'ada'],
  'cohorts.manage': ['lucia', 'marco', 'ada'],
  'enrolments.create': ['ximena', 'bruno', 'lucia', 'marco', 'irene'],
  helpsToRecover: ['rosa', 'ximena', 'bruno', 'lucia', 'marco', 'irene', 'ada'],
  confirmsRecoveries: ['ximena', 'bruno', 'lucia', 'marco', 'irene', 'ada'],
  'people.read or certificates.revoke or certificates.correct': [
    'rosa',
    'ximena',
    'bruno',
    'lucia',
    'marco',
    'irene',
  ],
  'certificates.revoke': ['lucia', 'marco'],
  'certificates.correct': ['lucia', 'marco'],
  'people.invite': ['rosa', 'ximena', 'bruno', 'lucia', 'marco', 'irene', 'ada'],
  'opens a room of administration': ['rosa', 'ximena', 'bruno', 'lucia', 'marco', 'irene', 'ada'],
  'reports.read': ['rosa', 'ximena', 'bruno', 'lucia', 'marco', 'irene'],
  'reports.export': ['lucia', 'marco', 'irene'],
  'people.read and reports.read': ['rosa', 'ximena', 'bruno', 'lucia', 'marco', 'irene'],
  'people.read and reports.export': ['lucia', 'marco', 'irene'],
  'audit.read': ['ada'],
};

/** The objects that the matrix asks for: one on each side of the wall, and one in another state. */
export const PEOPLE = ['rosa', 'oaxaca', 'tomas', 'elena'] as const;
export const COHORTS = ['ecatepec', 'leon', 'contingente'] as const;
type ObjectName = (typeof PEOPLE)[number] | (typeof COHORTS)[number];

/** Whom of the cast each object exists for, when she asks for it; for everybody else it is a missing page. */
export const SEES: Record<string, Partial<Record<ObjectName, readonly CastName[]>>> = {
  '/administrar/personas/:id': {
    rosa: ['rosa', 'ximena', 'ada'],
    oaxaca: ['irene', 'ada'],
    tomas: ['bruno', 'lucia', 'marco', 'ada'],
    elena: ['bruno', 'marco', 'ada'],
  },
  '/administrar/grupos/:id': {
    ecatepec: ['ximena', 'lucia', 'ada'],
    leon: ['bruno', 'lucia', 'marco', 'ada'],
    contingente: ['bruno', 'marco', 'ada'],
  },
  '/administrar/constancias/:id': {
    rosa: ['rosa', 'ximena'],
    oaxaca: ['irene'],
    tomas: ['bruno', 'lucia', 'marco'],
    elena: ['bruno', 'marco'],
  },
  '/constancias/:id': { rosa: ['rosa'], tomas: ['tomas'], elena: ['elena'] },
  '/constancias/:id.pdf': { rosa: ['rosa'], tomas: ['tomas'], elena: ['elena'] },
};
