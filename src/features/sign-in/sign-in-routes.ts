import { Router } from 'express';
import { z } from 'zod';
import { anyoneSignedIn, everyone } from '../../http/access.ts';
import { newChallenge } from '../../http/challenge.ts';
import { parseForm, sentValues, type FieldErrors } from '../../http/parse.ts';
import { networkOf, type RateLimit } from '../../http/rate-limit.ts';
import { redirectWith, renderPage, type PageBase } from '../../http/render.ts';
import { signedIn, visitOf, wantsJson } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { checkbox, line } from '../../lib/text.ts';
import { arrival, safeNext, type ArrivalNeeds } from './arrival-routes.ts';
import { foldUsername } from '../../lib/username.ts';

interface SignInPage extends PageBase {
  username: string;
  shared: boolean;
  next: string;
  errors: FieldErrors;
}

declare module '../../http/render.ts' {
  interface Pages {
    'sign-in/sign-in': SignInPage;
  }
}

const SignInForm = z.object({
  username: line(200),
  password: z.string().min(1).max(1000),
  compartido: checkbox,
  sigue: z.string().max(500).default(''),
});

interface Needs extends ArrivalNeeds {
  exitUrl: string;
  limits: { signInByAccount: RateLimit; signInByNetwork: RateLimit };
}

export function signInRoutes(needs: Needs): Router {
  const { authentication, clock, secondStep, signInTrace, exitUrl, limits } = needs;
  const arrive = arrival(needs);
  const router = Router();

  router.get('/entrar', everyone, (request, response) => {
    const next = safeNext(request.query['sigue']);
    if (visitOf(response).actor !== null) {
      response.redirect(303, next === '' ? '/mi-aprendizaje' : next);
      return;
    }
    const title = translator(visitOf(response).language)('signIn.title');
    renderPage(response, 'sign-in/sign-in', {
      title,
      username: '',
      shared: false,
      next,
      errors: {},
    });
  });

  router.post('/entrar', everyone, async (request, response) => {
    const title = translator(visitOf(response).language)('signIn.title');
    const form = parseForm(SignInForm, request);
    if (!form.ok) {
      const typed = sentValues(request);
      renderPage(
        response,
        'sign-in/sign-in',
        {
          title,
          username: typed['username'] ?? '',
          shared: typed['compartido'] === '1',
          next: safeNext(typed['sigue']),
          errors: form.errors,
        },
        422,
      );
      return;
    }
    const { username, compartido, sigue } = form.value;
    const account = foldUsername(username).slice(0, 200);
    const network = networkOf(request);
    await signInTrace.within(limits.signInByNetwork, network, { what: 'network' });
    await signInTrace.within(limits.signInByAccount, `${account} ${network}`, { what: 'account' });

    const person = await authentication.checkPassword(request, response);
    if (person === null) {
      const errors: FieldErrors = { '': ['signIn.wrong'] };
      renderPage(
        response,
        'sign-in/sign-in',
        { title, username, shared: compartido, next: safeNext(sigue), errors },
        422,
      );
      return;
    }
    await limits.signInByAccount.forget(`${account} ${network}`);
    // A whole training room, or a whole town on mobile data, may share one network: only what failed counts.
    await limits.signInByNetwork.giveBack(network);
    const how = { shared: compartido, next: safeNext(sigue) };
    const mark = await secondStep.markOf(person.id);
    if (mark === null) {
      response.redirect(303, await arrive(request, person.id, { by: 'password', ...how }));
      return;
    }
    const now = clock();
    const at = now.toISOString();
    await authentication.beginHalf(request, { personId: person.id, mark, at, ...how });
    newChallenge(request, now);
    response.redirect(303, '/entrar/codigo');
  });

  router.post('/salir', anyoneSignedIn, async (request, response) => {
    const { shared } = signedIn(response).session;
    await authentication.end(request);
    // Answers that could not be sent wait sealed on her own phone until she signs in again; a shared one keeps nothing.
    response.setHeader('Clear-Site-Data', shared ? '"cache", "storage"' : '"cache"');
    redirectWith(response, '/entrar', 'flash.signedOut');
  });

  router.post('/salir/rapido', everyone, async (request, response) => {
    await authentication.end(request);
    if (wantsJson(request)) {
      // The page's own script empties what is personal; "storage" would also take the sealed answers that wait there.
      response.setHeader('Clear-Site-Data', '"cache", "cookies"');
      response.json({ fin: true });
      return;
    }
    response.setHeader('Clear-Site-Data', '"cache", "cookies", "storage"');
    response.redirect(303, exitUrl);
  });

  return router;
}
