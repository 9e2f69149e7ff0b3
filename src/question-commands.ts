import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { bytesOf } from './command-files.ts';
import { noFilter, type Bank } from './features/bank/bank.ts';
import { FORMAT_NAMES, LIMITS, SOURCE_NAMES } from './features/bank/formats/format.ts';
import { said } from './features/bank/remark-said.ts';
import { translator } from './i18n/translate.ts';
import type { Services } from './services.ts';

const t = translator('es-MX');

interface Needs {
  withServices: (work: (services: Services) => Promise<void>) => Promise<void>;
  say: (text: string) => void;
}

const warn = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

function formatNamed<T extends string>(name: string, formats: readonly T[]): T {
  const format = formats.find((one) => one === name);
  if (format === undefined)
    throw new Error(t('cli.questionsFormat', { formats: formats.join(', ') }));
  return format;
}

/** The one bank of this name or id; null where there is none. */
async function bankNamed({ banks }: Services, name: string): Promise<Bank | null> {
  const found = await banks.named(name);
  if (found.length > 1)
    throw new Error(t('cli.questionsSeveral', { ids: found.map(({ id }) => id).join(', ') }));
  return found[0] ?? null;
}

/** `questions import` and `questions export`: problems and losses are told on standard error. */
export function addQuestionCommands(program: Command, { withServices, say }: Needs): void {
  const questions = program.command('questions').description(t('cli.questions'));

  questions
    .command('import')
    .description(t('cli.questionsImport'))
    .argument('<file>', t('cli.questionsFile'))
    .requiredOption('--format <name>', SOURCE_NAMES.join(' | '))
    .requiredOption('--bank <name>', t('cli.questionsBank'))
    .action(async (file: string, options: { format: string; bank: string }) => {
      const format = formatNamed(options.format, SOURCE_NAMES);
      const input = await bytesOf(file, LIMITS.bytes);
      await withServices(async (services) => {
        const bank = await bankNamed(services, options.bank);
        const done = await services.importQuestions(bank ?? options.bank, { input, format });
        for (const { place, text, reason } of done.problems)
          warn(`${basename(file)}:${String(place.number)}: ${said(reason, t)} ${text}`.trim());
        for (const { place, remark } of done.notes)
          warn(`${basename(file)}:${String(place?.number ?? 1)}: ${said(remark, t)}`);
        say(
          t('cli.questionsImported', {
            count: done.added,
            repeated: done.repeated,
            problems: done.problems.length,
          }),
        );
        process.exitCode = done.problems.length > 0 ? 1 : 0;
      });
    });

  questions
    .command('export')
    .description(t('cli.questionsExport'))
    .requiredOption('--format <name>', FORMAT_NAMES.join(' | '))
    .requiredOption('--bank <name>', t('cli.questionsBank'))
    .action(async (options: { format: string; bank: string }) => {
      const format = formatNamed(options.format, FORMAT_NAMES);
      await withServices(async (services) => {
        const bank = await bankNamed(services, options.bank);
        if (bank === null) throw new Error(t('cli.questionsNoBank', { name: options.bank }));
        const { written, seen } = await services.bankExports.fromServer(bank, noFilter, format);
        await pipeline(Readable.from(written.chunks), process.stdout, { end: false }).catch(
          (error: unknown) => {
            // Whoever reads the output has seen enough.
            if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
          },
        );
        for (const { itemId, remark } of written.notes) {
          const number = seen.get(itemId) ?? 0;
          warn(`${t('bank.itemNumber', { number })}: ${said(remark, t)}`);
        }
        process.exitCode = written.notes.some(({ left }) => left) ? 1 : 0;
      });
    });
}
