import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import { ROLES, SIDES, type Actor, type Role, type Side } from '../../lib/actor.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import { pickAll, type Choice, type Finder } from '../../lib/pick.ts';
import { isFine, type Problems } from '../../lib/problems.ts';
import type { Audit } from '../audit/audit.ts';
import { nonsenseIn, SCOPE_FIELDS } from './grant-rules.ts';
import type { GrantEntry } from './grant-sheets.ts';
import type { GrantForm } from './grants-forms.ts';
import { grantsRepository, isLastAdministrator, type NewGrant } from './grants-repository.ts';
import { lockPerson } from './lock-person.ts';
import { mayGive } from './delegation.ts';
import { may, nowhere, scopeOf } from './policy.ts';
import { RIGHTS } from './rights.ts';
import { foldUsername } from '../../lib/username.ts';

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  find: { institutions: Finder; municipalities: Finder; networks: Finder; courses: Finder };
}

export type Given =
  { ok: true } | { ok: false; problems: Problems; choices: Record<string, Choice[]> };

const Person = z
  .object({
    id: z.string(),
    side: z.enum(SIDES),
    path: z.string().nullable(),
    state_code: z.string().nullable(),
    cvegeo: z.string().nullable(),
    network_id: z.string().nullable(),
  })
  .optional();
const Institution = z.object({ path: z.string(), side: z.enum(SIDES) }).optional();

/** To somebody behind the wall, a person on its other side is nobody: neither name nor existence comes through. */
const givesOnSide = (actor: Actor, side: Side): boolean =>
  [...scopeOf(actor, 'grants.give'), ...scopeOf(actor, 'grants.delegate')].some(({ sides }) =>
    sides.includes(side),
  );

/** Who gives roles within her own scope gives them to people who stand there; others are nobody to her. */
const isWithinReach = (actor: Actor, person: NonNullable<z.output<typeof Person>>): boolean => {
  const place = {
    ...nowhere,
    side: person.side,
    institutionPath: person.path,
    stateCode: person.state_code,
    cvegeo: person.cvegeo,
    networkId: person.network_id,
  };
  return may(actor, 'grants.give', place) || may(actor, 'grants.delegate', place);
};

/** Problems that are more than a slip of the pen: somebody reached for what she must not have. */
const REACHING = new Set(['grants.notYourself', 'grants.wrongSide', 'grants.institutionAcross']);

/** Roles with which roles are given: what they give does not outlast them. */
const DELEGATING = ROLES.filter((role) => 'grants.delegate' in RIGHTS[role]);

