import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { anyoneSignedIn } from '../../http/access.ts';
import { parseForm, parseParams, parseQuery } from '../../http/parse.ts';
import { leaveFlash } from '../../http/flash.ts';
import { leadTo, redirectWith, renderKept, renderPage } from '../../http/render.ts';
import { signedIn, visitOf, wantsJson } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { Refusal } from '../../lib/errors.ts';
import type { Language } from '../../lib/localized.ts';
import { checkbox, Slug } from '../../lib/text.ts';
import type { CourseDocument } from '../courses/document.ts';
import type { ReformedLaw } from '../courses/legal-points.ts';
import { keyOfFacts } from '../enrolment/completion.ts';
import { stepHref } from '../enrolment/steps.ts';
import type { SupportLines, SupportSheet } from '../places/support-lines.ts';
import { checkFeedback } from './check-views.ts';
import type { CheckAnswer } from './knowledge-check.ts';
import type { LegalRegister } from './legal-register.ts';
import type { LessonService, Reading } from './service.ts';
import { gatePage, lessonPage } from './views.ts';

const LessonAddress = z.object({ slug: Slug, leccion: Slug });
const CheckAddress = LessonAddress.extend({ item: Slug });
const Route = z.object({ ruta: z.enum(['lectura', 'alternativa']).optional().catch(undefined) });
const FinishForm = z.object({ alternativa: checkbox });
const OptionId = z.string().min(1).max(80);
const MAX_OPTIONS = 20;

interface Needs {
  lessons: LessonService;
  supportLines: SupportLines;
  legalRegister: LegalRegister;
}

/** Lessons: read, check oneself, finish. Only for people who are enrolled; others are led to the course page. */
export function lessonRoutes({ lessons, supportLines, legalRegister }: Needs): Router {
  const router = Router();

  const reading = async (request: Request, response: Response): Promise<Reading | null> => {
    const { slug, leccion } = parseParams(LessonAddress, request);
    const found = await lessons.read(signedIn(response), slug, leccion);
    if (found !== null) return found;
    if (wantsJson(request)) throw new Refusal('not-found', 'error.notFound');
    redirectWith(response, `/cursos/${slug}`, 'lesson.enrolFirst', 'info');
    return null;
  };

  const tone = (response: Response): { language: Language; discreet: boolean } => ({
    language: visitOf(response).language,
    discreet: signedIn(response).discreet,
  });

  const supportFor = async (
    { lesson }: Reading,
    response: Response,
  ): Promise<SupportSheet | null> =>
    lesson.sensitive ? supportLines.box(signedIn(response).stateCode) : null;

  router.get('/cursos/:slug/lecciones/:leccion', anyoneSignedIn, async (request, response) => {
    const found = await reading(request, response);
    if (found === null) return;
    const { ruta } = parseQuery(Route, request);
    const support = await supportFor(found, response);
    if (found.lesson.sensitive && ruta === undefined) {
      renderPage(response, 'lessons/gate', gatePage(found, { ...tone(response), support }));
      return;
    }
    const alternative = ruta === 'alternativa' && found.lesson.alternative !== null;
    const laws = await legalRegister.lawsFor(found.lesson);
    const given = { ...tone(response), support, alternative, laws };
    // The box of help lines changes with the day; every other lesson is made of its version and of what is done in it.
    if (support !== null) renderPage(response, 'lessons/lesson', lessonPage(found, given));
    else
      renderKept(response, 'lessons/lesson', keyOf(found, given), () => lessonPage(found, given));
  });

  router.post(
    '/cursos/:slug/lecciones/:leccion/comprobacion/:item',
    anyoneSignedIn,
    async (request, response) => {
      const found = await reading(request, response);
      if (found === null) return;
      const { item: itemId } = parseParams(CheckAddress, request);
      const chosen = chosenIn(request, `r_${itemId}`);
      const answer = lessons.check(found, itemId, chosen);
      if (wantsJson(request)) {
        tellChecked(response, found.version.document, { itemId, answer });
        return;
      }
      const status = answer === null ? 422 : 200;
      const support = await supportFor(found, response);
      const checked = { itemId, chosen, answer };
      const laws = await legalRegister.lawsFor(found.lesson);
      renderPage(
        response,
        'lessons/lesson',
        lessonPage(found, { ...tone(response), support, alternative: false, laws, checked }),
        status,
      );
    },
  );

  router.post(
    '/cursos/:slug/lecciones/:leccion/terminada',
    anyoneSignedIn,
    async (request, response) => {
      const form = parseForm(FinishForm, request);
      if (!form.ok) throw new Refusal('bad-request', 'error.badRequest');
      const found = await reading(request, response);
      if (found === null) return;
      const { slug } = found.version.document;
      const { next, certificateId } = await lessons.finish(found, {
        alternative: form.value.alternativa,
      });
      if (certificateId !== null) leadTo(request, response, `/constancias/${certificateId}`);
      else if (next !== null) leadTo(request, response, stepHref(slug, next));
      else {
        leaveFlash(response, { kind: 'ok', key: 'lesson.allDone' });
        leadTo(request, response, `/cursos/${slug}`);
      }
    },
  );

  return router;
}

/** All that a lesson without help lines is made of, besides the language. */
const keyOf = (
  { version, lesson, facts }: Reading,
  { discreet, alternative, laws }: { discreet: boolean; alternative: boolean; laws: Laws },
): string =>
  [version.id, lesson.id, discreet, alternative, keyOfFacts(facts), keyOfLegal(laws)].join();

type Laws = readonly ReformedLaw[];

const registers = new WeakMap<Laws, string>();

/** The register may learn of a reform at any time: what it knows is worked out once for each reading of it. */
function keyOfLegal(laws: Laws): string {
  const known = registers.get(laws) ?? JSON.stringify(laws.map(({ id, reforms }) => [id, reforms]));
  registers.set(laws, known);
  return known;
}

/** What came of a check, for the script of the page. */
export function tellChecked(
  response: Response,
  { items }: Pick<CourseDocument, 'items'>,
  { itemId, answer }: { itemId: string; answer: CheckAnswer | null },
): void {
  const { language } = visitOf(response);
  const t = translator(language);
  const item = items.find(({ id }) => id === itemId);
  if (answer === null || item === undefined) response.status(422).json({ error: t('form.choose') });
  else response.json(checkFeedback(item, answer, { t, language }));
}

/** The options sent for a check; anything else than a few plain texts counts as no answer. */
export function chosenIn(request: Request, field: string): string[] {
  const body = (request.body ?? {}) as Record<string, unknown>;
  const sent = body[field];
  const list = z
    .array(OptionId)
    .max(MAX_OPTIONS)
    .safeParse(Array.isArray(sent) ? sent : [sent]);
  return list.success ? list.data : [];
}
