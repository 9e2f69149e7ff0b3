import type { Actor } from './actor.ts';
import { keyedDigest } from './random-code.ts';
import type { Sealer } from './sealed.ts';

/** Under what name and key unsent answers wait on a person's own phone. */
export interface PendingKey {
  /** Says whose they are without naming her. */
  tag: string;
  /** AES-256 key in base64url; only pages behind her session carry it. */
  key: string;
}

/**
 * Answers that could not be sent wait on the phone, encrypted. The key is the person's, is derived again at each visit, and
 * never stays on the phone: without signing in they cannot be read. On a shared phone there is none, and nothing is kept.
 */
export const pendingKeys = (seal: Pick<Sealer, 'derive'>) => {
  const keys = seal.derive('pending-answers');
  const tags = seal.derive('pending-answers-tag');
  return (actor: Actor): PendingKey | null =>
    actor.session.shared
      ? null
      : { tag: keyedDigest(tags, actor.id).slice(0, 12), key: keyedDigest(keys, actor.id) };
};
export type PendingKeys = ReturnType<typeof pendingKeys>;
