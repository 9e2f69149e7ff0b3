import { z } from 'zod';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Reads } from '../../db/dialect/dialect.ts';
import type { Clock } from '../../lib/clock.ts';
import { newestOf, type Notice } from './notices.ts';

interface Needs {
  db: Db;
  reads: Reads;
  clock: Clock;
  notices: readonly Notice[];
}

const Accepted = z.object({ version: z.coerce.number().nullable() });

/** Which version of the privacy notice each person accepted, and when. */
export const noticeService = ({ db, reads, clock, notices }: Needs) => {
  const current = newestOf(notices);
  return {
    current,

    /** Whether the person has yet to be asked about the current version. */
    async isDue(personId: string): Promise<boolean> {
      const [row] = await reads.all(
        'select max(version) as version from privacy_acceptances where person_id = ?',
        [personId],
      );
      return (Accepted.parse(row).version ?? 0) < current.version;
    },

    /** Keeps that the person accepts the current version now. Harmless to repeat: the first date stays. */
    async accept(trx: Db, personId: string): Promise<void> {
      await trx('privacy_acceptances')
        .insert({ person_id: personId, version: current.version, accepted_at: toColumn(clock()) })
        .onConflict(['person_id', 'version'])
        .ignore();
    },

    /** The same, on its own. */
    async acceptNow(personId: string): Promise<void> {
      await this.accept(db, personId);
    },
  };
};
export type NoticeService = ReturnType<typeof noticeService>;
