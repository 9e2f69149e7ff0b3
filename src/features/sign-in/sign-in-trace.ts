import type { GroupedWrites } from '../../db/grouped-writes.ts';
import type { MessageKey } from '../../i18n/translate.ts';
import { Refusal } from '../../lib/errors.ts';
import type { Audit } from '../audit/audit.ts';

/** What let somebody in: her password alone, or with a code of the application or from the paper, or with a passkey. */
export type LetInBy = 'password' | 'application' | 'paper' | 'passkey';

/** Where she waits because it was tried too often. */
type Throttled = 'account' | 'network' | 'second-step';

const BY = {
  password: 'signIn.by.password',
  application: 'signIn.by.application',
  paper: 'signIn.by.paper',
  passkey: 'signIn.by.passkey',
} as const satisfies Record<LetInBy, MessageKey>;
const LIMITS = {
  account: 'signIn.limit.account',
  network: 'signIn.limit.network',
  'second-step': 'signIn.limit.secondStep',
} as const satisfies Record<Throttled, MessageKey>;

interface Limit {
  consume(key: string): Promise<void>;
}

interface Needs {
  groupedTraces: GroupedWrites;
  audit: Audit;
  /** One note for each key and while: who tries on does not fill the log. */
  notes: Limit;
}

/** What the log holds of signing in, beside wrong passwords and wrong codes. Never what was typed, nor from where. */
export function signInTrace({ groupedTraces, audit, notes }: Needs) {
  const isOver = async (limit: Limit, key: string): Promise<Refusal | null> => {
    try {
      await limit.consume(key);
      return null;
    } catch (error) {
      if (error instanceof Refusal && error.kind === 'too-many') return error;
      throw error;
    }
  };

  return {
    async cameIn(
      personId: string,
      { by, shared }: { by: LetInBy; shared: boolean },
    ): Promise<void> {
      await groupedTraces((trx) =>
        audit(trx, {
          actorId: personId,
          action: 'sign-in.done',
          objectType: 'person',
          objectId: personId,
          details: { how: BY[by], shared },
        }),
      );
    },

    /** Counts a try. The first one that is too many is written down; each of them is refused. */
    async within(
      limit: Limit,
      key: string,
      { what, personId = null }: { what: Throttled; personId?: string | null },
    ): Promise<void> {
      const refusal = await isOver(limit, key);
      if (refusal === null) return;
      if ((await isOver(notes, `${what} ${key}`)) === null)
        await groupedTraces((trx) =>
          audit(trx, {
            actorId: null,
            action: 'sign-in.throttled',
            objectType: 'person',
            objectId: personId,
            details: { kind: LIMITS[what] },
          }),
        );
      throw refusal;
    },
  };
}
export type SignInTrace = ReturnType<typeof signInTrace>;
