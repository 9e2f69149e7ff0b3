import type { Database } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Audit } from '../audit/audit.ts';
import { audioFiles } from './audio-files.ts';
import { exportService } from './export-service.ts';
import { importAdding } from './import-adding.ts';
import { importReading } from './import-reading.ts';
import { importService } from './import-service.ts';
import { itemImages } from './item-images.ts';
import { itemService } from './item-service.ts';
import { keepImages } from './kept-images.ts';
import { bankPicks } from './picks.ts';
import type { Outside, ShowItem } from './ports.ts';
import { serverImport } from './server-import.ts';
import { bankService } from './service.ts';
import { stagedImages } from './staged-images.ts';

interface Needs {
  database: Database;
  clock: Clock;
  audit: Audit;
  dataDir: string;
  outside: Outside;
  showItem: ShowItem;
}

export function bankServices({ database, clock, audit, dataDir, outside, showItem }: Needs) {
  const { db, dialect, reads } = database;
  const importing = {
    ...{ db, dialect, clock, audit },
    readImport: importReading({ db, outside }),
    keepImages: keepImages({ dataDir }),
  };
  const adding = importAdding({ db, dialect, clock, audit });
  const images = itemImages({ reads, dataDir });
  const banks = bankService({ db, dialect, clock, audit });
  return {
    banks,
    bankExports: exportService({ db, dialect, audit, images }),
    bankImports: importService({ ...importing, adding, banks, staged: stagedImages(dataDir) }),
    importAdding: adding,
    importQuestions: serverImport(importing),
    bankPicks: bankPicks({ db, dialect, images }),
    audioFiles: audioFiles({ dataDir, takeSound: outside.takeSound }),
    bankItems: itemService({ db, clock, audit }),
    showItem,
  };
}
