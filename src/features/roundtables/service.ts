import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import type { Problems } from '../../lib/problems.ts';
import { newId } from '../../lib/random-code.ts';
import type { Audit } from '../audit/audit.ts';
import { may, nowhere, type Holder } from '../permissions/policy.ts';
import { parsePeriod } from '../reports/period.ts';
import type { ListQuery, MeetingForm } from './forms.ts';
import { reaches, reachOf, type Reach } from './reach.ts';
import { roundtableRepository, type Span } from './repository.ts';
import type { Kind, Meeting, Participation, Roundtable, Total } from './roundtable.ts';

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
}

/** How many of a kind the catalogue holds, of how many there are. */
export interface Known extends Total {
  known: number;
}

/** Meetings of an entity as somebody may read them: how many women were there is null where she may not list them. */
export interface ToldParticipation extends Omit<Participation, 'women'> {
  women: number | null;
}

/** The catalogue as one person reads it. */
export interface Overview {
  known: Known[];
  lines: ToldParticipation[];
  /** The roundtables of one entity; null where none is chosen. */
  chosen: Roundtable[] | null;
  /** Last day that counts. */
  day: string;
}

export interface RoundtableSheet {
  roundtable: Roundtable;
  meetings: Meeting[];
  mayLog: boolean;
  /** Whether she may be told how many women were there. */
  tellsWomen: boolean;
}

const missing = (): Refusal => new Refusal('not-found', 'error.notFound');

/** Whoever may list the women of an entity's networks by name may know how many were at a table. */
const mayCountWomen = (actor: Holder, stateCode: string): boolean =>
  may(actor, 'people.read', { ...nowhere, side: 'community', stateCode });

const spanOf = (period: string | undefined): Span | null =>
  period === undefined ? null : parsePeriod(period);

/** Roundtables: which there are, and which of their meetings women of the networks attended. */
export function roundtableService({ db, clock, audit }: Needs) {
  const repository = roundtableRepository(db);

  /** Whoever fills in the catalogue reads all of it. */
  const readReach = async (actor: Actor, manages: boolean): Promise<Reach> => {
    const reach = await reachOf(db, actor, 'reports.read');
    return manages ? { ...reach, all: true } : reach;
  };

  async function sheetFor(actor: Actor, id: string, manages: boolean): Promise<RoundtableSheet> {
    const roundtable = await repository.find(id);
    if (roundtable === null || !reaches(await readReach(actor, manages), roundtable))
      throw missing();
    return {
      roundtable,
      meetings: await repository.meetings(id),
      mayLog: reaches(await reachOf(db, actor, 'roundtables.log'), roundtable),
      tellsWomen: mayCountWomen(actor, roundtable.stateCode),
    };
  }

  /** The same for whoever writes down its meetings. */
  async function sheetToLog(actor: Actor, id: string, manages: boolean): Promise<RoundtableSheet> {
    const sheet = await sheetFor(actor, id, manages);
    if (!sheet.mayLog) throw missing();
    return sheet;
  }

  const known = async (): Promise<Known[]> => {
    const counted = await repository.known();
    const order: Kind[] = ['state', 'regional'];
    return (await repository.totals())
      .map((total) => ({ ...total, known: counted.get(total.kind) ?? 0 }))
      .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  };

  async function lines(
    actor: Holder,
    reach: Reach,
    period: string | undefined,
  ): Promise<ToldParticipation[]> {
    const counted = await repository.byState(spanOf(period));
    return counted
      .filter(({ stateCode }) => reaches(reach, { stateCode, cvegeo: null }))
      .map((line) => ({
        ...line,
        women: mayCountWomen(actor, line.stateCode) ? line.women : null,
      }));
  }

  return {
    /** The catalogue and I-14 by entity, within somebody's reach. */
    async overview(actor: Actor, query: ListQuery, manages: boolean): Promise<Overview> {
      const reach = await readReach(actor, manages);
      const told = await lines(actor, reach, query.periodo);
      const [only] = told;
      const stateCode = told.length === 1 ? only?.stateCode : query.estado;
      const isHers = told.some((line) => line.stateCode === query.estado);
      if (query.estado !== undefined && !isHers) throw missing();
      return {
        known: await known(),
        lines: told,
        chosen: stateCode === undefined ? null : await repository.ofState(stateCode),
        day: dayOf(clock()),
      };
    },

    /** I-14 of one entity; null where it lies outside somebody's reach. */
    async participation(
      actor: Holder,
      stateCode: string,
      period?: string,
    ): Promise<ToldParticipation | null> {
      const reach = await reachOf(db, actor, 'reports.read');
      const told = await lines(actor, reach, period);
      return told.find((line) => line.stateCode === stateCode) ?? null;
    },

    sheetFor,
    sheetToLog,

    /** Writes down a meeting, or corrects what was written of that day. Null when it stands; otherwise what is wrong. */
    async record(
      actor: Actor,
      id: string,
      form: MeetingForm,
      manages: boolean,
    ): Promise<Problems | null> {
      const { roundtable } = await sheetToLog(actor, id, manages);
      if (form.dia > dayOf(clock())) return { dia: ['roundtables.dayLater'] };
      const attended = form.asistieron === 'si';
      if (!attended && (form.cuantas ?? 0) > 0) return { cuantas: ['roundtables.noneYetSome'] };
      if (attended && form.cuantas === 0) return { cuantas: ['roundtables.someYetNone'] };
      await db.transaction(async (trx) => {
        const women = attended ? (form.cuantas ?? null) : 0;
        const meeting = { id: newId(), heldOn: form.dia, attended, women };
        await roundtableRepository(trx).record(id, meeting, clock());
        await audit(trx, {
          actorId: actor.id,
          action: 'roundtables.meeting-recorded',
          objectType: 'roundtable',
          objectId: id,
          details: { code: roundtable.code, on: form.dia, count: women },
        });
      });
      return null;
    },

    /** Takes away a meeting that was not held. */
    async remove(actor: Actor, id: string, meetingId: string, manages: boolean): Promise<void> {
      const { roundtable } = await sheetToLog(actor, id, manages);
      const meeting = await repository.meeting(id, meetingId);
      if (meeting === null) throw missing();
      await db.transaction(async (trx) => {
        if (!(await roundtableRepository(trx).remove(meetingId))) throw missing();
        await audit(trx, {
          actorId: actor.id,
          action: 'roundtables.meeting-removed',
          objectType: 'roundtable',
          objectId: id,
          details: { code: roundtable.code, on: meeting.heldOn },
        });
      });
    },
  };
}
export type RoundtableService = ReturnType<typeof roundtableService>;
