import { Router, type Request, type Response } from 'express';
import { peopleWho } from '../../http/access.ts';
import { parseForm, parseParams, sentValues } from '../../http/parse.ts';
import type { FieldErrors } from '../../http/parse.ts';
import { redirectWith, renderPage, type PageBase } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { formatFor } from '../../i18n/format.ts';
import { translator } from '../../i18n/translate.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import type { SupportLines } from '../places/support-lines.ts';
import { supportBox, type SupportBox } from '../places/views.ts';
import type { DisclosedRef } from './disclosed.ts';
import type { DisclosureService } from './disclosure-service.ts';
import { ReferralForm, ThreadAddress } from './forms.ts';
import { CARE_DAYS } from './retention.ts';

interface DisclosurePage extends PageBase {
  path: string;
  backHref: string;
  /** The day on which it was marked; null before. */
  markedOn: string | null;
  days: number;
  /** What stands in the field: what was sent, or today. */
  day: string;
  errors: FieldErrors;
  support: SupportBox;
}

declare module '../../http/render.ts' {
  interface Pages {
    'messages/disclosure': DisclosurePage;
  }
}

interface Needs {
  disclosures: DisclosureService;
  supportLines: SupportLines;
  clock: Clock;
}

/** Kinds of text by the word in the address. */
const KINDS: readonly (readonly [string, DisclosedRef['kind']])[] = [
  ['mensajes', 'message'],
  ['respuestas', 'answer'],
];

const grades = peopleWho('answers.grade', (actor) => mayAnywhere(actor, 'answers.grade'));

/** What to do when somebody tells of violence that she lived: the script first, then the mark, then the referral. */
export function disclosureRoutes({ disclosures, supportLines, clock }: Needs): Router {
  const router = Router();

  for (const [word, kind] of KINDS) {
    const address = `/ensenar/cuidado/${word}/:id`;
    const refOf = (request: Request): DisclosedRef => ({
      kind,
      id: parseParams(ThreadAddress, request).id,
    });
    const pathOf = ({ id }: DisclosedRef): string => `/ensenar/cuidado/${word}/${id}`;

    const show = async (
      request: Request,
      response: Response,
      { errors, status }: { errors: FieldErrors; status: number },
    ): Promise<void> => {
      const ref = refOf(request);
      const actor = signedIn(response);
      const { mark, backHref } = await disclosures.look(actor, ref);
      const { language } = visitOf(response);
      const page: DisclosurePage = {
        title: translator(language)('disclosure.title'),
        path: pathOf(ref),
        backHref,
        markedOn: mark === null ? null : formatFor(language).date(mark.markedAt),
        days: CARE_DAYS,
        day: sentValues(request)['dia'] ?? dayOf(clock()),
        errors,
        support: supportBox(await supportLines.box(actor.stateCode), language),
      };
      renderPage(response, 'messages/disclosure', page, status);
    };

    router.get(address, grades, async (request, response) => {
      await show(request, response, { errors: {}, status: 200 });
    });

    router.post(address, grades, async (request, response) => {
      const ref = refOf(request);
      await disclosures.mark(signedIn(response), ref);
      redirectWith(response, pathOf(ref), 'disclosure.markedFlash');
    });

    router.post(`${address}/canalizacion`, grades, async (request, response) => {
      const ref = refOf(request);
      const actor = signedIn(response);
      const { backHref } = await disclosures.look(actor, ref);
      const form = parseForm(ReferralForm, request);
      const outcome = form.ok ? await disclosures.refer(actor, ref, form.value.dia) : null;
      if (outcome === 'referred') redirectWith(response, backHref, 'disclosure.referredFlash');
      else {
        const errors = form.ok ? { dia: ['disclosure.wrongDay' as const] } : form.errors;
        await show(request, response, { errors, status: 422 });
      }
    });
  }

  return router;
}
