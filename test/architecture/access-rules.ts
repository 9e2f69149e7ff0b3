import { NAMES, type Name } from './access-people.ts';

/** Whoever meets others by name, each in her scope. */
const WITH_PEOPLE: readonly Name[] = [
  ...(['rosa', 'ximena', 'bruno', 'lucia', 'marco', 'irene', 'ada'] as const),
  ...(['olga', 'hugo', 'gloria', 'silvia'] as const),
];
/** The same without these. */
const but = (...names: Name[]): Name[] => WITH_PEOPLE.filter((name) => !names.includes(name));
const AUTHORS: readonly Name[] = ['ximena', 'bruno', 'ada', 'paula'];
const EXPORTERS = but('rosa', 'ximena', 'bruno', 'ada');
const CERTIFIERS: readonly Name[] = ['lucia', 'marco', 'olga', 'hugo', 'silvia'];

/**
 * Who comes in where: domain table 6.4 for everybody of access-people.ts, by the rule that a route begins with. Nobody without a session passes
 * any but `everyone`. A new rule needs a row; a new route needs one of these rules.
 */
export const ENTERS: Record<string, readonly Name[] | 'everyone' | 'signed-in'> = {
  everyone: 'everyone',
  anyoneSignedIn: 'signed-in',
  'people.read or people.freeze': WITH_PEOPLE,
  'people.freeze': ['irene', 'ada', 'olga', 'hugo', 'gloria', 'silvia'],
  'people.end-sessions': ['ada', 'olga', 'hugo'],
  'answers.grade': ['ximena', 'bruno'],
  'answers.read or courses.publish': AUTHORS,
  'answers.grade or courses.publish': AUTHORS,
  'answers.read': ['ximena', 'bruno'],
  'grades.read': ['ximena', 'bruno', 'lucia', 'marco', 'olga', 'hugo'],
  'grants.give or grants.delegate': ['irene', 'ada', 'olga', 'hugo', 'gloria'],
  'institutions.manage': ['ada'],
  'settings.manage': ['ada'],
  'cohorts.manage or enrolments.create': but('rosa'),
  'cohorts.manage': [...CERTIFIERS, 'ada'],
  'enrolments.create': but('rosa', 'ada'),
  helpsToRecover: WITH_PEOPLE,
  confirmsRecoveries: but('rosa'),
  'people.read or certificates.revoke or certificates.correct': but('ada'),
  'certificates.revoke': CERTIFIERS,
  'certificates.correct': CERTIFIERS,
  'people.invite': WITH_PEOPLE,
  'people.invite beyond a course': but('ximena', 'bruno'),
  'opens a room of administration': [...WITH_PEOPLE, 'noe'],
  'reports.read': [...but('ada'), 'noe'],
  'reports.export': EXPORTERS,
  'people.read and reports.read': but('ada'),
  'exports names of the forces': ['lucia', 'marco', 'olga', 'hugo', 'gloria'],
  'people.read and reports.export': EXPORTERS,
  'opens lists of names': WITH_PEOPLE,
  'reads frameworks': [...WITH_PEOPLE, 'noe'],
  'frameworks.manage nationally': ['lucia', 'marco', 'ada', 'silvia'],
  'reads roundtables': [...but('ximena', 'bruno'), 'noe'],
  'reads entities': [...EXPORTERS, 'noe'],
  'follows deployment': ['bruno', 'marco'],
  'follows deployment and reports.export': ['marco'],
  'audit.read': ['ada', 'olga', 'hugo'],
  'rights.answer': ['ada', 'olga', 'hugo'],
  'banks.create': AUTHORS,
  'courses.create or courses.publish': AUTHORS,
  'courses.create': AUTHORS,
};

/** The objects that the matrix asks for: one on each side of the wall, and one in another state. */
export const PEOPLE = ['rosa', 'oaxaca', 'tomas', 'elena'] as const;
export const COHORTS = ['ecatepec', 'leon', 'contingente'] as const;
/** Ximena's own, and one of the women's institute of the State of Mexico. */
export const BANKS = ['ximenas', 'institutos'] as const;
/** A course that Ximena has begun, and the next version of a published one that nobody teaches. */
export const DRAFTS = ['escucha', 'breve'] as const;
type ObjectName =
  | (typeof PEOPLE)[number]
  | (typeof COHORTS)[number]
  | (typeof DRAFTS)[number]
  | (typeof BANKS)[number];

