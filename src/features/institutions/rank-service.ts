import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import { isFine, type Problems } from '../../lib/problems.ts';
import { toSearchText } from '../../lib/search-text.ts';
import type { Audit } from '../audit/audit.ts';
import { bandsOf } from './rank-bands.ts';
import type { RankForm } from './rank-forms.ts';
import { rankRepository, type NewRank } from './rank-repository.ts';
import { ranksOfScheme, readRankSchemes, type RankScheme } from './rank-schemes.ts';
import { idsAlong, overlap, ranksWithin, type Rank } from './ranks.ts';
import type { InstitutionService } from './service.ts';
import type { InstitutionSheet } from './sheets.ts';

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  institutions: InstitutionService;
}

/** The ranks of an institution as those who administer it see them. */
export interface RankSheet {
  institution: InstitutionSheet;
  /** All of its own, those of other times too. */
  own: Rank[];
  /** Those of today that it has from above, with where each comes from. */
  inherited: (Rank & { from: string })[];
  /** Schemes of its side of which something is not there yet. */
  schemes: RankScheme[];
}

const unknown = (): Refusal => new Refusal('not-found', 'error.notFound');

/**
 * The catalogue of ranks: dated data, which institutions below inherit. It says to which band a rank belongs when somebody
 * tells it; what was told before keeps its band, so that a rank may be corrected or taken away.
 */
export function rankService({ db, clock, audit, institutions }: Needs) {
  /** Only corporations and forces have ranks. */
  const find = async (actor: Actor, institutionId: string): Promise<InstitutionSheet> => {
    const sheet = await institutions.sheetFor(actor, institutionId);
    if (bandsOf(sheet.side).length === 0) throw unknown();
    return sheet;
  };

  const change = (
    actor: Actor,
    { id, path }: InstitutionSheet,
    what: { action: string; count: number },
    work: (trx: Db) => Promise<Problems | null>,
  ): Promise<Problems> =>
    db.transaction(async (trx) => {
      await trx('institutions').where({ id }).forNoKeyUpdate().first('id');
      const problems = await work(trx);
      if (problems === null) return {};
      if (!isFine(problems)) return problems;
      await audit(trx, {
        actorId: actor.id,
        action: what.action,
        objectType: 'institution',
        objectId: id,
        institutionPath: path,
        details: { count: what.count },
      });
      return {};
    });
  const ownOf = (trx: Db, { id }: InstitutionSheet): Promise<Rank[]> =>
    rankRepository(trx).of([id]);

  const problemsOf = (form: RankForm, { side }: InstitutionSheet, others: Rank[]): Problems => {
    const problems: Problems = {};
    const { validFrom, validTo } = rankIn(form);
    if (!bandsOf(side).includes(form.nivel)) problems['nivel'] = ['form.choose'];
    if (validFrom !== null && validTo !== null && validFrom > validTo)
      problems['hasta'] = ['institutions.datesCross'];
    const words = toSearchText(form.grado);
    const isThere = others.some(
      (other) => toSearchText(other.name) === words && overlap(other, { validFrom, validTo }),
    );
    if (isThere) problems['grado'] = ['ranks.isThere'];
    return problems;
  };

  return {
    async sheet(actor: Actor, institutionId: string): Promise<RankSheet> {
      const institution = await find(actor, institutionId);
      const all = await rankRepository(db).of(idsAlong(institution.path));
      const own = all.filter((rank) => rank.institutionId === institution.id);
      const names = new Map(institution.above.map(({ id, name }) => [id, name]));
      const today = ranksWithin(institution.path, dayOf(clock()), all);
      const known = new Set(today.map(({ name }) => toSearchText(name)));
      return {
        institution,
        own,
        inherited: today.flatMap((rank) => {
          const from = names.get(rank.institutionId);
          return from === undefined ? [] : [{ ...rank, from }];
        }),
        schemes: readRankSchemes().filter(
          (scheme) =>
            scheme.side === institution.side &&
            ranksOfScheme(scheme).some(({ name }) => !known.has(toSearchText(name))),
        ),
      };
    },

    /** Adds a rank. What is wrong with it, by field; nothing when it was added. */
    async add(actor: Actor, institutionId: string, form: RankForm): Promise<Problems> {
      const institution = await find(actor, institutionId);
      const what = { action: 'institutions.ranks-added', count: 1 };
      return change(actor, institution, what, async (trx) => {
        const problems = problemsOf(form, institution, await ownOf(trx, institution));
        if (isFine(problems))
          await rankRepository(trx).add(institution.id, [rankIn(form)], clock());
        return problems;
      });
    },

    /** Corrects a rank where it stands, or ends it by its last day. */
    async edit(
      actor: Actor,
      { institutionId, rankId }: { institutionId: string; rankId: string },
      form: RankForm,
    ): Promise<Problems> {
      const institution = await find(actor, institutionId);
      const what = { action: 'institutions.rank-changed', count: 1 };
      return change(actor, institution, what, async (trx) => {
        const own = await ownOf(trx, institution);
        if (own.every(({ id }) => id !== rankId)) throw unknown();
        const others = own.filter(({ id }) => id !== rankId);
        const problems = problemsOf(form, institution, others);
        if (isFine(problems)) await rankRepository(trx).change(rankId, rankIn(form));
        return problems;
      });
    },

    /** Takes a rank away that was never one. */
    async remove(actor: Actor, institutionId: string, rankId: string): Promise<void> {
      const institution = await find(actor, institutionId);
      const what = { action: 'institutions.rank-removed', count: 1 };
      await change(actor, institution, what, async (trx) => {
        const own = await ownOf(trx, institution);
        if (own.every(({ id }) => id !== rankId)) throw unknown();
        await rankRepository(trx).remove(rankId);
        return {};
      });
    },

    /** Takes over what of a scheme the institution does not have yet, with its source. Repeating it changes nothing. */
    async takeOver(actor: Actor, institutionId: string, schemeId: string): Promise<void> {
      const { institution, own, inherited } = await this.sheet(actor, institutionId);
      const scheme = readRankSchemes().find(
        ({ id, side }) => id === schemeId && side === institution.side,
      );
      if (scheme === undefined) throw unknown();
      const known = new Set([...own, ...inherited].map(({ name }) => toSearchText(name)));
      const ranks = ranksOfScheme(scheme).filter(({ name }) => !known.has(toSearchText(name)));
      if (ranks.length === 0) return;
      const what = { action: 'institutions.ranks-added', count: ranks.length };
      await change(actor, institution, what, async (trx) => {
        const there = new Set(
          (await ownOf(trx, institution)).map(({ name }) => toSearchText(name)),
        );
        const missing = ranks.filter(({ name }) => !there.has(toSearchText(name)));
        if (missing.length === 0) return null;
        await rankRepository(trx).add(institution.id, missing, clock());
        return {};
      });
    },
  };
}
export type RankService = ReturnType<typeof rankService>;

const rankIn = ({ grado, nivel, desde, hasta, fuente, por_verificar }: RankForm): NewRank => ({
  name: grado,
  band: nivel,
  validFrom: desde ?? null,
  validTo: hasta ?? null,
  source: fuente ?? null,
  isUnverified: por_verificar,
});
