import type { Request } from 'express';
import type { Authentication } from '../../http/authenticate.ts';
import type { Clock } from '../../lib/clock.ts';
import type { NoticeService } from '../accounts/notice-service.ts';
import type { SecondStepService } from './second-step-service.ts';
import type { LetInBy, SignInTrace } from './sign-in-trace.ts';

export interface ArrivalNeeds {
  authentication: Authentication;
  clock: Clock;
  /** Whether her password was recovered and she does not know yet. */
  recovery: { hasNews(personId: string): Promise<boolean> };
  notices: NoticeService;
  secondStep: SecondStepService;
  signInTrace: SignInTrace;
}

/** Only a path of this site: `//host` and `/\host` would lead elsewhere. */
export const safeNext = (next: unknown): string =>
  typeof next === 'string' && /^\/(?![/\\])[^\s\\]*$/u.test(next) ? next : '';

const HOME = '/mi-aprendizaje';

/** The end of every sign-in: begins the session under a new id, and answers where it leads. */
export const arrival =
  ({ authentication, clock, recovery, notices, secondStep, signInTrace }: ArrivalNeeds) =>
  async (
    request: Request,
    id: string,
    { by, shared, next }: { by: LetInBy; shared: boolean; next: string },
  ): Promise<string> => {
    await authentication.begin(request, { id }, { shared, now: clock() });
    await signInTrace.cameIn(id, { by, shared });
    let where = next;
    const through = (page: string): void => {
      where = `${page}?sigue=${encodeURIComponent(where)}`;
    };
    if (await secondStep.isAskedFor(id)) through('/cuenta/segundo-paso');
    if (await notices.isDue(id)) {
      where ||= HOME;
      through('/privacidad/aceptar');
    }
    const hasNews = (await recovery.hasNews(id)) || (await secondStep.hasNews(id));
    if (hasNews) through('/cuenta/aviso');
    return where || HOME;
  };
