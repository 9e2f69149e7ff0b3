import { existsSync, mkdirSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { Command } from 'commander';
import { addBackupCommands, DEFAULT_FOLDER } from './backup/commands.ts';
import { BACKUP_DAYS, outlivedBackups } from './backup/place.ts';
import { readConfig, type Config } from './config.ts';
import { errorWords } from './error-words.ts';
import { openDatabase, type Database } from './db/connection.ts';
import { chooseDialect } from './db/dialect/choose.ts';
import { migrate } from './db/migrations.ts';
import { hasErrors, type Problem } from './features/content/problem.ts';
import { FileRefused, type FormatProblem } from './features/studio/formats/problem.ts';
import { courseVersions } from './features/courses/repository.ts';
import {
  checkContent,
  contentSync,
  courseFolders,
  type Published,
} from './features/content/sync.ts';
import { frameworkTags } from './features/frameworks/load.ts';
import { translator } from './i18n/translate.ts';
import { systemClock } from './lib/clock.ts';
import { projectRoot } from './lib/project-root.ts';
import { addPeopleImport } from './people-commands.ts';
import { addPlaceCommands } from './place-commands.ts';
import { addQuestionCommands } from './question-commands.ts';
import { loadSecrets } from './secrets.ts';
import { createServices, type Services } from './services.ts';
import { verify } from './verify.ts';

const t = translator('es-MX');
const contentFolder = join(projectRoot, 'content');
const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** `archivo:línea: mensaje`, which editors turn into a link. */
function tell(problems: readonly Problem[]): void {
  for (const { severity, file, line, key, params } of problems) {
    const kind = severity === 'warning' ? `${t('content.warning')}: ` : '';
    say(`${relative(process.cwd(), file)}:${String(line)}: ${kind}${t(key, params)}`);
  }
}

async function settings() {
  process.umask(0o077);
  const config = readConfig(process.env);
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
  return { config, dialect: await chooseDialect(config) };
}

/** Looks at what is published where a database is there already; a check makes none. */
async function comparing<T>(work: (published?: Published) => Promise<T>): Promise<T> {
  const config = readConfig(process.env);
  const isThere =
    config.databaseUrl !== undefined || existsSync(join(config.dataDir, 'aula.sqlite'));
  if (!isThere) return work();
  const database = openDatabase(await chooseDialect(config));
  try {
    if (!(await database.db.schema.hasTable('course_versions'))) return await work();
    const versions = courseVersions(database.reads);
    return await work(async (slug) => (await versions.latestOf(slug))?.document ?? null);
  } finally {
    await database.close();
  }
}

const program = new Command('aula').description(t('cli.about'));

/** Over the newest schema, and never while somebody restores. */
async function withDatabase(
  work: (open: { config: Config; database: Database; applied: string[] }) => Promise<void> | void,
): Promise<void> {
  const { config, dialect } = await settings();
  const hold = await dialect.hold();
  try {
    const applied = await migrate(dialect);
    const database = openDatabase(dialect);
    try {
      await work({ config, database, applied });
    } finally {
      await database.close();
    }
  } finally {
    await hold.release();
  }
}

const withServices = (work: (services: Services) => Promise<void>): Promise<void> =>
  withDatabase(async ({ config, database }) => {
    const secrets = loadSecrets(config);
    await work(await createServices({ config, secrets, database, clock: systemClock }));
  });

program
  .command('migrate')
  .description(t('cli.migrate'))
  .action(() =>
    withDatabase(({ applied }) => {
      say(t('cli.migrated', { count: applied.length }));
    }),
  );

addBackupCommands(program, { settings, say });

program
  .command('verify')
  .description(t('cli.verify'))
  .option('--backups <folder>', t('cli.verifyBackups'), DEFAULT_FOLDER)
  .action(async ({ backups }: { backups: string }) => {
    const { config, dialect } = await settings();
    const { dataDir } = config;
    const holds = await verify({ dialect, dataDir, clock: systemClock, say });
    const outlived = await outlivedBackups(backups, systemClock());
    const names = outlived.join(', ');
    if (outlived.length > 0)
      say(t('verify.backups', { folder: backups, names, days: BACKUP_DAYS }));
    process.exitCode = holds && outlived.length === 0 ? 0 : 1;
  });

const content = program.command('content').description(t('cli.content'));

content
  .command('check')
  .description(t('cli.contentCheck'))
  .argument('[folder]', t('cli.contentFolder'), contentFolder)
  .action(async (folder: string) => {
    const { courses, problems } = await comparing((published) =>
      checkContent(resolve(folder), published, frameworkTags()),
    );
    if (courses === 0) program.error(t('cli.noCourses', { folder }));
    tell(problems);
    const errors = problems.filter(({ severity }) => severity === 'error').length;
    say(t('content.checked', { courses, errors, warnings: problems.length - errors }));
    process.exitCode = errors > 0 ? 1 : 0;
  });

content
  .command('sync')
  .description(t('cli.contentSync'))
  .action(() =>
    withDatabase(async ({ config, database }) => {
      const sync = contentSync({ database, clock: systemClock, dataDir: config.dataDir });
      const { courses, listProblems } = await sync.sync(contentFolder);
      for (const { slug, outcome, number, problems } of courses) {
        tell(
          problems.map((one) => ({ ...one, file: join(contentFolder, 'courses', slug, one.file) })),
        );
        say(t(`content.${outcome}`, { slug, number: number ?? 0 }));
      }
      tell(listProblems.map((one) => ({ ...one, file: join(contentFolder, one.file) })));
      say(t(hasErrors(listProblems) ? 'cli.listsRefused' : 'cli.listsSynced'));
      const refused = courses.some(({ outcome }) => outcome === 'refused');
      process.exitCode = refused || hasErrors(listProblems) ? 1 : 0;
    }),
  );

/** What of a package is told, whatever becomes of it. */
function tellPackage(
  file: string,
  { lost, problems }: { lost: readonly FormatProblem[]; problems: readonly Problem[] },
): { errors: number; warnings: number } {
  for (const { key, params } of lost) say(t(key, params));
  tell(problems.map((one) => ({ ...one, file: join(file, one.file) })));
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return { errors, warnings: problems.length - errors };
}

async function draftOfPackage(services: Services, file: string, name: string): Promise<void> {
  const imported = await services.importPackage(file, name);
  if (imported === null) throw new Error(t('cli.lostFactorNobody', { name }));
  say(t('cli.packageDone', tellPackage(file, imported)));
  say(`${services.baseUrl}/ensenar/cursos/${imported.draftId}`);
}

async function publishOfPackage(services: Services, file: string): Promise<void> {
  const ofFiles = new Set(courseFolders(contentFolder).map((folder) => basename(folder)));
  const { slug, outcome, number, ...told } = await services.publishPackage(file, ofFiles);
  tellPackage(file, told);
  say(t(`content.${outcome}`, { slug, number }));
  if (outcome === 'refused') process.exitCode = 1;
  else say(`${services.baseUrl}/cursos/${slug}`);
}

program
  .command('package')
  .description(t('cli.package'))
  .command('import')
  .description(t('cli.packageImport'))
  .argument('<file>', t('cli.packageFile'))
  .option('--for <username>', t('cli.packageFor'))
  .action((name: string, options: { for?: string }) =>
    withServices(async (services) => {
      const file = resolve(name);
      try {
        if (options.for === undefined) await publishOfPackage(services, file);
        else await draftOfPackage(services, file, options.for);
      } catch (error) {
        if (!(error instanceof FileRefused)) throw error;
        const reasons = error.reasons.map(({ key, params }) => t(key, params)).join('\n');
        throw new Error(reasons, { cause: error });
      }
    }),
  );

const people = program.command('people').description(t('cli.people'));

people
  .command('invite')
  .description(t('cli.invite'))
  .option('--network <code>', t('cli.inviteNetwork'))
  .option('--institution <name>', t('cli.inviteInstitution'))
  .option('--uses <count>', t('cli.inviteUses'), '1')
  .action(async (options: { network?: string; institution?: string; uses: string }) => {
    const name = options.network ?? options.institution;
    const uses = Number(options.uses);
    if (name === undefined || !Number.isInteger(uses) || uses < 1) {
      throw new Error(t('cli.inviteWhat'));
    }
    await withServices(async (services) => {
      const kind = options.network === undefined ? 'institucion' : 'red';
      const code = await services.inviteFromServer(kind, name, uses);
      if (code === null) throw new Error(t('cli.inviteUnknown', { name }));
      say(`${services.baseUrl}/invitacion/${code}`);
    });
  });

people
  .command('lost-factor')
  .description(t('cli.lostFactor'))
  .argument('<username>', t('cli.lostFactorUser'))
  .action((name: string) =>
    withServices(async (services) => {
      if (!(await services.resetSecondFactorFromServer(name)))
        throw new Error(t('cli.lostFactorNobody', { name }));
      say(t('cli.lostFactorDone', { name }));
    }),
  );

addPeopleImport(people, { withServices, say });
addPlaceCommands(program, { withServices, say });
addQuestionCommands(program, { withServices, say });

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`${errorWords(error)}\n`);
  process.exitCode = 1;
});
