import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import { scopeOf } from '../permissions/policy.ts';
import { protectApart } from './draw-apart.ts';
import { ALL_NETWORKS, stateLine, type ToldLines } from './network-lines.ts';
import { networkFigures, type NetworkFigures } from './networks.ts';
import { countedNetworks } from './networks-queries.ts';
import { lastClosedMonth } from './period.ts';
import { publishedTables } from './published-tables.ts';
import { everywhere } from './scope.ts';
import { BEYOND, thresholdOf } from './scope.ts';

/** Networks in figures as one person may read them, and until which day people count in them. */
export type NetworksReport = (
  actor: Actor,
  stateCode: string | null,
) => Promise<{ figures: NetworkFigures; day: string }>;

/**
 * Whoever may list the members by name reads every count, as of today; others nothing small, and what counted when the
 * last month closed, as it was first told.
 */
export function networksReport({ db, clock }: { db: Db; clock: Clock }): NetworksReport {
  const tables = publishedTables({ db, clock });

  /** Lines of the whole scope, beside which small counts of those whom she may not list are hidden. */
  async function toldTo(actor: Actor, day: string): Promise<ToldLines> {
    const [reads, names] = [scopeOf(actor, 'reports.read'), scopeOf(actor, 'people.read')];
    const reader = { scopes: [reads], names, k: BEYOND, closedOn: day };
    return tables.lines({ ...reader, grouping: 'networks' }, async () => {
      const country = { stateCode: null, day };
      const listed = await countedNetworks(db, [reads, names], country);
      const isListed = new Set(listed.map(({ id }) => id));
      const networks = await countedNetworks(db, [reads], country);
      const crosses = networks.map(({ id, funding, stateCode, registered }) => ({
        funding,
        stateCode,
        unnamed: isListed.has(id) ? 0 : registered,
        named: isListed.has(id) ? registered : 0,
      }));
      return protectApart.networkLines(crosses, BEYOND);
    });
  }

  return async (actor, stateCode) => {
    const isExact =
      thresholdOf(actor, 'reports.read', {
        ...everywhere,
        side: 'community',
        stateCode,
      }) === null;
    const day = isExact ? dayOf(clock()) : lastClosedMonth(clock()).day;
    const told = isExact ? null : await toldTo(actor, day);
    const networks = await countedNetworks(db, [scopeOf(actor, 'reports.read')], {
      stateCode,
      day,
    });
    if (told === null || stateCode === null)
      return { figures: networkFigures(networks, told), day };
    // Of one state nothing is told that the lines of all states hide, and nothing by fund.
    const line = told[stateLine(stateCode)] ?? null;
    const ofState = { [ALL_NETWORKS]: line, [stateLine(stateCode)]: line };
    return { figures: networkFigures(networks, ofState), day };
  };
}
