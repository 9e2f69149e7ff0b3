import { Router, type Request, type Response } from 'express';
import { anyoneSignedIn, peopleWho } from '../../http/access.ts';
import { parseForm, parseParams, sentValues } from '../../http/parse.ts';
import type { FieldErrors } from '../../http/parse.ts';
import { redirectWith, renderPage, type PageBase } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { formatFor } from '../../i18n/format.ts';
import { translator } from '../../i18n/translate.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import { answerIdOf } from '../assessment/removed-answers.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import type { SupportLines } from '../places/support-lines.ts';
import { supportBox, type SupportBox } from '../places/views.ts';
import type { DisclosedRef } from './disclosed.ts';
import type { DisclosureService } from './disclosure-service.ts';
import { AnswerTextAddress, AttemptAnswerAddress, ReferralForm, ThreadAddress } from './forms.ts';
import { CARE_DAYS } from './retention.ts';

interface DisclosurePage extends PageBase {
  path: string;
  /** Where the text stands, with what leads there. */
  trail: { label: string; href: string }[];
  backHref: string;
  writeHref: string;
  /** An answer of an attempt, which counts whole once it is marked. */
  isAnswer: boolean;
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

/** Kinds of text: the word in the address, how one is named there, and where people find them. */
const KINDS = [
  {
    kind: 'message',
    word: 'mensajes',
    address: ThreadAddress,
    home: { label: 'messages.title', href: '/mensajes' },
    back: 'disclosure.back',
  },
  {
    kind: 'answer',
    word: 'respuestas',
    address: AnswerTextAddress,
    home: { label: 'grading.queue', href: '/ensenar/por-calificar' },
    back: 'review.title',
  },
] as const;

const grades = peopleWho('answers.grade', (actor) => mayAnywhere(actor, 'answers.grade'));

/** What to do when somebody tells of violence that she lived: the script first, then the mark, then the referral. */
export function disclosureRoutes({ disclosures, supportLines, clock }: Needs): Router {
  const router = Router();

  for (const { kind, word, address: named, home, back } of KINDS) {
    const address = `/ensenar/cuidado/${word}/:id`;
    const refOf = (request: Request): DisclosedRef => ({
      kind,
      id: parseParams(named, request).id,
    });
    const pathOf = ({ id }: DisclosedRef): string => `/ensenar/cuidado/${word}/${id}`;

    const show = async (
      request: Request,
      response: Response,
      { errors, status }: { errors: FieldErrors; status: number },
    ): Promise<void> => {
      const ref = refOf(request);
      const actor = signedIn(response);
      const { mark, backHref, writeHref } = await disclosures.look(actor, ref);
      const { language } = visitOf(response);
      const t = translator(language);
      const page: DisclosurePage = {
        title: t('disclosure.title'),
        path: pathOf(ref),
        trail: [
          { label: t(home.label), href: home.href },
          { label: t(back), href: backHref },
        ],
        backHref,
        writeHref,
        isAnswer: kind === 'answer',
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

  router.post(
    '/intentos/:id/respuestas/:item/borrado',
    anyoneSignedIn,
    async (request, response) => {
      const { id, item } = parseParams(AttemptAnswerAddress, request);
      await disclosures.eraseOwnAnswer(
        signedIn(response),
        answerIdOf({ attemptId: id, itemId: item }),
      );
      redirectWith(response, `/intentos/${id}/resultado`, 'messages.erasedFlash');
    },
  );

  return router;
}
