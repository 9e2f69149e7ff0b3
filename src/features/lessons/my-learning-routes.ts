import { Router } from 'express';
import { anyoneSignedIn } from '../../http/access.ts';
import { renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import type { PendingKeys } from '../../lib/pending-key.ts';
import type { CertificatesOf, MyLearning } from './my-learning.ts';
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
    const [courses, certificates] = await Promise.all([
      myLearning(actor),
      certificatesOf(actor.id, language),
    ]);
    renderPage(
      response,
      'lessons/my-learning',
      myLearningPage({ courses, certificates, pending: pendingKeys(actor) }, language),
    );
  });
  return router;
}
