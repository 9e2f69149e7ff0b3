import { projectRoot } from '../../src/lib/project-root.ts';

/** Where a command finds its data. */
export interface CommandPlace {
  dataDir: string;
  /** Absent where the database is the file in the folder. */
  databaseUrl?: string | undefined;
}

/** How a command of `aula` is run by another process over the data of a test: its words, where, and with which environment. */
export const aulaCommand = (place: CommandPlace, words: readonly string[]) => ({
  words: ['--import', 'tsx', 'src/cli.ts', ...words],
  how: {
    cwd: projectRoot,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      DATA_DIR: place.dataDir,
      SESSION_SECRET: 'x'.repeat(40),
      DATA_KEY: '11'.repeat(32),
      ...(place.databaseUrl === undefined ? {} : { DATABASE_URL: place.databaseUrl }),
    },
  },
});
