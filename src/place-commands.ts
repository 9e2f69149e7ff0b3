import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { readAgeeml } from './features/places/ageeml.ts';
import { translator } from './i18n/translate.ts';
import type { Services } from './services.ts';

const t = translator('es-MX');

interface Needs {
  withServices: (work: (services: Services) => Promise<void>) => Promise<void>;
  say: (text: string) => void;
}

/** `places import`: what INEGI's list changes is said line by line, before anything does with `--dry-run`. */
export function addPlaceCommands(program: Command, { withServices, say }: Needs): void {
  program
    .command('places')
    .description(t('cli.places'))
    .command('import')
    .description(t('cli.placesImport'))
    .argument('<file>', t('cli.placesFile'))
    .option('--dry-run', t('cli.placesDryRun'))
    .action(async (file: string, { dryRun = false }: { dryRun?: boolean }) => {
      const read = readAgeeml(await readFile(file));
      if (!read.ok) {
        const where = `${basename(file)}:${String(read.line)}`;
        throw new Error(`${where}: ${t(`cli.placesProblem.${read.problem}`)}`);
      }
      await withServices(async ({ catalogueImport }) => {
        const changes = dryRun
          ? await catalogueImport.preview(read.municipalities)
          : await catalogueImport.take(read.municipalities);
        for (const { cvegeo, name } of changes.added) say(t('cli.placesAdded', { cvegeo, name }));
        for (const one of changes.renamed) say(t('cli.placesRenamed', { ...one }));
        for (const { cvegeo, name, used } of changes.gone)
          say(t(used ? 'cli.placesGoneUsed' : 'cli.placesGone', { cvegeo, name }));
        for (const { cvegeo, name } of changes.back) say(t('cli.placesBack', { cvegeo, name }));
        say(
          t(dryRun ? 'cli.placesWould' : 'cli.placesDone', {
            added: changes.added.length,
            renamed: changes.renamed.length,
            gone: changes.gone.length,
            same: changes.same,
          }),
        );
      });
    });
}
