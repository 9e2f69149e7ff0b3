import type { Request, Response } from 'express';
import type { Authentication } from '../../http/authenticate.ts';
import type { FieldErrors } from '../../http/parse.ts';
import type { RateLimit } from '../../http/rate-limit.ts';
import { signedIn } from '../../http/visit.ts';
import type { Clock } from '../../lib/clock.ts';
import type { PasswordProof } from './recent-password.ts';

export interface Proving {
  proof: PasswordProof;
  authentication: Authentication;
  clock: Clock;
  limits: { passwordChecks: RateLimit };
}

/** What the routes ask before a change that somebody with her unlocked phone must not make. */
export function proving({ proof, authentication, clock, limits }: Proving) {
  return {
    /** Whether the page asks for the password as well. */
    asks: (response: Response): boolean => !proof.wasRecent(signedIn(response)),

    /** Null when the person proved to be herself; otherwise what to say beside the password. */
    unproven: async (
      request: Request,
      response: Response,
      password: string,
    ): Promise<FieldErrors | null> => {
      const actor = signedIn(response);
      if (password !== '') await limits.passwordChecks.consume(actor.id);
      const proved = await proof.of(actor, password);
      if (proved === 'given') {
        await limits.passwordChecks.forget(actor.id);
        authentication.confirmed(request, clock());
      }
      if (proved !== 'missing') return null;
      return {
        password_actual: [password === '' ? 'account.password.needed' : 'account.password.wrong'],
      };
    },
  };
}
