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

/** What kinds of object the addresses name. */
export type Kind =
  | 'person'
  | 'cohort'
  | 'member'
  | 'certificate'
  | 'attempt'
  | 'grant'
  | 'institution'
  | 'network'
  | 'invitation'
  | 'recovery'
  | 'given code'
  | 'request';

/** For whom of the cast an object exists, at one route; for everybody else it is a missing page. */
export interface ObjectRow {
  kind: Kind;
  /** What is sent: enough for the act, so that the answer is the service's and not the form's. */
  body?: Record<string, string>;
  for: Partial<Record<ObjectName, readonly CastName[]>>;
}

const row = (kind: Kind, exists: ObjectRow['for'], body?: Record<string, string>): ObjectRow =>
  body === undefined ? { kind, for: exists } : { kind, for: exists, body };

const mayManageCohorts: ObjectRow['for'] = {
  ecatepec: ['lucia', 'ada'],
  leon: ['lucia', 'marco', 'ada'],
  contingente: ['marco', 'ada'],
};
const mayFreeze: ObjectRow['for'] = {
  rosa: ['ada'],
  oaxaca: ['irene', 'ada'],
  tomas: ['ada'],
  elena: ['ada'],
};
const mayRevoke: ObjectRow['for'] = {
  rosa: [],
  oaxaca: [],
  tomas: ['lucia', 'marco'],
  elena: ['marco'],
};
const mayInviteThere: ObjectRow['for'] = {
  rosa: ['rosa', 'ada'],
  oaxaca: ['irene', 'ada'],
  tomas: ['lucia', 'marco', 'ada'],
  elena: ['marco', 'ada'],
};
const mayConfirm: ObjectRow['for'] = {
  oaxaca: ['irene', 'ada'],
  tomas: ['bruno', 'lucia', 'marco', 'ada'],
  elena: ['bruno', 'marco', 'ada'],
};
const onlyOwn: ObjectRow['for'] = { rosa: ['rosa'], tomas: ['tomas'], elena: ['elena'] };
const onlyAda: ObjectRow['for'] = { rosa: ['ada'], elena: ['ada'] };
const TOO_SHORT = { motivo: 'no', nombre: 'X' };

/** Every route whose address names an object of somebody. A new one needs a row, or the matrix fails. */
export const OBJECTS: Record<string, ObjectRow> = {
  'GET /administrar/personas/:id': row('person', {
    rosa: ['rosa', 'ximena', 'ada'],
    oaxaca: ['irene', 'ada'],
    tomas: ['bruno', 'lucia', 'marco', 'ada'],
    elena: ['bruno', 'marco', 'ada'],
  }),
  'POST /administrar/personas/:id/proteccion': row('person', mayFreeze, { motivo: 'threat' }),
  'POST /administrar/personas/:id/proteccion/fin': row('person', mayFreeze, { motivo: 'over' }),
  'POST /administrar/personas/:id/sesiones': row('person', {
    rosa: ['ada'],
    oaxaca: ['ada'],
    tomas: ['ada'],
    elena: ['ada'],
  }),
  'POST /administrar/personas/:id/tiempo-extra': row(
    'person',
    { rosa: ['ximena'], oaxaca: [], tomas: ['bruno'], elena: ['bruno'] },
    { porcentaje: '25' },
  ),
  'POST /administrar/roles/:id/retiro': row('grant', { rosa: ['ada'] }),
  'GET /administrar/instituciones/:id': row('institution', onlyAda),
  'POST /administrar/instituciones/:id': row('institution', onlyAda),
  'POST /administrar/instituciones/:id/cierre': row('institution', onlyAda),
  'GET /administrar/redes/:id': row('network', { rosa: ['ada'] }),
  'POST /administrar/redes/:id': row('network', { rosa: ['ada'] }),
  'GET /administrar/grupos/:id': row('cohort', {
    ecatepec: ['ximena', 'lucia', 'ada'],
    leon: ['bruno', 'lucia', 'marco', 'ada'],
    contingente: ['bruno', 'marco', 'ada'],
  }),
  'GET /administrar/grupos/:id/editar': row('cohort', mayManageCohorts),
  'POST /administrar/grupos/:id': row('cohort', mayManageCohorts),
  'POST /administrar/grupos/:id/personas': row(
    'cohort',
    {
      ecatepec: ['ximena', 'lucia'],
      leon: ['bruno', 'lucia', 'marco'],
      contingente: ['bruno', 'marco'],
    },
    { usuarios: 'nobody-by-this-name' },
  ),
  'POST /administrar/grupos/:id/personas/:persona/baja': row('member', {
    rosa: ['ximena'],
    tomas: ['bruno', 'lucia', 'marco'],
    elena: ['bruno', 'marco'],
  }),
  'GET /administrar/constancias/:id': row('certificate', {
    rosa: ['rosa', 'ximena'],
    oaxaca: ['irene'],
    tomas: ['bruno', 'lucia', 'marco'],
    elena: ['bruno', 'marco'],
  }),
  'POST /administrar/constancias/:id/revocar': row('certificate', mayRevoke, TOO_SHORT),
  'POST /administrar/constancias/:id/corregir': row('certificate', mayRevoke, TOO_SHORT),
  'GET /administrar/invitaciones/:id': row('invitation', mayInviteThere),
  'GET /administrar/invitaciones/:id/hoja': row('invitation', mayInviteThere),
  'POST /administrar/invitaciones/:id/cierre': row('invitation', mayInviteThere),
  'POST /administrar/solicitudes/:id/aprobacion': row('request', { oaxaca: ['irene', 'ada'] }),
  'POST /administrar/solicitudes/:id/rechazo': row('request', { oaxaca: ['irene', 'ada'] }),
  'POST /administrar/recuperaciones/:id/confirmacion': row('recovery', mayConfirm),
  'POST /administrar/recuperaciones/:id/rechazo': row('recovery', mayConfirm),
  'GET /administrar/recuperaciones/:id/codigo': row('given code', { oaxaca: ['irene'] }),
  'POST /cuenta/aviso/:id/cancelacion': row('recovery', {
    oaxaca: ['irene', 'ada'],
    tomas: ['tomas', 'bruno', 'lucia', 'marco', 'ada'],
    elena: ['elena', 'bruno', 'marco', 'ada'],
  }),
  'GET /constancias/:id': row('certificate', onlyOwn),
  'GET /constancias/:id.pdf': row('certificate', onlyOwn),
  'GET /intentos/:id': row('attempt', onlyOwn),
  'GET /intentos/:id/resultado': row('attempt', onlyOwn),
  'POST /intentos/:id/respuestas': row('attempt', onlyOwn),
  'POST /intentos/:id/entrega': row('attempt', onlyOwn),
  'POST /intentos/:id/cierre': row('attempt', onlyOwn),
};

/** Parameters that name a part of a course or a question, which belong to nobody. */
export const NAMES_NOBODY: readonly string[] = [
  'slug',
  'leccion',
  'evaluacion',
  'item',
  'pregunta',
];
