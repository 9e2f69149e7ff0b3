import type { Dialect } from './dialect/dialect.ts';
import type { Invariant } from './invariant.ts';
import { migrationState } from './migrations.ts';

/** What holds of any database of the product, whatever is in it. */
export const databaseInvariants = (dialect: Dialect): Invariant[] => [
  {
    key: 'verify.schema',
    async *broken({ db }) {
      const { missing, unknown } = await migrationState(db, dialect);
      yield* missing;
      yield* unknown;
    },
  },
  { key: 'verify.engine', broken: ({ db }) => dialect.faults(db) },
];
