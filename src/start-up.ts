import { join } from 'node:path';
import type { Logger } from 'pino';
import { hasErrors, type Problem } from './features/content/problem.ts';
import { loadFrameworks } from './features/frameworks/load.ts';
import { loadPlaces } from './features/places/load.ts';
import { loadRoundtables } from './features/roundtables/load.ts';
import { removeLeftUploads } from './http/uploads.ts';
import { translator } from './i18n/translate.ts';
import { HOUR, MINUTE } from './lib/clock.ts';
import { projectRoot } from './lib/project-root.ts';
import { createServices, type Parts, type Services } from './services.ts';

interface StartUp {
  log: Logger;
  demo: boolean;
  say: (text: string) => void;
}

/** What must be in the database before the first request. Repeating it changes nothing. */
export async function prepare(services: Services, { log, say }: StartUp): Promise<void> {
  const { db } = services.database;
  const loaded = await loadPlaces(db);
  if (loaded) log.info('places loaded');
  if (await loadFrameworks(db, services.clock())) log.info('frameworks loaded');
  if (await loadRoundtables(db, services.clock())) log.info('roundtables loaded');
  await publishContent(services, log);
  await offerFirstAdministrator(services, say);
  await removeLeftUploads(services.dataDir, services.clock());
  beginJobs(services, log);
}

/**
 * Fills an empty database with the demonstration. The product itself issues the certificates, under a clock that is told
 * each moment of the invented half-year. Answers whether anything was filled.
 */
export async function prepareDemo(parts: Omit<Parts, 'clock'>, now: Date): Promise<boolean> {
  // A server with real people never loads it.
  const { fillDemo } = await import('./demo/fill.ts');
  let moment = now;
  const past = await createServices({ ...parts, clock: () => moment });
  const isFilled = await fillDemo({
    database: parts.database,
    versions: past.versions,
    seal: past.seal,
    onStepDone: past.onStepDone,
    now,
    tell: (at) => {
      moment = at;
    },
  });
  // Nobody who opens the demonstration waits for its figures.
  if (isFilled) await past.countLearned();
  return isFilled;
}

/** Does something now and again and again. What goes wrong is logged, and done the next time. */
function keepDoing(
  work: () => Promise<void>,
  every: number,
  failed: (error: unknown) => void,
): void {
  const once = (): void => {
    work().catch(failed);
  };
  once();
  setInterval(once, every).unref();
}

/** Somebody waits for hers. */
const COPIES_EVERY = 10_000;

function beginJobs(
  {
    mail,
    attempts,
    corrections,
    countLearned,
    digests,
    eraseWhatIsOver,
    fillFreedPlaces,
    foldCounts,
    importAdding,
    rosters,
    packages,
    sealLog,
    schedules,
    stagedUploads,
  }: Services,
  log: Logger,
): void {
  const logged = (what: string) => (error: unknown) => {
    log.error({ err: error }, what);
  };
  /** Letters that the mail server did not take, or that a stopped process left behind, are tried again. */
  const deliver = async (): Promise<void> => {
    const failures = await mail.deliver();
    const why = [...new Set(failures)];
    if (failures.length > 0)
      log.warn({ failed: failures.length, why }, 'letters not taken by the mail server');
  };
  if (mail.isOn) keepDoing(deliver, MINUTE, logged('letters not sent'));
  keepDoing(attempts.endAllOverdue, MINUTE, logged('not every attempt that was over is ended'));
  keepDoing(() => importAdding.finishAll(), MINUTE, logged('not every import is finished'));
  keepDoing(() => rosters.finishAll(), MINUTE, logged('not every import of people is finished'));
  keepDoing(fillFreedPlaces, MINUTE, logged('not every place that freed in a group is given'));
  keepDoing(() => foldCounts(), MINUTE, logged('not all that was counted is folded in'));
  keepDoing(() => countLearned(), MINUTE, logged('not all that was learned is counted'));
  keepDoing(corrections.finishAll, MINUTE, logged('not every correction is finished'));
  /** The newest digest goes to the log of the server, which is kept elsewhere: it proves all that is under it. */
  const sealEvents = async (): Promise<void> => {
    const seal = await sealLog();
    if (seal !== null)
      log.info({ seal: seal.number, to: seal.to, digest: seal.digest }, 'the audit log is sealed');
  };
  keepDoing(sealEvents, MINUTE, logged('the audit log is not sealed'));
  const copies = async (): Promise<void> => {
    const made = await packages.makeWaiting();
    if (made > 0) log.info({ made }, 'copies of personal data are made');
  };
  keepDoing(copies, COPIES_EVERY, logged('not every copy of personal data is made'));
  keepDoing(
    () => stagedUploads.removeOld(),
    HOUR,
    logged('not every upload that nobody decided about is removed'),
  );
  /** Every hour somebody asks whether what is over was erased today; each day one of all processes does it. */
  const erase = async (): Promise<void> => {
    if (await eraseWhatIsOver()) log.info('what was over is erased');
  };
  keepDoing(erase, HOUR, logged('not everything that was over is erased'));
  /** Likewise once a week: who has something unread. */
  const digest = async (): Promise<void> => {
    if (await digests.writeWeekly()) log.info('the digests of the week are written');
  };
  keepDoing(digest, HOUR, logged('not every digest is written'));
  /** And the reports that somebody has made every week or month. */
  const report = async (): Promise<void> => {
    const made = await schedules.makeDue();
    if (made > 0) log.info({ made }, 'reports that were due are made');
  };
  keepDoing(report, HOUR, logged('not every report that was due is made'));
}

/** A course with mistakes keeps its last version, and the log says what is wrong. */
async function publishContent(services: Services, log: Logger): Promise<void> {
  const t = translator('es-MX');
  const told = (problems: readonly Problem[]): string[] =>
    problems.map(({ file, line, key, params }) => `${file}:${String(line)}: ${t(key, params)}`);
  const { courses, listProblems } = await services.content.sync(join(projectRoot, 'content'));
  for (const { slug, outcome, number, problems } of courses) {
    if (outcome === 'refused')
      log.error({ course: slug, problems: told(problems) }, 'course not published');
    else if (outcome === 'published')
      log.info({ course: slug, number, problems: told(problems) }, 'course published');
    else if (outcome !== 'unchanged') log.info({ course: slug }, `course ${outcome}`);
  }
  if (hasErrors(listProblems))
    log.error({ problems: told(listProblems) }, 'paths and support lines not loaded');
}

/** While nobody administers the platform, each start prints a new link that lets one person begin. */
async function offerFirstAdministrator(services: Services, say: StartUp['say']): Promise<void> {
  const code = await services.firstAdministrator.newLink();
  if (code === null) return;
  const words = translator('es-MX')('firstAdmin.say');
  say(`${words}\n${services.baseUrl}/primer-administrador/${code}`);
}
