import { Router } from 'express';
import { anyoneSignedIn } from '../../http/access.ts';
import { parseParams } from '../../http/parse.ts';
import { redirectWith, renderKept } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { QuizAddress } from './forms.ts';
import type { PendingKeys } from '../../lib/pending-key.ts';
import type { QuizRules, QuizService } from './quiz-service.ts';
import { quizPage } from './views.ts';

interface Needs {
  quizzes: QuizService;
  pendingKeys: PendingKeys;
}

/** A quiz: its rules, and starting an attempt. */
export function quizRoutes({ quizzes, pendingKeys }: Needs): Router {
  const router = Router();

  router.get(
    '/cursos/:slug/evaluaciones/:evaluacion',
    anyoneSignedIn,
    async (request, response) => {
      const { slug, evaluacion } = parseParams(QuizAddress, request);
      const actor = signedIn(response);
      const rules = await quizzes.rules(actor, slug, evaluacion);
      if (rules === null) {
        redirectWith(response, `/cursos/${slug}`, 'quiz.enrolFirst', 'info');
        return;
      }
      const { language } = visitOf(response);
      renderKept(response, 'assessment/quiz', keyOf(rules), () => quizPage(rules, language), {
        sendsPending: pendingKeys(actor),
      });
    },
  );

  router.post(
    '/cursos/:slug/evaluaciones/:evaluacion/intentos',
    anyoneSignedIn,
    async (request, response) => {
      const { slug, evaluacion } = parseParams(QuizAddress, request);
      const attemptId = await quizzes.start(signedIn(response), slug, evaluacion);
      if (attemptId === null) redirectWith(response, `/cursos/${slug}`, 'quiz.enrolFirst', 'info');
      else response.redirect(303, `/intentos/${attemptId}`);
    },
  );

  return router;
}

/** All that the page is made of, besides the language: what the version says, and what is hers. */
const keyOf = ({
  versionId,
  quiz,
  extraPercent,
  attempts,
  attemptsLeft,
  next,
}: QuizRules): string =>
  JSON.stringify([versionId, quiz.id, extraPercent, attempts, attemptsLeft, next]);
