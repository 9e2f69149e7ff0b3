import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import type { Sealer } from '../../lib/sealed.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import type { Plan } from './preview.ts';
import { rosterRepository } from './repository.ts';
import { STAGED_LIVES, type Roster } from './roster.ts';

/** Tables for those whose they are; `null` is whoever operates the server. */
export function rosterFinder({ db, clock, seal }: { db: Db; clock: Clock; seal: Sealer }) {
  const rosters = rosterRepository(db, seal);

  const find = async (actor: Actor | null, id: string): Promise<Roster> => {
    const roster = await rosters.byId(id);
    const isOwn =
      actor === null ||
      roster?.madeBy === actor.id ||
      (roster?.madeBy === null && mayAnywhere(actor, 'settings.manage'));
    const isOver =
      roster?.status === 'read' && clock().getTime() - roster.madeAt.getTime() > STAGED_LIVES;
    if (roster === null || !isOwn || isOver || roster.status === 'forgotten')
      throw new Refusal('not-found', 'error.notFound');
    return roster;
  };

  return {
    find,

    /** One that nobody has decided about. */
    waiting: async (actor: Actor | null, id: string): Promise<Roster & { plan: Plan }> => {
      const roster = await find(actor, id);
      const plan = roster.status === 'read' ? await rosters.planOf(id) : null;
      if (plan === null) throw new Refusal('conflict', 'rosters.over');
      return { ...roster, plan };
    },
  };
}
