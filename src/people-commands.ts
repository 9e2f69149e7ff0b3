import { basename } from 'node:path';
import type { Command } from 'commander';
import { bytesOf } from './command-files.ts';
import type { Plan } from './features/rosters/preview.ts';
import { problemSaid } from './features/rosters/problem-said.ts';
import { translator } from './i18n/translate.ts';
import type { Services } from './services.ts';

const t = translator('es-MX');
const MOST = 20_000_000;

interface Needs {
  withServices: (work: (services: Services) => Promise<void>) => Promise<void>;
  say: (text: string) => void;
}

const warn = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** `archivo:fila: columna: qué pasa y qué hacer`, on standard error. */
function tell(name: string, { wrong, doubts, waits }: Plan): void {
  for (const { row, problems } of wrong)
    for (const problem of problems) warn(`${name}:${String(row + 1)}: ${problemSaid(problem, t)}`);
  for (const { row, of } of doubts) {
    const like =
      'row' in of
        ? t('rosters.alikeRow', { number: of.row + 1 })
        : t('rosters.alikePerson', { username: of.username });
    warn(`${name}:${String(row + 1)}: ${like}. ${t('cli.peopleDoubt')}`);
  }
  for (const { row, cohort } of waits)
    warn(`${name}:${String(row + 1)}: ${t('cli.peopleWaits', { cohort })}`);
}

/** `people import`: a table of people, looked at first, and then brought in unless it is a trial. */
export function addPeopleImport(people: Command, { withServices, say }: Needs): void {
  people
    .command('import')
    .description(t('cli.peopleImport'))
    .argument('<file>', t('cli.peopleFile'))
    .option('--dry-run', t('cli.peopleDryRun'))
    .option('--for <username>', t('cli.peopleFor'))
    .action(async (file: string, options: { dryRun?: true; for?: string }) => {
      const input = await bytesOf(file, MOST);
      await withServices(async ({ rosters, rosterStaging, baseUrl }) => {
        const owner = options.for === undefined ? null : await rosters.ownerNamed(options.for);
        if (options.for !== undefined && owner === null)
          throw new Error(t('cli.peopleNobody', { name: options.for }));
        const fileName = basename(file);
        const read = await rosterStaging.read(owner, { input, fileName });
        if (!read.ok) throw new Error(t(read.problem));
        const { plan } = await rosters.sheet(null, read.id);
        if (plan === null) throw new Error(t('rosters.over'));
        tell(fileName, plan);
        const { wrong, doubts } = plan.counts;
        say(t('cli.peopleWould', plan.counts));
        if (options.dryRun === true) await rosterStaging.discard(null, read.id);
        else {
          await rosters.add(null, read.id);
          const { outcome } = (await rosters.sheet(null, read.id)).roster;
          say(t('cli.peopleDone', { ...outcome }));
          say(`${baseUrl}/administrar/importaciones/${read.id}`);
        }
        process.exitCode = wrong + doubts > 0 ? 1 : 0;
      });
    });
}