/** Giving and withdrawing roles. Both count from the next request of the person, and nothing of the history is lost. */
export function grantsService({ db, clock, audit, find }: Needs) {
  const personNamed = async (username: string) =>
    Person.parse(
      await db('people as p')
        .leftJoin('institutions as i', 'i.id', 'p.institution_id')
        .select('p.id', 'p.side', 'i.path', 'p.state_code', 'p.cvegeo', 'p.network_id')
        .where({ 'p.username': foldUsername(username), 'p.status': 'active' })
        .first(),
    );

  const wishOf = async (actor: Actor, form: GrantForm) => {
    const { ids, problems, choices } = await pickAll({
      institucion: { typed: form.institucion, find: find.institutions },
      municipio: { typed: form.municipio, find: find.municipalities },
      red: { typed: form.red, find: find.networks },
      curso: { typed: form.curso, find: find.courses },
    });
    const named = await personNamed(form.usuario);
    const isBeyondWall = named !== undefined && !givesOnSide(actor, named.side);
    if (isBeyondWall) await refused(actor, named.id, form.rol, 'wall');
    const isHidden = named !== undefined && !isBeyondWall && !isWithinReach(actor, named);
    if (isHidden) await refused(actor, named.id, form.rol, 'scope');
    const person = isBeyondWall || isHidden ? undefined : named;
    const institution =
      ids.institucion === null
        ? undefined
        : Institution.parse(
            await db('institutions').select('path', 'side').where('id', ids.institucion).first(),
          );
    if (person === undefined) problems['usuario'] = ['grants.noSuchPerson'];
    else {
      const nonsense = nonsenseIn({
        role: form.rol,
        given: new Set(SCOPE_FIELDS.filter((field) => form[field] !== undefined)),
        stateCode: form.estado ?? null,
        cvegeo: ids.municipio,
        personSide: person.side,
        institutionSide: institution?.side ?? null,
      });
      Object.assign(problems, { ...nonsense, ...problems });
      if (person.id === actor.id) problems['usuario'] = ['grants.notYourself'];
    }
    if (form.hasta !== undefined && form.hasta < dayOf(clock())) {
      problems['hasta'] = ['grants.endsBeforeToday'];
    }
    return { ids, problems, choices, person, institution };
  };

  const refused = (actor: Actor, personId: string | null, role: Role, reason: string) =>
    db.transaction((trx) =>
      audit(trx, {
        actorId: actor.id,
        action: 'grants.give-refused',
        objectType: 'person',
        objectId: personId,
        details: { role, reason },
      }),
    );

  return {
    /** The roles that people hold now, as far as the actor gives them. A list of names: it leaves a trace. */
    async list(
      actor: Actor,
      filter: { role: Role | undefined; username: string },
      page: number,
    ): Promise<{ entries: GrantEntry[]; more: boolean }> {
      return db.transaction(async (trx) => {
        const found = await grantsRepository(trx).list(
          actor,
          { ...filter, username: foldUsername(filter.username) },
          { page, now: clock() },
        );
        await audit(trx, {
          actorId: actor.id,
          action: 'grants.listed',
          objectType: 'grants',
          objectId: null,
          institutionPath: actor.institutionPath,
          details: { rows: found.entries.length, page, role: filter.role ?? '' },
        });
        return found;
      });
    },

    /** Gives a role within a scope. Nobody gives one to herself, and nonsense is refused with its reason. */
    async give(actor: Actor, form: GrantForm): Promise<Given> {
      const { ids, problems, choices, person, institution } = await wishOf(actor, form);
      const reaching = Object.values(problems)
        .flat()
        .find((key) => REACHING.has(key));
      if (reaching !== undefined) await refused(actor, person?.id ?? null, form.rol, reaching);
      if (!isFine(problems) || person === undefined) return { ok: false, problems, choices };
      const grant: NewGrant = {
        personId: person.id,
        role: form.rol,
        institutionId: ids.institucion,
        stateCode: form.estado ?? null,
        cvegeo: ids.municipio,
        networkId: ids.red,
        courseId: ids.curso,
        grantedBy: actor.id,
        endsOn: form.hasta ?? null,
        now: clock(),
      };
      const place = await grantsRepository(db).placeOfScope(person.side, grant);
      if (!mayGive(actor, { role: form.rol, place, personSide: person.side })) {
        await refused(actor, person.id, form.rol, 'scope');
        throw new Refusal('not-found', 'error.notFound').recorded();
      }
      const lastDay = may(actor, 'grants.give', place)
        ? null
        : await grantsRepository(db).lastDayOf(actor.id, DELEGATING, grant.now);
      if (lastDay !== null && (grant.endsOn === null || grant.endsOn > lastDay))
        return { ok: false, problems: { hasta: ['grants.outlasts'] }, choices };
      return db.transaction(async (trx): Promise<Given> => {
        await lockPerson(trx, person.id);
        const grants = grantsRepository(trx);
        if (await grants.exists(grant)) {
          return { ok: false, problems: { rol: ['grants.already'] }, choices: {} };
        }
        const id = await grants.add(grant);
        await audit(trx, {
          actorId: actor.id,
          action: 'grants.given',
          objectType: 'grant',
          objectId: id,
          institutionPath: institution?.path ?? person.path,
          details: {
            person: person.id,
            role: grant.role,
            institution: grant.institutionId,
            state: grant.stateCode,
            municipality: grant.cvegeo,
            network: grant.networkId,
            course: grant.courseId,
            ends: grant.endsOn,
          },
        });
        return { ok: true };
      });
    },

    /** Withdraws a role: its holder has lost it at her next request. The last administrator keeps hers. */
    async withdraw(actor: Actor, grantId: string): Promise<void> {
      const refusal = await db.transaction(async (trx): Promise<Refusal | null> => {
        const now = clock();
        const grant = await grantsRepository(trx).byId(grantId, now);
        const denied =
          (await whyNot(trx, actor, grant, now)) ??
          ((await grantsRepository(trx).withdraw(grantId, actor.id, now)) ? null : unknown());
        await audit(trx, {
          actorId: actor.id,
          action: denied === null ? 'grants.withdrawn' : 'grants.withdraw-refused',
          objectType: 'grant',
          objectId: grant === null ? null : grantId,
          institutionPath: grant?.place.institutionPath ?? null,
          details: {
            person: grant?.person.id ?? null,
            role: grant?.role ?? null,
            ...(denied === null ? {} : { reason: denied.key }),
          },
        });
        return denied;
      });
      if (refusal !== null) throw refusal.recorded();
    },
  };
}
export type GrantsService = ReturnType<typeof grantsService>;

/** Withdrawn by somebody else at the same moment, it is as if it had not been there. */
const unknown = (): Refusal => new Refusal('not-found', 'error.notFound');

async function whyNot(
  trx: Db,
  actor: Actor,
  grant: GrantEntry | null,
  now: Date,
): Promise<Refusal | null> {
  const { side: personSide } = grant?.place ?? nowhere;
  if (grant === null || !mayGive(actor, { role: grant.role, place: grant.place, personSide })) {
    return unknown();
  }
  if (grant.place.cohortId !== null) return new Refusal('conflict', 'grants.throughCohort');
  if (grant.role === 'platform_admin' && (await isLastAdministrator(trx, grant.person.id, now))) {
    return new Refusal('conflict', 'grants.lastAdministrator');
  }
  return null;
}
