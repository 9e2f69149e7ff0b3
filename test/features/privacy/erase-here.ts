/** Asks for the erasure of the day under a given clock and says whether it ran here: run twice at once by a test. */
import { openDatabase } from '../../../src/db/connection.ts';
import { chooseDialect } from '../../../src/db/dialect/choose.ts';
import { auditWriter } from '../../../src/features/audit/audit.ts';
import { erasure } from '../../../src/features/privacy/erasure.ts';

const { TEST_DATA_DIR = '', TEST_URL = '', TEST_NOW = '' } = process.env;
const database = openDatabase(
  await chooseDialect({
    databaseUrl: TEST_URL === '' ? undefined : TEST_URL,
    dataDir: TEST_DATA_DIR,
  }),
);
const clock = (): Date => new Date(TEST_NOW);
const audit = auditWriter(clock, database.dialect.engine);
const ran = await erasure({ database, clock, audit })();
await database.close();
process.stdout.write(ran ? 'ran' : 'left');
