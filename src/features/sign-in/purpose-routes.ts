import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import { parseForm, parseQuery, sentValues, type FieldErrors } from '../../http/parse.ts';
import { ASK_PURPOSE } from '../../http/purpose.ts';
import { renderPage, type PageBase } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import type { Actor } from '../../lib/actor.ts';
import { PURPOSES, type Purpose } from '../../lib/purpose.ts';
import { currentPassword } from '../accounts/account-forms.ts';
import { ownEvent } from '../accounts/own-event.ts';
import { proving, type Proving } from '../accounts/proving-routes.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import type { Action } from '../permissions/rights.ts';
import { safeNext } from './arrival-routes.ts';

interface PurposePage extends PageBase {
  isFile: boolean;
  next: string;
  options: { value: string; label: string }[];
  value: string;
  asksPassword: boolean;
  errors: FieldErrors;
}

declare module '../../http/render.ts' {
  interface Pages {
    'sign-in/purpose': PurposePage;
  }
}

interface Needs extends Proving {
  notePurpose: (event: ReturnType<typeof ownEvent>) => Promise<void>;
}

/** What lists of names and files of people are open to. */
const READS: readonly Action[] = [
  'people.read',
  'people.freeze',
  'grades.read',
  'answers.read',
  'cohorts.manage',
  'enrolments.create',
  'reports.export',
];
const reads = peopleWho('opens lists of names', (actor: Actor) =>
  READS.some((action) => mayAnywhere(actor, action)),
);

const Asked = z.object({
  para: z.enum(['lista', 'archivo']).catch('lista'),
  sigue: z.string().max(2000).catch(''),
});
const PurposeForm = z.object({
  motivo: z.enum(PURPOSES),
  para: z.enum(['lista', 'archivo']).catch('lista'),
  sigue: z.string().max(2000).default(''),
  ...currentPassword,
});

/** Asks what names are needed for. The answer opens lists for an hour and files for ten minutes, in this session alone. */
export function purposeRoutes(needs: Needs): Router {
  const { clock, notePurpose } = needs;
  const router = Router();
  const { asks, unproven } = proving(needs);

  const show = (
    response: Response,
    { para, sigue }: { para: string; sigue: string },
    { errors = {}, value = '' }: { errors?: FieldErrors; value?: string } = {},
  ): void => {
    const t = translator(visitOf(response).language);
    renderPage(
      response,
      'sign-in/purpose',
      {
        title: t(para === 'archivo' ? 'purpose.titleFile' : 'purpose.titleList'),
        isFile: para === 'archivo',
        next: safeNext(sigue),
        options: PURPOSES.map((purpose) => ({ value: purpose, label: t(`purpose.${purpose}`) })),
        value,
        asksPassword: asks(response),
        errors,
      },
      Object.keys(errors).length > 0 ? 422 : 200,
    );
  };

  router.get(ASK_PURPOSE, reads, (request, response) => {
    show(response, parseQuery(Asked, request));
  });

  router.post(ASK_PURPOSE, reads, async (request, response) => {
    const form = parseForm(PurposeForm, request);
    const values = sentValues(request);
    const sent = { para: values['para'] ?? '', sigue: values['sigue'] ?? '' };
    const errors = form.ok
      ? await unproven(request, response, form.value.password_actual)
      : form.errors;
    if (!form.ok || errors !== null) {
      show(response, sent, { errors: errors ?? {}, value: values['motivo'] ?? '' });
      return;
    }
    const { motivo, para, sigue } = form.value;
    await notePurpose(
      ownEvent(signedIn(response), 'purpose.given', { reason: `purpose.${motivo}`, kind: para }),
    );
    keepPurpose(request, motivo, clock());
    response.redirect(303, safeNext(sigue) || '/administrar');
  });

  return router;
}

function keepPurpose(request: Request, reason: Purpose, now: Date): void {
  request.session.purpose = { reason, at: now.toISOString() };
}
