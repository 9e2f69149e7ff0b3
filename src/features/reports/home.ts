import { SIDES, type Actor, type Side } from '../../lib/actor.ts';
import type { Language } from '../../lib/localized.ts';
import {
  mayAnywhere,
  mayBringPeople,
  readsEntities,
  readsPlaces,
  scopeOf,
} from '../permissions/policy.ts';
import type { Action } from '../permissions/rights.ts';
import { followsDeployment } from './readiness.ts';
import type { ReadinessService } from './readiness-service.ts';
import { totalOf } from './report.ts';
import type { ScheduleService } from './schedule-service.ts';
import type { ReportService } from './service.ts';

/** The rooms of administration: each is open to whoever may do any of its actions somewhere. */
export const ROOMS = [
  { name: 'avance', href: '/administrar/avance', any: ['reports.read'] },
  { name: 'indicadores', href: '/administrar/indicadores', any: ['reports.read'] },
  {
    name: 'despliegue',
    href: '/administrar/despliegue',
    may: followsDeployment,
  },
  { name: 'nombres', href: '/administrar/avance/personas', all: ['people.read', 'reports.read'] },
  { name: 'redes', href: '/administrar/redes-en-cifras', any: ['reports.read'] },
  { name: 'marcos', href: '/administrar/marcos', any: ['reports.read', 'frameworks.manage'] },
  {
    name: 'mesas',
    href: '/administrar/mesas',
    may: (actor) => readsPlaces(actor) || mayAnywhere(actor, 'frameworks.manage'),
  },
  { name: 'cortes', href: '/administrar/cortes', any: ['reports.export'] },
  { name: 'fichas', href: '/administrar/fichas', may: readsEntities },
  {
    name: 'horas',
    href: '/administrar/horas',
    all: ['people.read', 'reports.export'],
    sides: ['police', 'military'],
  },
  { name: 'calificaciones', href: '/ensenar/calificaciones', any: ['grades.read'] },
  { name: 'importaciones', href: '/administrar/importaciones', may: mayBringPeople },
  { name: 'invitaciones', href: '/administrar/invitaciones', any: ['people.invite'] },
  {
    name: 'recuperaciones',
    href: '/administrar/recuperaciones',
    any: ['people.ask-recovery', 'people.confirm-recovery'],
  },
  { name: 'personas', href: '/administrar/personas', any: ['people.read', 'people.freeze'] },
  { name: 'grupos', href: '/administrar/grupos', any: ['cohorts.manage', 'enrolments.create'] },
  { name: 'roles', href: '/administrar/roles', any: ['grants.give', 'grants.delegate'] },
  { name: 'instituciones', href: '/administrar/instituciones', any: ['institutions.manage'] },
  {
    name: 'constancias',
    href: '/administrar/constancias',
    any: ['certificates.revoke', 'certificates.correct'],
  },
  {
    name: 'externas',
    href: '/administrar/constancias-externas',
    any: ['certificates.correct'],
  },
  { name: 'derechos', href: '/administrar/derechos', any: ['rights.answer'] },
  { name: 'bitacora', href: '/administrar/bitacora', any: ['audit.read'] },
  { name: 'ajustes', href: '/administrar/ajustes', any: ['settings.manage'] },
] as const satisfies readonly Room[];

interface Room {
  name: string;
  href: string;
  any?: readonly Action[];
  all?: readonly Action[];
  may?: (actor: Actor) => boolean;
  /** On one of these sides of the wall; otherwise on any. */
  sides?: readonly Side[];
}
type OpenRoom = (typeof ROOMS)[number];

const isOpen = (actor: Actor, { any, all, may, sides = SIDES }: Room): boolean => {
  const mayThere = (action: Action): boolean =>
    scopeOf(actor, action).some((clause) => clause.sides.some((side) => sides.includes(side)));
  return (any?.some(mayThere) ?? true) && (all?.every(mayThere) ?? true) && (may?.(actor) ?? true);
};

/** What this person can open. */
export const roomsOf = (actor: Actor): OpenRoom[] => ROOMS.filter((room) => isOpen(actor, room));

/** Asked on every page: most people hold no grant, and without one no room is open. */
export const opensAdministration = (actor: Actor): boolean =>
  actor.grants.length > 0 && ROOMS.some((room) => isOpen(actor, room));

/** What staff is told on arriving: counts, and whether something is missing. */
export interface Alerts {
  staleLines: number;
  noController: boolean;
}

interface Needs {
  /** How many support lines nobody has checked for half a year. */
  staleLines: () => Promise<number>;
  /** Whether somebody is named as answerable for personal data. */
  isControllerNamed: () => Promise<boolean>;
  reports: Pick<ReportService, 'completion'>;
  readiness: Pick<ReadinessService, 'next' | 'expiring'>;
  schedules: Pick<ScheduleService, 'unopened'>;
}

/** What each audience looks for first: completion of what she may read, and who deploys next. */
export interface Glance {
  completion: { some: number; of: number; day: string } | null;
  next: { month: string; people: number; ready: number } | null;
  /** Certificates that expire within 90 days, of people whom she may list. */
  expiring: number | null;
  /** Reports that were made for her and wait. */
  files: number;
}

export const homeService = ({
  staleLines,
  isControllerNamed,
  reports,
  readiness,
  schedules,
}: Needs) => ({
  /** Only those who could do something about it are told. */
  async alerts(actor: Actor): Promise<Alerts> {
    const runs = mayAnywhere(actor, 'settings.manage');
    const meetsPeople = runs || mayAnywhere(actor, 'people.invite');
    return {
      staleLines: meetsPeople ? await staleLines() : 0,
      noController: runs && !(await isControllerNamed()),
    };
  },

  /** Counts only, of those that may be told. */
  async glance(actor: Actor, language: Language): Promise<Glance> {
    if (!mayAnywhere(actor, 'reports.read'))
      return { completion: null, next: null, expiring: null, files: 0 };
    const report = await reports.completion(actor, 'reports.read', { por: 'sexo' }, language);
    const {
      figures: { completed, enrolled },
      since,
    } = totalOf(report);
    const deploys = followsDeployment(actor);
    return {
      completion:
        completed === null || enrolled === null || enrolled === 0
          ? null
          : { some: completed, of: enrolled, day: since ?? report.cutOffDay },
      next: deploys ? await readiness.next(actor) : null,
      expiring: deploys ? await readiness.expiring(actor) : null,
      files: await schedules.unopened(actor),
    };
  },
});
export type HomeService = ReturnType<typeof homeService>;
