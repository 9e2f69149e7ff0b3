import { Router, type Request, type Response } from 'express';
import { anyoneSignedIn } from '../../http/access.ts';
import { parseParams } from '../../http/parse.ts';
import { networkOf, type RateLimit } from '../../http/rate-limit.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { acceptancePage } from './acceptance-views.ts';
import type { AcceptancePlan, InvitationAcceptance } from './invitation-acceptance.ts';
import { CodeAddress } from './join-forms.ts';
import { codePage } from './join-views.ts';

interface Needs {
  acceptance: InvitationAcceptance;
  limits: { codesByNetwork: RateLimit };
}

/** Using an invitation with the account that one has: first what it would do, then a button. */
export function acceptanceRoutes({ acceptance, limits }: Needs): Router {
  const router = Router();

  /** Codes that open nothing count against the network, as they do for people without an account. */
  async function counted(
    request: Request,
    act: () => Promise<AcceptancePlan | null>,
  ): Promise<AcceptancePlan | null> {
    await limits.codesByNetwork.consume(networkOf(request));
    const plan = await act();
    if (plan !== null) await limits.codesByNetwork.giveBack(networkOf(request));
    return plan;
  }

  const unknown = (response: Response): void => {
    const t = translator(visitOf(response).language);
    renderPage(response, 'invitations/invitation-code', codePage(t, { isUnknown: true }), 404);
  };

  router.get('/invitacion/:codigo/aceptacion', anyoneSignedIn, async (request, response) => {
    const { codigo: code } = parseParams(CodeAddress, request);
    const plan = await counted(request, () => acceptance.plan(signedIn(response), code));
    if (plan === null) {
      unknown(response);
      return;
    }
    const { language } = visitOf(response);
    const page = acceptancePage(translator(language), language, { code, plan });
    renderPage(response, 'invitations/invitation-acceptance', page);
  });

  router.post('/invitacion/:codigo/aceptacion', anyoneSignedIn, async (request, response) => {
    const { codigo: code } = parseParams(CodeAddress, request);
    const done = await counted(request, () => acceptance.accept(signedIn(response), code));
    if (done === null) unknown(response);
    else redirectWith(response, '/mi-aprendizaje', 'flash.invitationAccepted');
  });

  return router;
}