/** What kinds of object the addresses name. */
export type Kind =
  | 'person'
  | 'cohort'
  | 'cohort door'
  | 'cohort request'
  | 'external'
  | 'course'
  | 'draft'
  | 'upload'
  | 'member'
  | 'certificate'
  | 'attempt'
  | 'thread'
  | 'care'
  | 'announcement'
  | 'text'
  | 'own text'
  | 'marked text'
  | 'answer'
  | 'marked answer'
  | 'own answer'
  | 'grant'
  | 'institution'
  | 'institution import'
  | 'rank'
  | 'network'
  | 'invitation'
  | 'invitation code'
  | 'recovery'
  | 'given code'
  | 'request'
  | 'data request'
  | 'bank'
  | 'bank item'
  | 'bank import'
  | 'read table'
  | 'added table'
  | 'roundtable'
  | 'snapshot'
  | 'brief'
  | 'meeting'
  | 'read list'
  | 'schedule'
  | 'report file';

/** For whom an object exists, at one route; for everybody else it is a missing page. */
export interface ObjectRow {
  kind: Kind;
  /** What is sent: enough for the act, so that the answer is the service's and not the form's. */
  body?: Record<string, string>;
  for: Partial<Record<ObjectName, readonly Name[]>>;
}

const row = (kind: Kind, exists: ObjectRow['for'], body?: Record<string, string>): ObjectRow =>
  body === undefined ? { kind, for: exists } : { kind, for: exists, body };

/** Whoever is bound to no entity chooses any; her own figures are all that it tells. */
const mayTakeBrief: ObjectRow['for'] = {
  rosa: ['lucia', 'marco', 'olga', 'hugo', 'silvia'],
  oaxaca: ['lucia', 'marco', 'irene', 'olga', 'hugo', 'silvia'],
  tomas: ['lucia', 'marco', 'olga', 'hugo', 'gloria', 'silvia'],
};
const mayReadEntity: ObjectRow['for'] = Object.fromEntries(
  Object.entries(mayTakeBrief).map(([name, those]) => [name, [...those, 'noe' as const]]),
);
/** In the entity of her network, or in her own. */
const mayLogMeetings: ObjectRow['for'] = {
  rosa: ['rosa', 'olga', 'silvia'],
  oaxaca: ['irene', 'silvia'],
  tomas: ['silvia'],
};
const mayManageCohorts: ObjectRow['for'] = {
  ecatepec: ['lucia', 'ada', 'olga', 'silvia'],
  leon: ['lucia', 'marco', 'ada', 'hugo'],
  contingente: ['marco', 'ada'],
};
const mayAccompany: ObjectRow['for'] = {
  rosa: ['ximena', 'olga', 'silvia'],
  tomas: ['bruno', 'lucia', 'marco', 'hugo', 'gloria'],
  elena: ['bruno', 'marco'],
};
const mayFreeze: ObjectRow['for'] = {
  rosa: ['ada', 'olga', 'silvia'],
  oaxaca: ['irene', 'ada', 'silvia'],
  tomas: ['ada', 'hugo', 'gloria'],
  elena: ['ada'],
};
const mayAnswerRights: ObjectRow['for'] = {
  rosa: ['ada', 'olga'],
  oaxaca: ['ada'],
  tomas: ['ada', 'hugo'],
  elena: ['ada'],
};
const mayRevoke: ObjectRow['for'] = {
  rosa: ['olga', 'silvia'],
  oaxaca: ['silvia'],
  tomas: ['lucia', 'marco', 'hugo'],
  elena: ['marco'],
};
/** A network lies in no institution's tree: who sponsors it does not reach its invitations. */
const mayInviteThere: ObjectRow['for'] = {
  rosa: ['rosa', 'ada', 'silvia'],
  oaxaca: ['irene', 'ada', 'silvia'],
  tomas: ['lucia', 'marco', 'ada', 'hugo', 'gloria'],
  elena: ['marco', 'ada'],
};
const mayConfirm: ObjectRow['for'] = {
  oaxaca: ['irene', 'ada', 'silvia'],
  tomas: ['bruno', 'lucia', 'marco', 'ada', 'hugo', 'gloria'],
  elena: ['bruno', 'marco', 'ada'],
};
const mayDecide: ObjectRow['for'] = { oaxaca: ['irene', 'ada', 'silvia'] };
/** A code is the right itself, on its side of the wall: across it, it opens a page that says so and nothing else. */
const POLICE: readonly Name[] = ['tomas', 'lucia', 'hugo', 'gloria'];
const MILITARY: readonly Name[] = ['elena', 'bruno', 'marco'];
const COMMUNITY = NAMES.filter((name) => !POLICE.includes(name) && !MILITARY.includes(name));
/** A cohort is known on its side of the wall; in the forces below the same institution only. */
const mayAskThere: ObjectRow['for'] = {
  ecatepec: COMMUNITY,
  leon: ['tomas', 'hugo'],
  contingente: MILITARY,
};
/** What somebody has sent and not kept yet. */
const onlyXimena: ObjectRow['for'] = { escucha: ['ximena'] };
const mayPublish: ObjectRow['for'] = { breve: ['ada', 'paula'] };
const mayWrite: ObjectRow['for'] = {
  escucha: ['ximena', 'ada', 'paula'],
  breve: ['ada', 'paula'],
};
const onlyOwn: ObjectRow['for'] = { rosa: ['rosa'], tomas: ['tomas'], elena: ['elena'] };
const mayTalk: ObjectRow['for'] = {
  rosa: ['rosa', 'ximena'],
  tomas: ['tomas', 'bruno'],
  elena: ['elena', 'bruno'],
};
const mayGradeText: ObjectRow['for'] = { rosa: ['ximena'], tomas: ['bruno'], elena: ['bruno'] };
/** What is done already, or was never there to do. */
const forNobody: ObjectRow['for'] = { rosa: [], tomas: [], elena: [] };
const onlyAda: ObjectRow['for'] = { rosa: ['ada'], elena: ['ada'] };
/** The community has no ranks. */
const ranksOnlyAda: ObjectRow['for'] = { rosa: [], elena: ['ada'] };
/** Paula writes courses for the whole platform; an instructor has her own. */
const useBanks: ObjectRow['for'] = {
  ximenas: ['ximena', 'paula', 'ada'],
  institutos: ['paula', 'ada'],
};
/** A lesson as its form sends it, of a revision that nobody saved. */
const LESSON = {
  revision: '0',
  titulo: 'Otra lección',
  minutos: '10',
  objetivos: 'lo1',
  ...Object.fromEntries(
    ['aviso', 'resumen', 'fuentes', 'legal', 'texto'].map((name) => [name, '']),
  ),
};
/** A table of people is of whoever brought it. */
const onlyLucia: ObjectRow['for'] = { tomas: ['lucia'] };
/** What was read of a file is shown to nobody else. */
const onlyWhoRead: ObjectRow['for'] = { ximenas: ['ximena'] };
const TOO_SHORT = { motivo: 'no', nombre: 'X' };

