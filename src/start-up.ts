import type { Logger } from 'pino';
import { loadPlaces } from './features/places/load.ts';
import type { Services } from './services.ts';

interface StartUp {
  log: Logger;
  demo: boolean;
  say: (text: string) => void;
}

/** What must be in the database before the first request. Repeating it changes nothing. */
export async function prepare(services: Services, { log }: StartUp): Promise<void> {
  const { db } = services.database;
  const loaded = await loadPlaces(db);
  if (loaded) log.info('places loaded');
}
