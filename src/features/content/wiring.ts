import type { Database } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import { mediaService } from './media.ts';
import { contentSync } from './sync.ts';

interface Needs {
  database: Database;
  clock: Clock;
  dataDir: string;
}

export const contentServices = ({ database, clock, dataDir }: Needs) => ({
  media: mediaService({ reads: database.reads, dataDir }),
  content: contentSync({ database, clock, dataDir }),
});
