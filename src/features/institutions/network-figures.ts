import { z } from 'zod';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import { newId } from '../../lib/random-code.ts';
import { isFine, type Problems } from '../../lib/problems.ts';
import type { Audit } from '../audit/audit.ts';
import type { FigureForm } from './forms.ts';
import type { NetworkService } from './network-service.ts';

/** What a source says of a network. */
export interface NetworkFigure {
  members: number | null;
  source: string;
  cutOff: string;
}

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  networks: NetworkService;
}

const Row = z
  .object({ members: z.number().nullable(), source: z.string(), cut_off: z.string() })
  .transform(({ cut_off: cutOff, ...row }): NetworkFigure => ({ ...row, cutOff }));

/** Figures that others report of networks. Each stays with its source and its cut-off beside those that come later. */
export function networkFigureService({ db, clock, audit, networks }: Needs) {
  return {
    /** The figures of a network, the latest cut-off first. */
    async of(networkId: string): Promise<NetworkFigure[]> {
      const rows: unknown[] = await db('network_figures')
        .select('members', 'source', 'cut_off')
        .where('network_id', networkId)
        .orderBy([
          { column: 'cut_off', order: 'desc' },
          { column: 'recorded_at', order: 'desc' },
        ]);
      return rows.map((row) => Row.parse(row));
    },

    /** Records a figure; the same source at the same cut-off is corrected. Null when it was; otherwise what is wrong. */
    async record(actor: Actor, networkId: string, form: FigureForm): Promise<Problems | null> {
      await networks.sheetFor(actor, networkId);
      const now = clock();
      const problems: Problems = {};
      if (form.corte > dayOf(now)) problems['corte'] = ['networks.figureLater'];
      if (!isFine(problems)) return problems;
      await db.transaction(async (trx) => {
        const figure = { members: form.integrantes ?? null };
        await trx('network_figures')
          .insert({
            id: newId(),
            network_id: networkId,
            cut_off: form.corte,
            source: form.fuente,
            ...figure,
            recorded_by: actor.id,
            recorded_at: toColumn(now),
          })
          .onConflict(['network_id', 'cut_off', 'source'])
          .merge(['members', 'recorded_by', 'recorded_at']);
        await audit(trx, {
          actorId: actor.id,
          action: 'networks.figure-recorded',
          objectType: 'network',
          objectId: networkId,
          details: { members: form.integrantes ?? null, source: form.fuente, on: form.corte },
        });
      });
      return null;
    },
  };
}
export type NetworkFigureService = ReturnType<typeof networkFigureService>;
