import type { Db } from '../../db/connection.ts';
import type { Reads } from '../../db/dialect/dialect.ts';
import type { Actor } from '../../lib/actor.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import { newId } from '../../lib/random-code.ts';
import { toSearchText } from '../../lib/search-text.ts';
import { may, scopeOf } from '../permissions/policy.ts';
import type { Action } from '../permissions/rights.ts';
import type { Audit } from '../audit/audit.ts';
import { newCode, readFolio } from './codes.ts';
import { freeFolio } from './issue.ts';
import type { Certificate, CertificateEvent } from './certificate.ts';
import { certificateQueries, certificateReads, type ListedCertificate } from './queries.ts';
import { certificateRepository } from './repository.ts';
import { stateOf, type State } from './validity.ts';

export const PAGE_SIZE = 50;

/** What opens the list: reading people by name, or an act upon their certificates. */
export const OPENS_THE_LIST = [
  'people.read',
  'certificates.revoke',
  'certificates.correct',
] as const satisfies readonly Action[];

export interface CertificateList {
  lines: (ListedCertificate & { state: State })[];
  hasMore: boolean;
  /** False for people who act on certificates without reading names: they find one by its exact folio. */
  byName: boolean;
}

export interface ManagedCertificate {
  certificate: Certificate;
  state: State;
  events: CertificateEvent[];
  mayRevoke: boolean;
  mayCorrect: boolean;
}

interface Needs {
  db: Db;
  reads: Reads;
  clock: Clock;
  audit: Audit;
}

/** What administrators do with the certificates of others, each within her scope and on her side of the wall. */
export const certificateAdministration = ({ db, reads, clock, audit }: Needs) => {
  const certificates = certificateReads(reads);
  const notFound = (): Refusal => new Refusal('not-found', 'error.notFound');
  const isUnreplaced = ({ replacedById }: Certificate): boolean => replacedById === null;

  /** Who is under protection exists only for those who may protect her. */
  const isHiddenFrom = async (actor: Actor, { personId, place }: Certificate): Promise<boolean> =>
    !may(actor, 'people.freeze', place) && (await certificates.isHidden(personId));

  /** A refused act leaves a trace, in a transaction of its own, since the act's is undone. */
  const refuse = async (actor: Actor, action: Action, id: string): Promise<never> => {
    await db.transaction((trx) =>
      audit(trx, {
        actorId: actor.id,
        action: `${action}.refused`,
        objectType: 'certificate',
        objectId: id,
      }),
    );
    throw notFound().recorded();
  };

  const authorise = async (actor: Actor, action: Action, id: string): Promise<void> => {
    const certificate = await certificates.byId(id);
    if (certificate === null || (await isHiddenFrom(actor, certificate))) throw notFound();
    if (!may(actor, action, certificate.place)) await refuse(actor, action, id);
  };

  return {
    /** Certificates within the actor's scope, by folio or by name. Every view of names is audited. */
    async list(
      actor: Actor,
      { text, page }: { text: string; page: number },
    ): Promise<CertificateList> {
      const folio = readFolio(text);
      const names = scopeOf(actor, 'people.read');
      const byName = names.length > 0;
      const scope =
        folio === null ? names : OPENS_THE_LIST.flatMap((action) => scopeOf(actor, action));
      const words = folio === null ? toSearchText(text).split(' ').filter(Boolean) : [];
      const nothingToFind = folio === null && text.trim() !== '' && words.length === 0;
      const found = nothingToFind
        ? []
        : await certificateQueries(db).list(
            { scope, protecting: scopeOf(actor, 'people.freeze') },
            {
              folio,
              words,
              limit: PAGE_SIZE + 1,
              offset: (page - 1) * PAGE_SIZE,
            },
          );
      if (found.length > 0) {
        await db.transaction((trx) =>
          audit(trx, {
            actorId: actor.id,
            action: 'certificates.list',
            objectType: 'certificate',
            objectId: null,
            details: { shown: Math.min(found.length, PAGE_SIZE), page },
          }),
        );
      }
      const today = dayOf(clock());
      return {
        lines: found.slice(0, PAGE_SIZE).map((line) => ({ ...line, state: stateOf(line, today) })),
        hasMore: found.length > PAGE_SIZE,
        byName,
      };
    },

    /** One certificate with its history; outside the actor's scope it does not exist. The look is audited: it shows a name. */
    async open(actor: Actor, id: string): Promise<ManagedCertificate> {
      const certificate = await certificates.byId(id);
      if (
        certificate === null ||
        (await isHiddenFrom(actor, certificate)) ||
        !OPENS_THE_LIST.some((action) => may(actor, action, certificate.place))
      ) {
        throw notFound();
      }
      await db.transaction((trx) =>
        audit(trx, {
          actorId: actor.id,
          action: 'certificates.open',
          objectType: 'certificate',
          objectId: id,
          institutionPath: certificate.place.institutionPath,
        }),
      );
      return {
        certificate,
        state: stateOf(certificate, dayOf(clock())),
        events: await certificates.events(id),
        mayRevoke:
          certificate.status === 'current' && may(actor, 'certificates.revoke', certificate.place),
        mayCorrect:
          isUnreplaced(certificate) && may(actor, 'certificates.correct', certificate.place),
      };
    },

    /** Takes a certificate out of force for good; its holder reads the reason. */
    async revoke(actor: Actor, id: string, reason: string): Promise<void> {
      await authorise(actor, 'certificates.revoke', id);
      await db.transaction(async (trx) => {
        const repository = certificateRepository(trx);
        const certificate = await repository.lock(id);
        if (certificate?.status !== 'current')
          throw new Refusal('conflict', 'certificate.notCurrent');
        await repository.end(certificate, 'revoked');
        await repository.record(id, { kind: 'revoked', at: clock(), actorId: actor.id, reason });
        await audit(trx, {
          actorId: actor.id,
          action: 'certificates.revoke',
          objectType: 'certificate',
          objectId: id,
          institutionPath: certificate.place.institutionPath,
        });
      });
    },

    /**
     * Issues a certificate anew under another code, with the name put right, and answers its id. The old one is replaced and
     * says so when it is checked; a revoked one stays revoked. Hours, score, institution and both dates stay as they were.
     */
    async correct(
      actor: Actor,
      id: string,
      { name, reason }: { name: string; reason: string },
    ): Promise<string> {
      await authorise(actor, 'certificates.correct', id);
      return db.transaction(async (trx) => {
        const repository = certificateRepository(trx);
        const old = await repository.lock(id);
        if (old === null || !isUnreplaced(old)) {
          throw new Refusal('conflict', 'certificate.notCurrent');
        }
        const now = clock();
        const made = newId();
        if (old.status === 'current') await repository.end(old, 'replaced');
        const added = await repository.add({
          ...old,
          id: made,
          code: newCode(),
          folio: await freeFolio(trx, dayOf(now)),
          holderName: name,
          issuedAt: now,
          replacesId: id,
        });
        if (!added) throw new Refusal('conflict', 'certificate.notCurrent');
        const event = { at: now, actorId: actor.id, reason };
        await repository.record(id, { kind: 'replaced', ...event });
        await repository.record(made, { kind: 'corrected', ...event });
        await audit(trx, {
          actorId: actor.id,
          action: 'certificates.correct',
          objectType: 'certificate',
          objectId: id,
          institutionPath: old.place.institutionPath,
          details: { replacement: made, nameChanged: name !== old.holderName },
        });
        return made;
      });
    },
  };
};
export type CertificateAdministration = ReturnType<typeof certificateAdministration>;
