import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { anyoneSignedIn } from '../../http/access.ts';
import { parseForm, parseParams, sentValues, type FieldErrors } from '../../http/parse.ts';
import { redirectWith, renderPage, type PageBase } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator, type Translate } from '../../i18n/translate.ts';
import type { Clock } from '../../lib/clock.ts';
import { checkbox } from '../../lib/text.ts';
import { answerOf, CHOICES, QUESTIONS, type Question } from './optional-questions.ts';
import type { OptionalAnswer, OptionalQuestionsService } from './optional-questions-service.ts';

interface Card {
  question: Question;
  title: string;
  reason: string;
  hint: string;
  /** Empty: a field to type in. */
  options: { value: string; label: string }[];
  /** The answer as she reads it; null while there is none. */
  given: string | null;
  consentedAt: Date | null;
  withdrawnAt: Date | null;
  value: string;
  /** She ticked the consent before something else did not fit. */
  consents: boolean;
  errors: FieldErrors;
  /** The form stands open: there is no answer yet, or a mistake to mend. */
  open: boolean;
}

interface QuestionsPage extends PageBase {
  cards: Card[];
  errors: FieldErrors;
  labels: Record<string, string>;
}

declare module '../../http/render.ts' {
  interface Pages {
    'accounts/questions': QuestionsPage;
  }
}

const QuestionAddress = z.object({ pregunta: z.enum(QUESTIONS) });

const mustConsent = checkbox.refine((yes) => yes, { params: { key: 'questions.mustConsent' } });

/** What was sent to one question and did not fit. */
interface Mistake {
  question: Question;
  value: string;
  consents: boolean;
  errors: FieldErrors;
}

function cardOf(t: Translate, answer: OptionalAnswer, mistake: Mistake | null): Card {
  const { question, value } = answer;
  const isChoice = question === 'indigenous' || question === 'disability';
  const options = isChoice
    ? CHOICES.map((choice) => ({ value: choice, label: t(`questions.choice.${choice}`) }))
    : [];
  const wrong = mistake?.question === question ? mistake : null;
  return {
    ...answer,
    title: t(`questions.${question}.title`),
    reason: t(`questions.${question}.reason`),
    hint: isChoice ? '' : t(`questions.${question}.hint`),
    options,
    given: value === null ? null : (options.find((one) => one.value === value)?.label ?? value),
    value: wrong?.value ?? value ?? '',
    consents: wrong?.consents ?? false,
    errors: wrong?.errors ?? {},
    open: value === null || wrong !== null,
  };
}

/** Each field of the page has its question in its id, since one page holds four forms. */
const errorsOfPage = ({ question, errors }: Mistake): FieldErrors =>
  Object.fromEntries(Object.entries(errors).map(([name, keys]) => [`${name}-${question}`, keys]));

/** The optional questions: each with its reason, its consent and its withdrawal. */
export function optionalQuestionsRoutes({
  optionalQuestions,
  clock,
}: {
  optionalQuestions: OptionalQuestionsService;
  clock: Clock;
}): Router {
  const router = Router();

  async function show(response: Response, mistake: Mistake | null, status = 200): Promise<void> {
    const t = translator(visitOf(response).language);
    const answers = await optionalQuestions.answers(signedIn(response));
    renderPage(
      response,
      'accounts/questions',
      {
        title: t('questions.title'),
        cards: answers.map((answer) => cardOf(t, answer, mistake)),
        errors: mistake === null ? {} : errorsOfPage(mistake),
        labels: Object.fromEntries(
          QUESTIONS.map((name) => [`respuesta-${name}`, t(`questions.${name}.title`)]),
        ),
      },
      status,
    );
  }

  router.get('/cuenta/preguntas', anyoneSignedIn, async (_request, response) => {
    await show(response, null);
  });

  router.post('/cuenta/preguntas/:pregunta', anyoneSignedIn, async (request: Request, response) => {
    const { pregunta } = parseParams(QuestionAddress, request);
    const respuesta = answerOf(pregunta, clock().getUTCFullYear());
    const form = parseForm(z.object({ respuesta, consiento: mustConsent }), request);
    if (!form.ok) {
      const { respuesta: value = '', consiento } = sentValues(request);
      const consents = consiento !== undefined;
      await show(response, { question: pregunta, value, consents, errors: form.errors }, 422);
      return;
    }
    await optionalQuestions.answer(signedIn(response), pregunta, form.value.respuesta);
    redirectWith(response, '/cuenta/preguntas', 'questions.saved');
  });

  router.post(
    '/cuenta/preguntas/:pregunta/retiro',
    anyoneSignedIn,
    async (request: Request, response) => {
      const { pregunta } = parseParams(QuestionAddress, request);
      await optionalQuestions.withdraw(signedIn(response), pregunta);
      redirectWith(response, '/cuenta/preguntas', 'questions.withdrawn');
    },
  );

  return router;
}
