import type { Actor } from '../../lib/actor.ts';
import { mayAnywhere, mayBringPeople } from '../permissions/policy.ts';
import type { Action } from '../permissions/rights.ts';

/** The rooms of administration: each is open to whoever may do any of its actions somewhere. */
export const ROOMS = [
  { name: 'avance', href: '/administrar/avance', any: ['reports.read'] },
  { name: 'nombres', href: '/administrar/avance/personas', all: ['people.read', 'reports.read'] },
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
  { name: 'roles', href: '/administrar/roles', any: ['grants.give'] },
  { name: 'instituciones', href: '/administrar/instituciones', any: ['institutions.manage'] },
  {
    name: 'constancias',
    href: '/administrar/constancias',
    any: ['certificates.revoke', 'certificates.correct'],
  },
  { name: 'bitacora', href: '/administrar/bitacora', any: ['audit.read'] },
  { name: 'ajustes', href: '/administrar/ajustes', any: ['settings.manage'] },
] as const satisfies readonly Room[];

interface Room {
  name: string;
  href: string;
  any?: readonly Action[];
  all?: readonly Action[];
  may?: (actor: Actor) => boolean;
}
type OpenRoom = (typeof ROOMS)[number];

const isOpen = (actor: Actor, room: Room): boolean =>
  (room.any?.some((action) => mayAnywhere(actor, action)) ?? true) &&
  (room.all?.every((action) => mayAnywhere(actor, action)) ?? true) &&
  (room.may?.(actor) ?? true);

/** What this person can open. */
export const roomsOf = (actor: Actor): OpenRoom[] => ROOMS.filter((room) => isOpen(actor, room));

export const opensAdministration = (actor: Actor): boolean => roomsOf(actor).length > 0;

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
}

export const homeService = ({ staleLines, isControllerNamed }: Needs) => ({
  /** Only those who could do something about it are told. */
  async alerts(actor: Actor): Promise<Alerts> {
    const runs = mayAnywhere(actor, 'settings.manage');
    const meetsPeople = runs || mayAnywhere(actor, 'people.invite');
    return {
      staleLines: meetsPeople ? await staleLines() : 0,
      noController: runs && !(await isControllerNamed()),
    };
  },
});
export type HomeService = ReturnType<typeof homeService>;
