/** Adds one to a stored number, read then write, in as many transactions as asked: run twice at once by a test. */
import { openDatabase } from '../../src/db/connection.ts';
import { chooseDialect } from '../../src/db/dialect/choose.ts';

const { TEST_DATA_DIR = '', TEST_URL = '', TIMES = '0' } = process.env;
const database = openDatabase(
  await chooseDialect({
    databaseUrl: TEST_URL === '' ? undefined : TEST_URL,
    dataDir: TEST_DATA_DIR,
  }),
);
for (let i = 0; i < Number(TIMES); i += 1) {
  await database.db.transaction(async (trx) => {
    const row = await trx('settings')
      .where('name', 'counter')
      .forUpdate()
      .first<{ value: string }>('value');
    await trx('settings')
      .where('name', 'counter')
      .update({ value: String(Number(row.value) + 1) });
  });
}
await database.close();
