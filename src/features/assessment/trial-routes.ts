import { randomInt } from 'node:crypto';
import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import { framedByUs, framesOurs } from '../../http/framed.ts';
import { parseParams, type FieldErrors } from '../../http/parse.ts';
import { renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { Refusal } from '../../lib/errors.ts';
import { inLanguage } from '../../lib/localized.ts';
import { Id, Slug } from '../../lib/text.ts';
import type { SupportLines } from '../places/support-lines.ts';
import { opensStudio } from '../studio/access.ts';
import type { SentAnswers } from './answers.ts';
import { readSentForm } from './forms.ts';
import { sensitiveLesson } from './scenario-views.ts';
import type { QuizTrials, Trial } from './trial.ts';
import {
  carriedFrom,
  trialHref,
  trialPage,
  trialResultPage,
  trialScenarioPage,
} from './trial-views.ts';

const Address = z.object({ id: Id, evaluacion: Slug });
const MOST_SEEDS = 2 ** 31;

/** What a trial's form sends beside the answers. */
const TrialForm = z.object({
  semilla: z.coerce.number().int().min(0).max(MOST_SEEDS).catch(0),
  /** The decision that somebody comes back to. */
  desde: Slug.nullable().catch(null),
  /** Back to the questions, with what was answered. */
  volver: z.literal('1').nullable().catch(null),
});

const writes = peopleWho('courses.create or courses.publish', opensStudio);
const PATH = '/ensenar/cursos/:id/evaluaciones/:evaluacion';
const NOTHING: SentAnswers = new Map();

interface Needs {
  quizTrials: QuizTrials;
  supportLines: SupportLines;
}

/** A quiz of a draft as whoever takes it will see it: answered, scored and told, and nothing kept. */
export function trialRoutes({ quizTrials, supportLines }: Needs): Router {
  const router = Router();

  const openFrom = (
    request: Request,
    response: Response,
    given: { seed: number; sent: SentAnswers },
  ): Promise<Trial> => {
    const { id, evaluacion } = parseParams(Address, request);
    return quizTrials.open(signedIn(response), id, evaluacion, given);
  };

  const ask = (
    response: Response,
    trial: Trial,
    { sent = NOTHING, errors = {} }: { sent?: SentAnswers; errors?: FieldErrors } = {},
  ): void => {
    const { language } = visitOf(response);
    framedByUs(response);
    const status = Object.keys(errors).length === 0 ? 200 : 422;
    renderPage(response, 'assessment/trial', trialPage(trial, { language, sent, errors }), status);
  };

  router.get(`${PATH}/telefono`, writes, async (request, response) => {
    const trial = await openFrom(request, response, { seed: 0, sent: NOTHING });
    const { language } = visitOf(response);
    const t = translator(language);
    const href = `/ensenar/cursos/${trial.draft.id}`;
    framesOurs(response);
    renderPage(response, 'lessons/phone', {
      title: t('studio.onPhone'),
      section: trial.draft.title,
      styles: ['studio.css'],
      shown: { title: inLanguage(trial.opened.quiz.title, language), href, back: t('trial.back') },
      draft: { title: trial.draft.title, href },
      frame: trialHref(trial),
    });
  });

  router.get(`${PATH}/prueba`, writes, async (request, response) => {
    const seed = randomInt(MOST_SEEDS);
    ask(response, await openFrom(request, response, { seed, sent: NOTHING }));
  });

  router.post(`${PATH}/prueba`, writes, async (request, response) => {
    const form = readSentForm(request.body);
    if (form === null) throw new Refusal('bad-request', 'error.badRequest');
    const { semilla: seed, desde, volver } = TrialForm.parse(request.body ?? {});
    const sent = form.answers;
    const trial = await openFrom(request, response, { seed, sent });
    const { opened } = trial;
    const { language } = visitOf(response);
    const step = opened.items.find(({ drawn }) => drawn.id === form.open);
    if (step?.drawn.type === 'scenario' && volver === null) {
      const isSensitive = sensitiveLesson(opened, step) !== undefined;
      const support = isSensitive ? await supportLines.box(signedIn(response).stateCode) : null;
      const carried = carriedFrom(request.body, step.drawn.id);
      framedByUs(response);
      const page = trialScenarioPage(trial, step, { language, support, from: desde, carried });
      renderPage(response, 'assessment/scenario', page);
    } else if (volver !== null || step !== undefined) ask(response, trial, { sent });
    else if (opened.attempt.answers.size === 0)
      ask(response, trial, { sent, errors: { '': ['trial.nothing'] } });
    else {
      framedByUs(response);
      const page = trialResultPage(trial, quizTrials.result(trial), language);
      renderPage(response, 'assessment/result', page);
    }
  });

  return router;
}