/** Every route whose address names an object of somebody. A new one needs a row, or the matrix fails. */
export const OBJECTS: Record<string, ObjectRow> = {
  'GET /administrar/cortes/:id': row('snapshot', { oaxaca: ['irene'] }),
  'GET /administrar/cortes/:id.csv': row('snapshot', { oaxaca: ['irene'] }),
  'GET /administrar/fichas/:estado': row('brief', mayReadEntity),
  'GET /administrar/fichas/:estado.pdf': row('brief', mayTakeBrief),
  'GET /administrar/mesas/:id': row('roundtable', {
    rosa: ['rosa', 'lucia', 'marco', 'ada', 'olga', 'silvia', 'noe'],
    oaxaca: ['lucia', 'marco', 'irene', 'ada', 'silvia', 'noe'],
    tomas: ['lucia', 'marco', 'ada', 'hugo', 'gloria', 'silvia', 'noe'],
  }),
  'POST /administrar/mesas/:id/sesiones': row('roundtable', mayLogMeetings),
  'POST /administrar/mesas/:id/sesiones/:sesion/baja': row('meeting', mayLogMeetings),
  'POST /administrar/avance/programados/:id/baja': row('schedule', { oaxaca: ['irene'] }),
  'GET /administrar/avance/programados/:id.csv': row('report file', { oaxaca: ['irene'] }),
  'GET /administrar/personas/:id': row('person', {
    rosa: ['rosa', 'ximena', 'ada', 'olga', 'silvia'],
    oaxaca: ['irene', 'ada', 'silvia'],
    tomas: ['bruno', 'lucia', 'marco', 'ada', 'hugo', 'gloria'],
    elena: ['bruno', 'marco', 'ada'],
  }),
  'POST /administrar/personas/:id/proteccion': row('person', mayFreeze, { motivo: 'threat' }),
  'POST /administrar/personas/:id/proteccion/fin': row('person', mayFreeze, { motivo: 'over' }),
  'POST /administrar/personas/:id/sesiones': row('person', {
    rosa: ['ada', 'olga'],
    oaxaca: ['ada'],
    tomas: ['ada', 'hugo'],
    elena: ['ada'],
  }),
  'POST /administrar/personas/:id/segundo-paso': row(
    'person',
    {
      rosa: ['ximena', 'ada', 'olga', 'silvia'],
      oaxaca: ['irene', 'ada', 'silvia'],
      tomas: ['bruno', 'lucia', 'marco', 'ada', 'hugo', 'gloria'],
      elena: ['bruno', 'marco', 'ada'],
    },
    { motivo_paso: 'lost-phone' },
  ),
  'POST /administrar/personas/:id/grado': row(
    'person',
    // Rosa is told that nobody says it of herself.
    { rosa: ['rosa'], oaxaca: [], tomas: ['lucia', 'marco', 'hugo', 'gloria'], elena: ['marco'] },
    { grado: 'nivel:oficial', motivo_grado: 'mistaken' },
  ),
  'POST /administrar/personas/:id/tiempo-extra': row(
    'person',
    { rosa: ['ximena'], oaxaca: [], tomas: ['bruno'], elena: ['bruno'] },
    { porcentaje: '25' },
  ),
  'GET /administrar/derechos/:id': row('data request', mayAnswerRights),
  'POST /administrar/derechos/:id': row('data request', mayAnswerRights, { decision: 'no' }),
  'POST /administrar/derechos/:id/descarga': row('data request', mayAnswerRights, {
    password_actual: 'no',
  }),
  'POST /administrar/roles/:id/retiro': row('grant', { rosa: ['ada', 'olga'] }),
  'GET /administrar/instituciones/:id': row('institution', onlyAda),
  'POST /administrar/instituciones/:id': row('institution', onlyAda),
  'POST /administrar/instituciones/:id/nombre': row('institution', onlyAda),
  'POST /administrar/instituciones/:id/traslado': row('institution', onlyAda),
  'POST /administrar/instituciones/:id/cierre': row('institution', onlyAda),
  'POST /administrar/instituciones/tabla/:importacion/deshacer': row('institution import', {
    rosa: ['ada'],
  }),
  'GET /administrar/instituciones/:id/grados': row('institution', ranksOnlyAda),
  'POST /administrar/instituciones/:id/grados': row('institution', ranksOnlyAda),
  'POST /administrar/instituciones/:id/grados/escala': row(
    'institution',
    { rosa: [], elena: [] },
    {
      escala: 'ninguna',
    },
  ),
  'POST /administrar/instituciones/:id/grados/:grado': row('rank', { elena: ['ada'] }),
  'POST /administrar/instituciones/:id/grados/:grado/quitar': row('rank', { elena: ['ada'] }),
  'GET /administrar/redes/:id': row('network', { rosa: ['ada'] }),
  'POST /administrar/redes/:id': row('network', { rosa: ['ada'] }),
  'POST /administrar/redes/:id/cifras': row('network', { rosa: ['ada'] }),
  'GET /administrar/grupos/:id': row('cohort', {
    ecatepec: ['ximena', 'lucia', 'ada', 'olga', 'silvia'],
    leon: ['bruno', 'lucia', 'marco', 'ada', 'hugo', 'gloria'],
    contingente: ['bruno', 'marco', 'ada'],
  }),
  'GET /administrar/grupos/:id/editar': row('cohort', mayManageCohorts),
  'POST /administrar/grupos/:id': row('cohort', mayManageCohorts),
  'POST /administrar/grupos/:id/personas': row(
    'cohort',
    {
      ecatepec: ['ximena', 'lucia', 'olga', 'silvia'],
      leon: ['bruno', 'lucia', 'marco', 'hugo', 'gloria'],
      contingente: ['bruno', 'marco'],
    },
    { usuarios: 'nobody-by-this-name' },
  ),
  'GET /administrar/grupos/:id/regla': row('cohort', {
    ecatepec: ['ximena', 'lucia', 'olga', 'silvia'],
    leon: ['bruno', 'lucia', 'marco', 'hugo', 'gloria'],
    contingente: ['bruno', 'marco'],
  }),
  'POST /administrar/grupos/:id/regla': row('cohort', {
    ecatepec: ['ximena', 'lucia', 'olga', 'silvia'],
    leon: ['bruno', 'lucia', 'marco', 'hugo', 'gloria'],
    contingente: ['bruno', 'marco'],
  }),
  'POST /administrar/grupos/:id/clave': row(
    'cohort',
    {
      ecatepec: ['ximena', 'lucia', 'olga', 'silvia'],
      leon: ['bruno', 'lucia', 'marco', 'hugo', 'gloria'],
      contingente: ['bruno', 'marco'],
    },
    { accion: 'hacer' },
  ),
  'POST /administrar/grupos/:id/solicitudes/:solicitud': row(
    'cohort request',
    {
      ecatepec: ['ximena', 'olga', 'silvia'],
      leon: ['bruno', 'lucia', 'marco', 'hugo', 'gloria'],
      contingente: ['bruno', 'marco'],
    },
    { decision: 'rechazar', motivo: 'Este grupo es para otra región.' },
  ),
  'POST /cursos/:slug/grupos/:id/solicitud': row('cohort door', mayAskThere),
  'POST /cursos/:slug/grupos/:id/renuncia': row('cohort door', mayAskThere),
  'POST /administrar/grupos/:id/personas/:persona/baja': row('member', mayAccompany),
  'GET /administrar/grupos/:id/personas/:persona/prorroga': row('member', mayAccompany),
  'POST /administrar/grupos/:id/personas/:persona/prorroga': row('member', mayAccompany, {
    hasta: '2026-12-31',
    motivo: 'Perdió la señal una semana.',
  }),
  'GET /administrar/constancias/:id': row('certificate', {
    rosa: ['rosa', 'ximena', 'olga', 'silvia'],
    oaxaca: ['irene', 'silvia'],
    tomas: ['bruno', 'lucia', 'marco', 'hugo', 'gloria'],
    elena: ['bruno', 'marco'],
  }),
  'POST /administrar/constancias/:id/revocar': row('certificate', mayRevoke, TOO_SHORT),
  'POST /administrar/constancias/:id/corregir': row('certificate', mayRevoke, TOO_SHORT),
  'GET /administrar/municipios/:id': row('read list', { rosa: ['ada'] }),
  'POST /administrar/municipios/:id': row('read list', { rosa: ['ada'] }),
  'POST /administrar/municipios/:id/descarte': row('read list', { rosa: ['ada'] }),
  'GET /administrar/importaciones/:id': row('read table', onlyLucia),
  'POST /administrar/importaciones/:id': row('read table', onlyLucia),
  'POST /administrar/importaciones/:id/columnas': row('read table', onlyLucia),
  'POST /administrar/importaciones/:id/filas': row('read table', onlyLucia),
  'POST /administrar/importaciones/:id/decisiones': row('read table', onlyLucia),
  'POST /administrar/importaciones/:id/descarte': row('read table', onlyLucia),
  // Nobody but whoever runs institutions, and this table is not hers.
  'POST /administrar/importaciones/:id/redes': row('read table', { tomas: [] }),
  'POST /administrar/importaciones/:id/deshacer': row('added table', onlyLucia),
  'GET /administrar/importaciones/:id/hojas': row('added table', onlyLucia),
  'POST /administrar/importaciones/:id/hojas': row('added table', onlyLucia, { pagina: '1' }),
  'GET /administrar/constancias-externas/:id/archivo': row('external', mayRevoke),
  'POST /administrar/constancias-externas/:id': row('external', mayRevoke, {
    decision: 'rechazar',
    motivo: 'No se lee quién la dio.',
  }),
  'GET /mis-constancias-externas/:id/archivo': row('external', {
    rosa: ['rosa', ...(mayRevoke.rosa ?? [])],
    tomas: ['tomas', ...(mayRevoke.tomas ?? [])],
    elena: ['elena', ...(mayRevoke.elena ?? [])],
  }),
  'POST /mis-constancias-externas/:id/retiro': row('external', onlyOwn),
  'GET /administrar/invitaciones/:id': row('invitation', mayInviteThere),
  'GET /administrar/invitaciones/:id/hoja': row('invitation', mayInviteThere),
  'POST /administrar/invitaciones/:id/cierre': row('invitation', mayInviteThere),
  'GET /invitacion/:codigo/aceptacion': row('invitation code', {
    rosa: NAMES,
    tomas: NAMES,
    elena: NAMES,
  }),
  'POST /invitacion/:codigo/aceptacion': row('invitation code', {
    rosa: COMMUNITY,
    tomas: POLICE,
    elena: MILITARY,
  }),
  'POST /administrar/solicitudes/:id/aprobacion': row('request', mayDecide),
  'POST /administrar/solicitudes/:id/rechazo': row('request', mayDecide),
  'POST /administrar/recuperaciones/:id/confirmacion': row('recovery', mayConfirm),
  'POST /administrar/recuperaciones/:id/rechazo': row('recovery', mayConfirm),
  'GET /administrar/recuperaciones/:id/codigo': row('given code', { oaxaca: ['irene'] }),
  'POST /cuenta/aviso/:id/cancelacion': row('recovery', {
    oaxaca: ['irene', 'ada', 'silvia'],
    tomas: ['tomas', 'bruno', 'lucia', 'marco', 'ada', 'hugo', 'gloria'],
    elena: ['elena', 'bruno', 'marco', 'ada'],
  }),
  'GET /constancias/:id': row('certificate', onlyOwn),
  'GET /constancias/:id.pdf': row('certificate', onlyOwn),
  'GET /mensajes/:id': row('thread', mayTalk),
  'POST /mensajes/:id': row('thread', mayTalk, { texto: '' }),
  'POST /mensajes/:id/borrado': row('care', onlyOwn),
  'POST /mensajes/textos/:id/borrado': row('own text', onlyOwn),
  'GET /ensenar/cuidado/mensajes/:id': row('text', mayGradeText),
  'POST /ensenar/cuidado/mensajes/:id': row('text', mayGradeText),
  'POST /ensenar/cuidado/mensajes/:id/canalizacion': row('marked text', mayGradeText, { dia: '' }),
  'GET /ensenar/cuidado/respuestas/:id': row('answer', mayGradeText),
  'POST /ensenar/cuidado/respuestas/:id': row('answer', mayGradeText),
  'POST /ensenar/cuidado/respuestas/:id/canalizacion': row('marked answer', mayGradeText, {
    dia: '',
  }),
  'POST /intentos/:id/respuestas/:item/borrado': row('own answer', onlyOwn),
  'POST /mensajes/:id/lectura': row('thread', onlyOwn),
  'POST /ensenar/avisos/:id/retiro': row('announcement', { rosa: ['ximena'], elena: ['bruno'] }),
  'GET /ensenar/intentos/:id': row('attempt', mayGradeText),
  'GET /ensenar/intentos/:id/archivos/:archivo': row('attempt', mayGradeText),
  'GET /ensenar/por-calificar/:id/:item': row('attempt', forNobody),
  'POST /ensenar/por-revisar/:id/:correccion': row('attempt', forNobody, {
    decision: 'keep',
    motivo: 'Se revisa con la coordinación.',
  }),
  'POST /ensenar/por-calificar/:id/:item': row('attempt', mayGradeText, {
    nivel: '100',
    vistas: '0',
  }),
  'POST /ensenar/intentos/:id/otro-intento': row('attempt', mayGradeText, { motivo: '' }),
  'POST /ensenar/quien-me-necesita/:id/otro-intento': row('attempt', mayGradeText, { motivo: '' }),
  'GET /intentos/:id': row('attempt', onlyOwn),
  'GET /intentos/:id/resultado': row('attempt', onlyOwn),
  'GET /intentos/:id/preguntas/:item': row('attempt', onlyOwn),
  'GET /intentos/:id/archivos/:archivo': row('attempt', onlyOwn),
  'POST /intentos/:id/archivos': row('attempt', onlyOwn),
  'POST /intentos/:id/archivos/:archivo/quitar': row('attempt', onlyOwn),
  'POST /intentos/:id/respuestas': row('attempt', onlyOwn),
  'POST /intentos/:id/entrega': row('attempt', onlyOwn),
  'POST /intentos/:id/cierre': row('attempt', onlyOwn),
  'GET /ensenar/bancos/:id': row('bank', useBanks),
  'POST /ensenar/bancos/:id': row('bank', useBanks, { nombre: 'Otro nombre' }),
  'GET /ensenar/bancos/:id/reactivos/nuevo': row('bank', useBanks),
  'POST /ensenar/bancos/:id/reactivos': row('bank', useBanks, { type: 'single' }),
  'GET /ensenar/bancos/:id/reactivos/:reactivo': row('bank item', useBanks),
  'GET /ensenar/bancos/:id/reactivos/:reactivo/editar': row('bank item', useBanks),
  'POST /ensenar/bancos/:id/reactivos/:reactivo': row('bank item', useBanks, { type: 'single' }),
  'GET /ensenar/bancos/:id/reactivos/:reactivo/audio': row('bank item', useBanks),
  'POST /ensenar/bancos/:id/reactivos/:reactivo/audio': row('bank item', useBanks),
  'POST /ensenar/bancos/:id/reactivos/:reactivo/audio/cambio': row('bank item', useBanks),
  'POST /ensenar/bancos/:id/reactivos/:reactivo/retiro': row('bank item', useBanks),
  'POST /ensenar/bancos/:id/reactivos/:reactivo/regreso': row('bank item', useBanks),
  'GET /ensenar/bancos/:id/reactivos/:reactivo/versiones/:numero': row('bank item', useBanks),
  'POST /ensenar/bancos/:id/reactivos/:reactivo/versiones/:numero': row('bank item', useBanks),
  'GET /ensenar/cursos/:id': row('draft', mayWrite),
  'POST /ensenar/cursos/:id/descartar': row('draft', mayWrite),
  'GET /ensenar/cursos/:id/subir': row('draft', mayWrite),
  'POST /ensenar/cursos/:id/subir': row('draft', mayWrite),
  'GET /ensenar/subidas/:id': row('upload', onlyXimena),
  'POST /ensenar/subidas/:id': row('upload', onlyXimena, { leccion: 'x' }),
  'POST /ensenar/subidas/:id/descartar': row('upload', onlyXimena),
  'GET /ensenar/subidas/:id/imagenes/:nombre': row('upload', onlyXimena),
  'POST /ensenar/cursos/:id/modulos': row('draft', mayWrite, { titulo: 'Otro módulo' }),
  'POST /ensenar/cursos/:id/modulos/:modulo': row('draft', mayWrite, { titulo: 'Otro título' }),
  'POST /ensenar/cursos/:id/modulos/:modulo/mover': row('draft', mayWrite, { hacia: 'abajo' }),
  'POST /ensenar/cursos/:id/modulos/:modulo/quitar': row('draft', mayWrite),
  'POST /ensenar/cursos/:id/modulos/:modulo/lugar': row('draft', mayWrite, { lugar: '0' }),
  'POST /ensenar/cursos/:id/modulos/:modulo/duplicar': row('draft', mayWrite),
  'POST /ensenar/cursos/:id/lecciones': row('draft', mayWrite, { modulo: 'm1', titulo: 'Otra' }),
  'POST /ensenar/cursos/:id/lecciones/:leccion/mover': row('draft', mayWrite, { hacia: 'abajo' }),
  'POST /ensenar/cursos/:id/lecciones/:leccion/lugar': row('draft', mayWrite, {
    modulo: 'm2',
    lugar: '0',
  }),
  'POST /ensenar/cursos/:id/lecciones/:leccion/duplicar': row('draft', mayWrite),
  'POST /ensenar/cursos/:id/lecciones/:leccion/quitar': row('draft', mayWrite),
  'GET /ensenar/cursos/:id/lecciones/:leccion': row('draft', mayWrite),
  'POST /ensenar/cursos/:id/lecciones/:leccion': row('draft', mayWrite, LESSON),
  'POST /ensenar/cursos/:id/lecciones/:leccion/vista': row('draft', mayWrite, LESSON),
  'POST /ensenar/cursos/:id/lecciones/:leccion/sin-ingles': row('draft', mayWrite),
  'GET /ensenar/cursos/:id/lecciones/:leccion/telefono': row('draft', mayWrite),
  'GET /ensenar/cursos/:id/lecciones/:leccion/pagina': row('draft', mayWrite),
  'POST /ensenar/cursos/:id/lecciones/:leccion/pagina/comprobacion/:comprobacion': row(
    'draft',
    mayWrite,
  ),
  'GET /ensenar/cursos/:id/evaluaciones/:evaluacion/telefono': row('draft', mayWrite),
  'GET /ensenar/cursos/:id/evaluaciones/:evaluacion/prueba': row('draft', mayWrite),
  'POST /ensenar/cursos/:id/evaluaciones/:evaluacion/prueba': row('draft', mayWrite),
  'GET /ensenar/cursos/:id/datos': row('draft', mayWrite),
  'POST /ensenar/cursos/:id/datos': row('draft', mayWrite, { titulo: 'no' }),
  'GET /ensenar/cursos/:id/preguntas-nuevas': row('draft', mayWrite),
  'POST /ensenar/cursos/:id/preguntas-nuevas': row('draft', mayWrite, { pregunta: 'r-una:1' }),
  'GET /ensenar/cursos/:id/objetivos': row('draft', mayWrite),
  'POST /ensenar/cursos/:id/objetivos': row('draft', mayWrite, { revision: '0' }),
  'GET /ensenar/cursos/:id/glosario': row('draft', mayWrite),
  'POST /ensenar/cursos/:id/glosario': row('draft', mayWrite, { palabra: '' }),
  'GET /ensenar/cursos/:id/glosario/:termino': row('draft', mayWrite),
  'POST /ensenar/cursos/:id/glosario/:termino': row('draft', mayWrite, { palabra: '' }),
  'POST /ensenar/cursos/:id/glosario/:termino/quitar': row('draft', mayWrite),
  'GET /ensenar/cursos/:id/evaluacion-nueva': row('draft', mayWrite),
  'POST /ensenar/cursos/:id/evaluaciones': row('draft', mayWrite, { kind: 'no' }),
  'GET /ensenar/cursos/:id/evaluaciones/:evaluacion': row('draft', mayWrite),
  'GET /ensenar/cursos/:id/evaluaciones/:evaluacion/editar': row('draft', mayWrite),
  'POST /ensenar/cursos/:id/evaluaciones/:evaluacion': row('draft', mayWrite, { kind: 'no' }),
  'POST /ensenar/cursos/:id/evaluaciones/:evaluacion/quitar': row('draft', mayWrite),
  'GET /ensenar/cursos/:id/evaluaciones/:evaluacion/reactivo-nuevo': row('draft', mayWrite),
  'POST /ensenar/cursos/:id/evaluaciones/:evaluacion/reactivos': row('draft', mayWrite),
  'GET /ensenar/cursos/:id/evaluaciones/:evaluacion/reactivos/:reactivo': row('draft', mayWrite),
  'POST /ensenar/cursos/:id/evaluaciones/:evaluacion/reactivos/:reactivo': row('draft', mayWrite),
  'GET /ensenar/cursos/:id/evaluaciones/:evaluacion/reactivos/:reactivo/audio': row(
    'draft',
    mayWrite,
  ),
  'POST /ensenar/cursos/:id/evaluaciones/:evaluacion/reactivos/:reactivo/audio': row(
    'draft',
    mayWrite,
  ),
  'POST /ensenar/cursos/:id/evaluaciones/:evaluacion/reactivos/:reactivo/audio/cambio': row(
    'draft',
    mayWrite,
  ),
  'POST /ensenar/cursos/:id/evaluaciones/:evaluacion/reactivos/:reactivo/mover': row(
    'draft',
    mayWrite,
    { hacia: 'abajo' },
  ),
  'POST /ensenar/cursos/:id/evaluaciones/:evaluacion/reactivos/:reactivo/quitar': row(
    'draft',
    mayWrite,
  ),
  'GET /ensenar/cursos/:id/preguntas': row('draft', mayWrite),
  'POST /ensenar/cursos/:id/preguntas': row('draft', mayWrite, { texto: '' }),
  'POST /ensenar/cursos/:id/preguntas/vista': row('draft', mayWrite, { texto: '' }),
  'GET /ensenar/cursos/:id/archivos': row('draft', mayWrite),
  'POST /ensenar/cursos/:id/archivos/quitar': row('draft', mayWrite, { ruta: 'glossary.yml' }),
  'GET /ensenar/cursos/:id/archivo': row('draft', mayWrite),
  'POST /ensenar/cursos/:id/archivo': row('draft', mayWrite, { texto: '', revision: '0' }),
  'GET /ensenar/cursos/:id/carpeta.zip': row('draft', mayWrite),
  'POST /ensenar/cursos/:id/copia': row('draft', mayWrite),
  'GET /ensenar/versiones/:curso': row('course', mayPublish),
  'GET /ensenar/versiones/:curso/comparar': row('course', mayPublish),
  'POST /ensenar/versiones/:curso/borrador': row('course', mayPublish),
  'POST /ensenar/versiones/:curso/:numero/regreso': row('course', mayPublish, { nota: 'no' }),
  'POST /ensenar/versiones/:curso/:numero/copia': row('course', mayPublish),
  'GET /ensenar/versiones/:curso/:numero/carpeta.zip': row('course', mayPublish),
  'GET /ensenar/cursos/:id/publicar': row('draft', mayWrite),
  'POST /ensenar/cursos/:id/publicar': row('draft', mayWrite, { nota: 'no' }),
  'GET /ensenar/bancos/:id/repetidos': row('bank', useBanks),
  'GET /ensenar/bancos/:id/curso': row('bank', useBanks),
  'POST /ensenar/bancos/:id/curso': row('bank', useBanks),
  'GET /ensenar/bancos/:id/exportar': row('bank', useBanks),
  'GET /ensenar/bancos/:id/archivo': row('bank', useBanks),
  'GET /ensenar/bancos/:id/importar': row('bank', useBanks),
  'GET /ensenar/bancos/:id/plantilla': row('bank', useBanks),
  'POST /ensenar/bancos/:id/importar': row('bank', useBanks, { texto: 'nada' }),
  'GET /ensenar/bancos/:id/importaciones/:importacion': row('bank import', onlyWhoRead),
  'POST /ensenar/bancos/:id/importaciones/:importacion': row('bank import', onlyWhoRead),
  'GET /ensenar/bancos/:id/importaciones/:importacion/imagenes/:imagen': row(
    'bank import',
    onlyWhoRead,
  ),
  'POST /ensenar/bancos/:id/importaciones/:importacion/deshacer': row('bank import', onlyWhoRead),
  'POST /ensenar/bancos/:id/importaciones/:importacion/columnas': row('bank import', onlyWhoRead),
  'POST /ensenar/bancos/:id/importaciones/:importacion/filas': row('bank import', onlyWhoRead),
  'POST /ensenar/bancos/:id/importaciones/:importacion/descarte': row('bank import', onlyWhoRead),
};

/** Parameters that name a part of a course or a question, which belong to nobody. */
export const NAMES_NOBODY: readonly string[] = [
  'slug',
  'leccion',
  'guia',
  'evaluacion',
  'item',
  'archivo',
  'pregunta',
  'numero',
  'modulo',
  'nombre',
];
