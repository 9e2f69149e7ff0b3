import { unsign } from 'cookie-signature';
import session from 'express-session';
import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import type { Actor } from '../lib/actor.ts';
import { DAY, MINUTE, type Clock } from '../lib/clock.ts';
import type { Purpose } from '../lib/purpose.ts';
import { digest } from '../lib/random-code.ts';
import type { SessionRows, StoredSession } from '../lib/session-rows.ts';
import { cookieOf } from './cookies.ts';
import { isSafe } from './same-origin.ts';

export const SHARED_IDLE = 15 * MINUTE;
export const OWN_IDLE = 14 * DAY;
export const ABSOLUTE = 90 * DAY;
/** Who gave the password has this long for the code that follows it. */
export const HALF_LIVES = 10 * MINUTE;
/** A session is touched at most this often, so that reading pages does not write. */
const TOUCH_EVERY = MINUTE;

/** A sign-in with the right password that waits for its code. Whoever is in it is nobody yet. */
export interface HalfSignIn {
  personId: string;
  /** Digest of the proof that was given, so that a new password ends what began with the old one. */
  mark: string;
  shared: boolean;
  /** Where she wanted to go. */
  next: string;
  /** ISO instant. */
  at: string;
}

declare module 'express-session' {
  interface SessionData {
    half?: HalfSignIn;
    passport?: { user?: string };
    shared?: boolean;
    device?: string;
    /** ISO instant of signing in: the session's absolute limit counts from it. */
    begunAt?: string;
    /** ISO instant of the last time the password was given. */
    authenticatedAt?: string;
    /** What names are needed for, and the ISO instant of saying so. */
    purpose?: { reason: Purpose; at: string };
  }
}

type Done = (error?: unknown) => void;
interface LoadedRequest extends IncomingMessage {
  session?: Partial<session.SessionData>;
  loadedSession?: StoredSession;
}

/** Who is signed in: the person that came with the session's row, so that nothing is read twice. */
export const actorOfSession = (request: IncomingMessage): Actor | null =>
  (request as LoadedRequest).loadedSession?.actor ?? null;

/** What a session holds, to be read: `request.session` is there only while something is sent. */
export const sessionOf = (request: IncomingMessage): Readonly<Partial<session.SessionData>> => {
  const { session: changing, loadedSession } = request as LoadedRequest;
  return changing ?? loadedSession?.data ?? {};
};

function expiryOf(data: Partial<session.SessionData>, now: Date): Date {
  if (data.half !== undefined) return new Date(Date.parse(data.half.at) + HALF_LIVES);
  const idle = now.getTime() + (data.shared === true ? SHARED_IDLE : OWN_IDLE);
  const begun = data.begunAt === undefined ? now : new Date(data.begunAt);
  return new Date(Math.min(idle, begun.getTime() + ABSOLUTE));
}

const isDue = (lastSeenAt: Date, now: Date): boolean =>
  now.getTime() - lastSeenAt.getTime() >= TOUCH_EVERY;

class KnexStore extends session.Store {
  private readonly rows: SessionRows;
  private readonly clock: Clock;
  private readonly loaded = new WeakMap<session.SessionData, StoredSession>();
  private readonly seen = new WeakMap<session.SessionData, Date>();

  constructor(rows: SessionRows, clock: Clock) {
    super();
    this.rows = rows;
    this.clock = clock;
  }

  override get(
    sid: string,
    callback: (error: unknown, data?: session.SessionData | null) => void,
  ): void {
    this.rows.read(digest(sid), this.clock()).then((found) => {
      if (found === null) {
        callback(null, null);
        return;
      }
      const data = found.data as unknown as session.SessionData;
      this.loaded.set(data, found);
      callback(null, data);
    }, callback);
  }

  override createSession(
    request: Parameters<session.Store['createSession']>[0],
    data: session.SessionData,
  ): session.Session & session.SessionData {
    const found = this.loaded.get(data);
    const made = super.createSession(request, data);
    if (found !== undefined) {
      (request as unknown as LoadedRequest).loadedSession = found;
      this.seen.set(made, found.lastSeenAt);
    }
    return made;
  }

  override set(sid: string, data: session.SessionData, callback?: Done): void {
    const now = this.clock();
    const row = {
      personId: data.passport?.user ?? null,
      data: JSON.stringify(data),
      shared: data.shared ?? false,
      device: data.device ?? '',
      createdAt: now,
      lastSeenAt: now,
      expiresAt: expiryOf(data, now),
    };
    // A request in flight must not bring back a session that was ended elsewhere while it ran.
    const isStored = this.seen.has(data);
    this.seen.set(data, now);
    const idHash = digest(sid);
    (isStored ? this.rows.write(idHash, row) : this.rows.begin(idHash, row)).then(
      () => callback?.(),
      (error: unknown) => callback?.(error),
    );
  }

  override touch(sid: string, data: session.SessionData, callback?: Done): void {
    const now = this.clock();
    const seen = this.seen.get(data);
    if (seen !== undefined && !isDue(seen, now)) {
      callback?.();
      return;
    }
    this.rows.touch(digest(sid), now, expiryOf(data, now)).then(
      () => callback?.(),
      (error: unknown) => callback?.(error),
    );
  }

  override destroy(sid: string, callback?: Done): void {
    this.rows.destroy(digest(sid)).then(
      () => callback?.(),
      (error: unknown) => callback?.(error),
    );
  }
}

export const SESSION_COOKIE = (isHttps: boolean): string => (isHttps ? '__Host-sid' : 'sid');

interface Options {
  rows: SessionRows;
  clock: Clock;
  secret: string;
  isHttps: boolean;
}

/** Loads the row of a session, and nothing else: who only reads changes nothing in it. */
function reader({ rows, clock, secret, isHttps }: Options): RequestHandler {
  const name = SESSION_COOKIE(isHttps);
  const load = async (request: LoadedRequest, id: string): Promise<void> => {
    const now = clock();
    const idHash = digest(id);
    const found = await rows.read(idHash, now);
    if (found === null) return;
    request.loadedSession = found;
    if (isDue(found.lastSeenAt, now)) await rows.touch(idHash, now, expiryOf(found.data, now));
  };
  return (request, _response, next) => {
    const cookie = cookieOf(request, name);
    const id = cookie?.startsWith('s:') === true && unsign(cookie.slice(2), secret);
    if (id === false) next();
    else
      load(request, id).then(() => {
        next();
      }, next);
  };
}

/**
 * Sessions with an opaque 192-bit id in a cookie and their row in the database. Only what is sent finds `request.session`:
 * to make one that can be changed, and to see whether it was, costs more than the rest of a page.
 */
export function sessions(options: Options): RequestHandler {
  const store = new KnexStore(options.rows, options.clock);
  const read = reader(options);
  const change = session({
    name: SESSION_COOKIE(options.isHttps),
    secret: options.secret,
    store,
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, sameSite: 'lax', secure: options.isHttps, path: '/' },
  });
  return (request, response, next) => {
    if (isSafe(request)) read(request, response, next);
    else change(request, response, next);
  };
}
