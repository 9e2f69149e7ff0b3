import type { Request, RequestHandler, Response } from 'express';
import passport from 'passport';
import { Strategy as LocalStrategy } from 'passport-local';
import type { Actor } from '../lib/actor.ts';
import { HALF_LIVES, sessionOf, type HalfSignIn } from './session.ts';

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- Express declares its types this way
  namespace Express {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type
    interface User extends Pick<Actor, 'id'> {}
  }
}

/** Answers the person's id when user name and password fit, null otherwise. */
export type Verify = (username: string, password: string) => Promise<{ id: string } | null>;

export interface Authentication {
  /** Checks the fields `username` and `password`; null when they do not fit. */
  checkPassword(request: Request, response: Response): Promise<{ id: string } | null>;
  /** Keeps on the server, under a new id, that the password was right and the code is still to come. */
  beginHalf(request: Request, half: HalfSignIn): Promise<void>;
  /** The sign-in of this browser that waits for its code; null when there is none or its time is over. */
  halfOf(request: Request, now: Date): HalfSignIn | null;
  /** Begins a session for a person under a new id. */
  begin(
    request: Request,
    person: { id: string },
    how: { shared: boolean; now: Date },
  ): Promise<void>;
  /** Notes that the person of this session has just given her password again. */
  confirmed(request: Request, now: Date): void;
  /** Ends the session, here and in the database. */
  end(request: Request): Promise<void>;
}

const KEEP = 90 * 24 * 3_600_000;

/** passport is a process-wide singleton by default; each application has its own here. */
export function authentication(verify: Verify): Authentication {
  const pass = new passport.Passport();
  pass.use(
    new LocalStrategy((username, password, done) => {
      verify(username, password).then(
        (person) => {
          done(null, person ?? false);
        },
        (error: unknown) => {
          done(error);
        },
      );
    }),
  );
  pass.serializeUser((user, done) => {
    done(null, user.id);
  });
  // Who is signed in comes with the session's row (`actorOfSession`): passport reads nothing on the way to a page.
  const initialize = pass.initialize() as RequestHandler;

  return {
    checkPassword: (request, response) =>
      new Promise((resolve, reject) => {
        const handler = pass.authenticate(
          'local',
          (error: unknown, person: { id: string } | false) => {
            if (error !== null && error !== undefined) reject(asError(error));
            else resolve(person === false ? null : person);
          },
        ) as RequestHandler;
        void handler(request, response, reject);
      }),
    beginHalf: async (request, half) => {
      await new Promise<void>((resolve, reject) => {
        request.session.regenerate((error?: unknown) => {
          if (error === undefined || error === null) resolve();
          else reject(asError(error));
        });
      });
      request.session.half = half;
    },
    halfOf: (request, now) => {
      const { half } = sessionOf(request);
      return half !== undefined && now.getTime() < Date.parse(half.at) + HALF_LIVES ? half : null;
    },
    begin: async (request, person, { shared, now }) => {
      await new Promise<void>((resolve, reject) => {
        initialize(request, request.res as Response, () => {
          request.logIn(person, (error?: unknown) => {
            if (error === undefined || error === null) resolve();
            else reject(asError(error));
          });
        });
      });
      request.session.shared = shared;
      request.session.device = deviceOf(request);
      request.session.begunAt = now.toISOString();
      request.session.authenticatedAt = now.toISOString();
      if (!shared) request.session.cookie.maxAge = KEEP;
    },
    confirmed: (request, now) => {
      request.session.authenticatedAt = now.toISOString();
    },
    end: (request) =>
      new Promise((resolve, reject) => {
        request.session.destroy((error?: unknown) => {
          if (error === undefined || error === null) resolve();
          else reject(asError(error));
        });
      }),
  };
}

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));

const BROWSERS = ['Firefox', 'Edg', 'OPR', 'SamsungBrowser', 'Chrome', 'Safari'] as const;
const SYSTEMS = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS X', 'Linux'] as const;

/** Enough for a person to know her own devices again, and no more. */
function deviceOf(request: Request): string {
  const agent = request.headers['user-agent'] ?? '';
  const browser = BROWSERS.find((name) => agent.includes(name));
  const system = SYSTEMS.find((name) => agent.includes(name));
  return [browser, system].filter(Boolean).join(', ');
}
