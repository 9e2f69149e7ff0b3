import type { Reads } from '../../db/dialect/dialect.ts';
import type { Clock } from '../../lib/clock.ts';
import { municipalityChoices } from './choices.ts';
import { municipalityReads } from './queries.ts';
import { states } from './states.ts';
import { supportLines } from './support-lines.ts';

interface Needs {
  reads: Reads;
  clock: Clock;
  readSupport: Parameters<typeof supportLines>[0]['read'];
}

export function placeServices({ reads, clock, readSupport }: Needs) {
  return {
    states: states(reads),
    municipalities: municipalityReads(reads),
    findMunicipalities: municipalityChoices(reads),
    supportLines: supportLines({ read: readSupport, clock }),
  };
}
