import type { Db } from '../../db/connection.ts';
import type { Reads } from '../../db/dialect/dialect.ts';
import type { Clock } from '../../lib/clock.ts';
import { municipalityChoices } from './choices.ts';
import { municipalityReads } from './queries.ts';
import { states } from './states.ts';
import { supportLines } from './support-lines.ts';
import { catalogueImport } from './catalogue-import.ts';
import { placeImportService } from './import-service.ts';
import type { Audit } from '../audit/audit.ts';

interface Needs {
  reads: Reads;
  db: Db;
  audit: Audit;
  clock: Clock;
  readSupport: Parameters<typeof supportLines>[0]['read'];
}

export function placeServices({ db, reads, clock, audit, readSupport }: Needs) {
  const catalogue = catalogueImport({ db, clock, audit });
  return {
    catalogueImport: catalogue,
    placeImports: placeImportService({ db, clock, catalogueImport: catalogue }),
    states: states(reads),
    municipalities: municipalityReads(reads),
    findMunicipalities: municipalityChoices(reads),
    supportLines: supportLines({ read: readSupport, clock }),
  };
}
