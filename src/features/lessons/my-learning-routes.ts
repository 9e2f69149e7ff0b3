import { Router } from 'express';
import { anyoneSignedIn } from '../../http/access.ts';
import { renderKept } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import type { PendingKeys } from '../../lib/pending-key.ts';
import { keyOfFacts } from '../enrolment/completion.ts';
import type { Arrival, CertificatesOf, MyCertificate, MyLearning } from './my-learning.ts';
import { myLearningPage } from './my-learning-views.ts';

interface Needs {
  myLearning: MyLearning;
  certificatesOf: CertificatesOf;
  /** Answers that wait on her phone are sent from here. */
  pendingKeys: PendingKeys;
}

/** Where everybody lands after signing in: one place to go on. */
export function myLearningRoutes({ myLearning, certificatesOf, pendingKeys }: Needs): Router {
  const router = Router();
  router.get('/mi-aprendizaje', anyoneSignedIn, async (_request, response) => {
    const actor = signedIn(response);
    const { language } = visitOf(response);
    const [arrival, certificates] = await Promise.all([
      myLearning(actor),
      certificatesOf(actor.id, language),
    ]);
    renderKept(
      response,
      'lessons/my-learning',
      keyOf(arrival, certificates),
      () => myLearningPage({ ...arrival, certificates }, language),
      { sendsPending: pendingKeys(actor) },
    );
  });
  return router;
}

/** All that the page is made of, besides the language. */
const keyOf = ({ courses, unread }: Arrival, certificates: readonly MyCertificate[]): string =>
  JSON.stringify([
    courses.map(({ version, dueOn, facts, news }) => [version.id, dueOn, keyOfFacts(facts), news]),
    certificates,
    unread,
  ]);
