import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import { networkFigures, type NetworkFigures } from './networks.ts';
import { countedNetworks } from './networks-queries.ts';
import { lastClosedMonth } from './period.ts';
import { thresholdOf } from './scope.ts';

/** Networks in figures as one person may read them, and until which day people count in them. */
export type NetworksReport = (
  actor: Actor,
  stateCode: string | null,
) => Promise<{ figures: NetworkFigures; day: string }>;

/**
 * Whoever may list the members by name reads every count, as of today; others nothing small, and what counted when the
 * last month closed.
 */
export const networksReport =
  ({ db, clock }: { db: Db; clock: Clock }): NetworksReport =>
  async (actor, stateCode) => {
    const isExact =
      thresholdOf(actor, 'reports.read', {
        side: 'community',
        institutionPath: null,
        stateCode,
        cvegeo: null,
        networkId: null,
        courseId: null,
      }) === null;
    const day = isExact ? dayOf(clock()) : lastClosedMonth(clock()).day;
    const networks = await countedNetworks(db, actor, { stateCode, day });
    const figures = networkFigures(networks, {
      isExact,
      tellsFunds: isExact || stateCode === null,
    });
    if (isExact || stateCode === null) return { figures, day };
    // Of one state nothing is told that the lines of all states hide: it would give back another one.
    const everywhere = await countedNetworks(db, actor, { stateCode: null, day });
    const { byState } = networkFigures(everywhere, { isExact, tellsFunds: true });
    const told = byState.find((line) => line.stateCode === stateCode)?.registered ?? null;
    return {
      figures: {
        ...figures,
        all: { ...figures.all, registered: told },
        byState: figures.byState.map((line) => ({ ...line, registered: told })),
      },
      day,
    };
  };
