import type { Dialect, View } from './db/dialect/dialect.ts';
import type { Invariant } from './db/invariant.ts';
import { databaseInvariants } from './db/invariants.ts';
import { assessmentInvariants } from './features/assessment/invariants.ts';
import { auditInvariants } from './features/audit/invariants.ts';
import { bankInvariants } from './features/bank/invariants.ts';
import { certificateInvariants } from './features/certificates/invariants.ts';
import { mediaInvariants } from './features/content/invariants.ts';
import { enrolmentInvariants } from './features/enrolment/invariants.ts';
import { institutionInvariants } from './features/institutions/invariants.ts';
import { messageInvariants } from './features/messages/invariants.ts';
import { reportInvariants } from './features/reports/invariants.ts';
import { resultInvariants } from './features/results/invariants.ts';
import { snapshotInvariants } from './features/snapshots/invariants.ts';
import { studioInvariants } from './features/studio/invariants.ts';
import { translator } from './i18n/translate.ts';
import type { Clock } from './lib/clock.ts';

interface Needs {
  dialect: Dialect;
  dataDir: string;
  clock: Clock;
  /** Takes a line for people. */
  say: (line: string) => void;
}

const SHOWN = 5;

/** Everything that is always true of the data, the machine's own rules first. */
const invariants = ({ dialect, dataDir, clock }: Omit<Needs, 'say'>): Invariant[] => [
  ...databaseInvariants(dialect),
  ...institutionInvariants,
  ...enrolmentInvariants,
  ...assessmentInvariants,
  ...resultInvariants,
  ...messageInvariants,
  ...certificateInvariants,
  ...mediaInvariants({ dataDir, clock }),
  ...auditInvariants,
  ...reportInvariants(dialect),
  ...snapshotInvariants,
  ...bankInvariants,
  ...studioInvariants,
];

/** How many things break a rule, and the ids of the first of them. */
async function proof(invariant: Invariant, view: View): Promise<{ number: number; ids: string }> {
  const first: string[] = [];
  let number = 0;
  for await (const id of invariant.broken(view)) {
    number += 1;
    if (first.length < SHOWN) first.push(id);
  }
  return { number, ids: first.join(', ') + (number > SHOWN ? ', …' : '') };
}

/**
 * Proves the invariants over the data of one moment, while others may write, and says one line for each. Answers whether
 * all of them hold.
 */
export async function verify({ dialect, dataDir, clock, say }: Needs): Promise<boolean> {
  const t = translator('es-MX');
  return dialect.view(async (view) => {
    let failed = 0;
    for (const invariant of invariants({ dialect, dataDir, clock })) {
      const rule = t(invariant.key);
      const { number, ids } = await proof(invariant, view);
      if (number > 0) failed += 1;
      say(number === 0 ? t('verify.ok', { rule }) : t('verify.failed', { rule, number, ids }));
    }
    say(failed === 0 ? t('verify.all') : t('verify.some', { number: failed }));
    return failed === 0;
  });
}
