import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { everyone } from '../../http/access.ts';
import { challengeOf, newChallenge, takeChallenge } from '../../http/challenge.ts';
import { parseForm, sentValues, type FieldErrors } from '../../http/parse.ts';
import { networkOf, type RateLimit } from '../../http/rate-limit.ts';
import { redirectWith, renderPage, type PageBase } from '../../http/render.ts';
import type { HalfSignIn } from '../../http/session.ts';
import { visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { line } from '../../lib/text.ts';
import { arrival, type ArrivalNeeds } from './arrival-routes.ts';
import { SignedForm } from './passkey-answers.ts';
import type { SecondStep } from './second-step-service.ts';

interface SecondStepPage extends PageBase {
  /** The code comes from the paper, which has letters, and not from the application. */
  onPaper: boolean;
  code: string;
  /** What a browser needs to sign with a passkey; null for whoever has none. */
  passkey: PublicKeyCredentialRequestOptionsJSON | null;
  errors: FieldErrors;
}

declare module '../../http/render.ts' {
  interface Pages {
    'sign-in/second-step': SecondStepPage;
  }
}

const PATH = '/entrar/codigo';
const PASSKEY = `${PATH}/llave`;
/** So few codes on paper that it is time for new ones. */
export const FEW_CODES = 3;
const CodeForm = z.object({ codigo: line(40) });

interface Needs extends ArrivalNeeds {
  limits: {
    secondStepByAccount: RateLimit;
    secondStepByNetwork: RateLimit;
    /** One answer to each challenge, also of two that come at once in the same session. */
    passkeyAnswers: RateLimit;
  };
}

/** The second page of signing in, for whoever has a second factor. Nothing of hers opens before it. */
export function secondStepRoutes(needs: Needs): Router {
  const { authentication, clock, secondStep, signInTrace, limits } = needs;
  const router = Router();
  const arrive = arrival(needs);

  const show = async (
    request: Request,
    response: Response,
    { personId }: HalfSignIn,
    { errors = {}, typed = '' }: { errors?: FieldErrors; typed?: string } = {},
  ): Promise<void> => {
    const waiting = challengeOf(request, clock());
    const page: SecondStepPage = {
      title: translator(visitOf(response).language)('secondStep.title'),
      onPaper: request.query['respaldo'] === '1',
      code: typed,
      passkey:
        waiting === null ? null : await secondStep.passkeyOptions(personId, waiting.challenge),
      scripts: ['passkey.js'],
      errors,
      noindex: true,
    };
    renderPage(response, 'sign-in/second-step', page, Object.keys(errors).length === 0 ? 200 : 422);
  };

  const halfOf = (request: Request, response: Response): HalfSignIn | null => {
    const half = authentication.halfOf(request, clock());
    if (half === null) redirectWith(response, '/entrar', 'secondStep.over', 'info');
    return half;
  };

  /** Counts a try, looks at it, and lets her in or says what was wrong. */
  const take = async (
    request: Request,
    response: Response,
    half: HalfSignIn,
    { finish, wrong }: { finish: () => Promise<SecondStep>; wrong: () => Promise<void> },
  ): Promise<void> => {
    // Only whoever has the password can use these tries up, and a new password frees her from them.
    const account = `${half.personId} ${half.mark}`;
    const { personId } = half;
    const what = 'second-step';
    await signInTrace.within(limits.secondStepByNetwork, networkOf(request), { what, personId });
    await signInTrace.within(limits.secondStepByAccount, account, { what, personId });
    const step = await finish();
    if (step === 'wrong') {
      await wrong();
      return;
    }
    if (step === 'over') {
      await authentication.end(request);
      redirectWith(response, '/entrar', 'secondStep.over', 'info');
      return;
    }
    await limits.secondStepByAccount.forget(account);
    await limits.secondStepByNetwork.giveBack(networkOf(request));
    const next = await arrive(request, personId, { ...half, by: step.by });
    if (step.by !== 'paper') response.redirect(303, next);
    else if (step.codesLeft > FEW_CODES)
      redirectWith(response, next, 'secondStep.paperUsed', 'info');
    else redirectWith(response, next, 'secondStep.paperUsedFew', 'care');
  };

  router.get(PATH, everyone, async (request, response) => {
    if (visitOf(response).actor !== null) {
      response.redirect(303, '/mi-aprendizaje');
      return;
    }
    const half = halfOf(request, response);
    if (half !== null) await show(request, response, half);
  });

  router.post(PASSKEY, everyone, async (request, response) => {
    const half = halfOf(request, response);
    if (half === null) return;
    const form = parseForm(SignedForm, request);
    const challenge = takeChallenge(request, clock())?.challenge ?? '';
    const answer = form.ok ? form.value.respuesta : null;
    if (challenge !== '') await limits.passkeyAnswers.consume(challenge);
    await take(request, response, half, {
      finish: () => secondStep.finishWithPasskey(half.personId, half.mark, { answer, challenge }),
      wrong: () => {
        newChallenge(request, clock());
        return show(request, response, half, { errors: { '': ['passkey.wrong'] } });
      },
    });
  });

  router.post(PATH, everyone, async (request, response) => {
    const half = halfOf(request, response);
    if (half === null) return;
    const form = parseForm(CodeForm, request);
    const typed = sentValues(request)['codigo'] ?? '';
    if (!form.ok) {
      await show(request, response, half, { errors: form.errors, typed });
      return;
    }
    await take(request, response, half, {
      finish: () => secondStep.finish(half.personId, half.mark, form.value.codigo),
      wrong: () =>
        show(request, response, half, { errors: { codigo: ['secondFactor.wrong'] }, typed }),
    });
  });

  return router;
}
