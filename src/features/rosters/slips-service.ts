import { z } from 'zod';
import { Flag } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { MINUTE, type Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import type { Sealer } from '../../lib/sealed.ts';
import type { Audit } from '../audit/audit.ts';
import { HomeColumns, homeOf } from '../permissions/place-row.ts';
import { withHome } from '../permissions/standing.ts';
import type { FirstCodes } from '../recovery/first-codes.ts';
import { reachOf } from './reach.ts';
import type { Roster } from './roster.ts';
import type { RosterService } from './service.ts';

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  seal: Sealer;
  rosters: RosterService;
  makeCodes: FirstCodes;
}

/** People on one sheet: what a page prints on five sheets of paper. */
export const ON_SHEET = 40;
/** How long codes can be shown again, printed again. */
const SHOWN_FOR = 30 * MINUTE;

export interface SlipPerson {
  id: string;
  name: string;
  username: string;
  /** She has chosen a password, or an office keeps her from coming in with a slip. */
  needsNone: boolean;
}
export interface SlipSheet {
  roster: Roster;
  people: SlipPerson[];
  page: number;
  pages: number;
  total: number;
}

const Row = HomeColumns.extend({
  id: z.string(),
  display_name: z.string(),
  username: z.string(),
  status: z.string(),
  fresh: Flag,
  office: Flag,
});
const Total = z.object({ total: z.coerce.number() });
const Kept = z.object({
  at: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  codes: z.record(z.string(), z.string()),
});

const context = (id: string, page: number): string => `slips:${id}:${String(page)}`;

/** Slips for whoever an import made: a user name and a code that opens her account once. */
export function slipsService({ db, clock, audit, seal, rosters, makeCodes }: Needs) {
  const rosterFor = async (actor: Actor, id: string): Promise<Roster> => {
    const { roster } = await rosters.sheet(actor, id);
    if (roster.status !== 'added') throw new Refusal('not-found', 'error.notFound');
    return roster;
  };

  async function sheetFor(
    handle: Db,
    actor: Actor,
    roster: Roster,
    asked: number,
  ): Promise<SlipSheet> {
    const { id } = roster;
    const made = handle('people_import_acts as a').where({ 'a.import_id': id, 'a.kind': 'person' });
    const { total } = Total.parse(await made.clone().count({ total: '*' }).first());
    const pages = Math.max(1, Math.ceil(total / ON_SHEET));
    const page = Math.min(asked, pages);
    const rows: unknown = await withHome(made.join('people as p', 'p.id', 'a.person_id'))
      .select('p.id', 'p.display_name', 'p.username', 'p.status', {
        fresh: handle.raw('case when p.password_hash = ? then 1 else 0 end', [
          roster.noPassword ?? '',
        ]),
        office: handle.raw(
          'case when exists (select 1 from grants g where g.person_id = p.id and g.withdrawn_at is null) then 1 else 0 end',
        ),
      })
      .orderBy('a.row')
      .limit(ON_SHEET)
      .offset((page - 1) * ON_SHEET);
    const reach = reachOf(actor);
    const people = z
      .array(Row)
      .parse(rows)
      .filter((row) =>
        // A right that was taken away meanwhile is gone here too.
        reach.brings(homeOf(row)),
      )
      .map((row): SlipPerson => ({
        id: row.id,
        name: row.display_name,
        username: row.username,
        needsNone: !row.fresh || row.office || row.status !== 'active',
      }));
    return { roster, people, page, pages, total };
  }

  const noted = (
    trx: Db,
    actor: Actor,
    id: string,
    action: 'rosters.slips-listed' | 'rosters.slips-made',
    count: number,
  ): Promise<void> =>
    audit(trx, {
      actorId: actor.id,
      action,
      objectType: 'roster',
      objectId: id,
      institutionPath: actor.institutionPath,
      details: { count },
    });

  return {
    /** The people of one sheet, with their codes while `keep` is fresh. */
    async sheet(
      actor: Actor,
      id: string,
      page: number,
      keep: string | null,
    ): Promise<SlipSheet & { codes: ReadonlyMap<string, string> | null; expiresAt: Date | null }> {
      const sheet = await sheetFor(db, actor, await rosterFor(actor, id), page);
      await db.transaction((trx) =>
        noted(trx, actor, id, 'rosters.slips-listed', sheet.people.length),
      );
      if (keep === null) return { ...sheet, codes: null, expiresAt: null };
      const kept = Kept.parse(JSON.parse(seal.open(keep, context(id, sheet.page))));
      const isFresh = clock().getTime() - new Date(kept.at).getTime() < SHOWN_FOR;
      return {
        ...sheet,
        codes: isFresh ? new Map(Object.entries(kept.codes)) : null,
        expiresAt: isFresh ? new Date(kept.expiresAt) : null,
      };
    },

    /** Makes new codes for the people of one sheet; those printed before no longer work. Answers them sealed, for her session. */
    async make(actor: Actor, id: string, asked: number): Promise<{ page: number; keep: string }> {
      const roster = await rosterFor(actor, id);
      return db.transaction(async (trx) => {
        const { people, page } = await sheetFor(trx, actor, roster, asked);
        const ids = people.filter(({ needsNone }) => !needsNone).map((one) => one.id);
        const { codes, expiresAt } = await makeCodes(trx, ids, actor.id);
        await noted(trx, actor, id, 'rosters.slips-made', codes.size);
        const kept: z.infer<typeof Kept> = {
          at: clock().toISOString(),
          expiresAt: expiresAt.toISOString(),
          codes: Object.fromEntries(codes),
        };
        return { page, keep: seal.seal(JSON.stringify(kept), context(id, page)) };
      });
    },
  };
}
export type SlipsService = ReturnType<typeof slipsService>;
