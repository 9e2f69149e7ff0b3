import type { Db } from '../db/connection.ts';
import { DAY, dayOf } from '../lib/clock.ts';
import { roundtableRepository } from '../features/roundtables/repository.ts';

/** Entities whose roundtables somebody logged, each a fortnight apart, for half a year. */
const LOGGED = ['09', '11', '15', '20', '21', '30'];
const MEETINGS = 12;

/** Invented meetings of the roundtables of some entities, the same for the same day. None where the catalogue is not there. */
export async function addMeetings(db: Db, now: Date): Promise<void> {
  const repository = roundtableRepository(db);
  for (const code of LOGGED) {
    if ((await repository.find(`mesa-${code}`)) === null) continue;
    for (let at = 0; at < MEETINGS; at += 1) {
      const on = new Date(now.getTime() - (3 + at * 14) * DAY);
      const attended = (at + Number(code)) % 3 !== 0;
      const women = attended ? 1 + (at % 4) : 0;
      const meeting = { id: `demo-mesa-${code}-${String(at)}`, heldOn: dayOf(on), attended, women };
      await repository.record(`mesa-${code}`, meeting, on);
    }
  }
}
