import { createReadStream } from 'node:fs';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { MessageKey } from '../../i18n/translate.ts';
import type { Actor } from '../../lib/actor.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import { pickAll, type Choice, type Finder } from '../../lib/pick.ts';
import { isFine } from '../../lib/problems.ts';
import { newId } from '../../lib/random-code.ts';
import type { Sealer } from '../../lib/sealed.ts';
import type { Audit } from '../audit/audit.ts';
import { lockOpenAccount } from '../permissions/lock-person.ts';
import { may } from '../permissions/policy.ts';
import { externalQueries, PIECE, type ExternalCertificate } from './external-queries.ts';

export type { ExternalCertificate } from './external-queries.ts';

/** Port: looks through a file in a process that may be killed, and leaves of it what is kept. */
export type LookThrough = (file: {
  path: string;
  kinds: readonly ('image' | 'pdf')[];
}) => Promise<{ ok: true; type: string; bytes: number } | { ok: false; why: MessageKey[] }>;

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  seal: Sealer;
  find: { courses: Finder };
  lookThrough: LookThrough;
}

/** What somebody says of a certificate that she brings. */
export interface Brought {
  course: string;
  title: string;
  issuer: string;
  issuedOn: string;
  hours: number | null;
  /** Where the evidence has arrived. */
  path: string;
}
export type Handed =
  | { ok: true }
  | { ok: false; problems: Record<string, MessageKey[]>; choices: Record<string, Choice[]> };

const MOST_WAITING = 10;
const unknown = (): Refusal => new Refusal('not-found', 'error.notFound');
const reasonPlace = (id: string): string => `external_certificates ${id}`;

/**
 * Certificates of elsewhere and of before: a person brings them with their evidence, and somebody who may put certificates
 * right decides. An approved one counts as the course where a learning path asks for it, and is shown as external always.
 */
export function externalCertificateService({ db, clock, audit, seal, find, lookThrough }: Needs) {
  const queries = externalQueries(db);
  const event = (actor: Actor, action: string, one: ExternalCertificate) => ({
    actorId: actor.id,
    action,
    objectType: 'certificate' as const,
    objectId: one.id,
    institutionPath: one.place.institutionPath,
  });
  const forDeciding = async (trx: Db, actor: Actor, id: string): Promise<ExternalCertificate> => {
    const found = await externalQueries(trx).byId(id);
    if (found === null || found.personId === actor.id) throw unknown();
    if (!may(actor, 'certificates.correct', found.place)) throw unknown();
    return found;
  };

  const hasRoom = async (actor: Actor, trx: Db = db): Promise<boolean> => {
    const own = await externalQueries(trx).ofPerson(actor.id);
    return own.filter(({ state }) => state === 'asked').length < MOST_WAITING;
  };

  return {
    /** Her own, with the reason where one was declined. */
    async own(actor: Actor): Promise<(ExternalCertificate & { reason: string | null })[]> {
      const all = await queries.ofPerson(actor.id);
      return all.map((one) => ({
        ...one,
        reason: one.reasonSealed === null ? null : seal.open(one.reasonSealed, reasonPlace(one.id)),
      }));
    },

    /** Hands one in with its evidence, of which stays what the look through it leaves. */
    async hand(actor: Actor, brought: Brought): Promise<Handed> {
      const { ids, problems, choices } = await pickAll({
        curso: { typed: brought.course, find: find.courses },
      });
      if (brought.issuedOn > dayOf(clock())) problems['fecha'] = ['external.later'];
      if (!(await hasRoom(actor))) problems[''] = ['external.tooMany'];
      if (!isFine(problems) || ids.curso === null) return { ok: false, problems, choices };
      const looked = await lookThrough({ path: brought.path, kinds: ['image', 'pdf'] });
      if (!looked.ok) return { ok: false, problems: { archivo: looked.why }, choices };
      const id = newId();
      const isKept = await db.transaction(async (trx) => {
        await lockOpenAccount(trx, actor.id);
        if (!(await hasRoom(actor, trx))) return false;
        await trx('external_certificates').insert({
          id,
          person_id: actor.id,
          course_id: ids.curso,
          title: brought.title,
          issuer: brought.issuer,
          issued_on: brought.issuedOn,
          hours: brought.hours,
          state: 'asked',
          asked_at: toColumn(clock()),
          type: looked.type,
          bytes: looked.bytes,
        });
        let number = 0;
        const pieces = createReadStream(brought.path, { highWaterMark: PIECE });
        for await (const piece of pieces as AsyncIterable<Buffer>) {
          const content = piece.toString('base64');
          await trx('external_certificate_parts').insert({ certificate_id: id, number, content });
          number += 1;
        }
        return true;
      });
      return isKept ? { ok: true } : { ok: false, problems: { '': ['external.tooMany'] }, choices };
    },

    /** Takes one back that nobody has decided about. */
    async takeBack(actor: Actor, id: string): Promise<void> {
      await db.transaction(async (trx) => {
        const own = trx('external_certificates').where({ id, person_id: actor.id, state: 'asked' });
        // Whoever decides about it waits: its evidence goes only together with it.
        const there: unknown = await own.clone().forUpdate().first('id');
        if (there === undefined) throw unknown();
        await trx('external_certificate_parts').where('certificate_id', id).delete();
        await own.delete();
      });
    },

    /** Those that wait for this person's decision. It names people: the look leaves a trace. */
    async waiting(actor: Actor): Promise<ExternalCertificate[]> {
      return db.transaction(async (trx) => {
        const found = await externalQueries(trx).waitingFor(actor);
        await audit(trx, {
          actorId: actor.id,
          action: 'certificates.external-listed',
          objectType: 'certificate',
          objectId: null,
          institutionPath: actor.institutionPath,
          details: { rows: found.length },
        });
        return found;
      });
    },

    /** The evidence, for its owner or for who decides; the look of somebody else leaves a trace. */
    async evidence(actor: Actor, id: string) {
      const file = await db.transaction(async (trx) => {
        const own = await externalQueries(trx).byId(id);
        if (own?.personId === actor.id) return own.file;
        const found = await forDeciding(trx, actor, id);
        await audit(trx, event(actor, 'certificates.external-opened', found));
        return found.file;
      });
      if (file === null) throw unknown();
      return {
        ...file,
        read: (start: number, end: number) => queries.evidence(id, start, end),
      };
    },

    /** Approves it, or declines it with a reason that she reads. Decided already, nothing more happens. */
    async decide(
      actor: Actor,
      id: string,
      decision: { approve: true } | { approve: false; reason: string },
    ): Promise<void> {
      await db.transaction(async (trx) => {
        const found = await forDeciding(trx, actor, id);
        const changed = await trx('external_certificates')
          .where({ id, state: 'asked' })
          .update({
            state: decision.approve ? 'approved' : 'declined',
            decided_at: toColumn(clock()),
            decided_by: actor.id,
            reason_sealed: decision.approve ? null : seal.seal(decision.reason, reasonPlace(id)),
          });
        if (changed === 0) throw new Refusal('conflict', 'external.decidedAlready');
        const action = decision.approve ? 'external-approved' : 'external-declined';
        await audit(trx, event(actor, `certificates.${action}`, found));
      });
    },
  };
}
export type ExternalCertificateService = ReturnType<typeof externalCertificateService>;
