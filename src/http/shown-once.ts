import type { Response } from 'express';
import { MINUTE } from '../lib/clock.ts';
import type { Sealer } from '../lib/sealed.ts';
import { cookieOf } from './cookies.ts';

interface Where {
  cookie: string;
  /** The pages that receive it. */
  path: string;
  seal: Sealer;
  baseUrl: string;
}

/** Carries a secret to the next page and to no other: it travels once, sealed for its place, and is kept nowhere. */
export const shownOnce = ({ cookie, path, seal, baseUrl }: Where) => ({
  carry: (response: Response, place: string, secret: string): void => {
    response.cookie(cookie, seal.seal(secret, place), {
      httpOnly: true,
      sameSite: 'strict',
      secure: baseUrl.startsWith('https:'),
      path,
      maxAge: 5 * MINUTE,
    });
  },

  /** Null when it was shown before, or was meant for another place. */
  carried: (response: Response, place: string): string | null => {
    const sealed = cookieOf(response.req, cookie);
    if (sealed === undefined) return null;
    response.clearCookie(cookie, { path });
    try {
      return seal.open(sealed, place);
    } catch {
      return null;
    }
  },
});
