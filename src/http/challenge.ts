import { randomBytes } from 'node:crypto';
import type { Request } from 'express';
import { HALF_LIVES, sessionOf } from './session.ts';

/** What an authenticator has to sign next, and what the passkey that is being made will be called. */
interface Waiting {
  challenge: string;
  name: string;
  /** ISO instant. */
  at: string;
}

declare module 'express-session' {
  interface SessionData {
    passkey?: Waiting;
  }
}

/** Puts 256 random bits into the session, in the place of those before. */
export function newChallenge(request: Request, now: Date, name = ''): void {
  const challenge = randomBytes(32).toString('base64url');
  request.session.passkey = { challenge, name, at: now.toISOString() };
}

/** What waits in this session; null when nothing does or its ten minutes are over. */
export function challengeOf(request: Request, now: Date): Waiting | null {
  const { passkey } = sessionOf(request);
  if (passkey === undefined) return null;
  return now.getTime() < Date.parse(passkey.at) + HALF_LIVES ? passkey : null;
}

/** The same, out of the session: an answer to it is looked at once. */
export function takeChallenge(request: Request, now: Date): Waiting | null {
  const waiting = challengeOf(request, now);
  delete request.session.passkey;
  return waiting;
}
