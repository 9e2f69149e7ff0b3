import { Router, type Response } from 'express';
import { z } from 'zod';
import { parseForm, parseParams, type FieldErrors } from '../../http/parse.ts';
import { redirectWith, renderPage, type PageBase } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { Id } from '../../lib/text.ts';
import { differencesBetween, type Difference } from '../bank/differences.ts';
import { titleOf } from '../bank/texts.ts';
import type { Draft } from './draft.ts';
import { several } from './forms.ts';
import { writesCourses } from './home-routes.ts';
import type { NewerQuestions, SeenVersion } from './newer-questions.ts';

interface NewerQuestionsPage extends PageBase {
  draft: Draft;
  errors: FieldErrors;
  questions: {
    /** The question and its version, as the form sends them. */
    value: string;
    title: string;
    bank: string;
    href: string;
    /** Null where what stands in the draft cannot be read. */
    differences: Difference[] | null;
  }[];
}

declare module '../../http/render.ts' {
  interface Pages {
    'studio/newer-questions': NewerQuestionsPage;
  }
}

const Address = z.object({ id: Id });
const PATH = '/ensenar/cursos/:id/preguntas-nuevas';

/** A question with the version that was shown. */
const Seen = z
  .string()
  .regex(/^[a-z0-9-]{1,80}:\d{1,6}$/)
  .transform((text): SeenVersion => {
    const [id = '', version] = text.split(':');
    return { id, version: Number(version) };
  });
const TakeForm = z.object({
  pregunta: several(Seen).refine((all) => all.length > 0, { params: { key: 'form.choose' } }),
});

/** Questions of a draft that are newer in their bank: what changed, and bringing it in. */
export function newerQuestionRoutes({ newer }: { newer: NewerQuestions }): Router {
  const router = Router();

  const show = async (
    response: Response,
    id: string,
    errors: FieldErrors = {},
    status = 200,
  ): Promise<void> => {
    const t = translator(visitOf(response).language);
    const { draft, questions } = await newer.sheet(signedIn(response), id);
    const page = {
      title: t('newer.title'),
      section: draft.title,
      draft,
      errors,
      questions: questions.map(({ bank, item, before, after }) => ({
        value: `${item.id}:${String(item.version)}`,
        title: titleOf(item.document),
        bank: bank.name,
        href: `/ensenar/bancos/${bank.id}/reactivos/${item.id}`,
        differences: before === null ? null : differencesBetween(before, after, t),
      })),
    };
    renderPage(response, 'studio/newer-questions', page, status);
  };

  router.get(PATH, writesCourses, async (request, response) => {
    await show(response, parseParams(Address, request).id);
  });

  router.post(PATH, writesCourses, async (request, response) => {
    const { id } = parseParams(Address, request);
    const actor = signedIn(response);
    const form = parseForm(TakeForm, request);
    if (!form.ok) {
      await show(response, id, { '': ['form.choose'] }, 422);
      return;
    }
    const wanted = form.value.pregunta;
    const taken = await newer.take(actor, id, wanted);
    const { questions } = await newer.sheet(actor, id);
    const address = `/ensenar/cursos/${id}${questions.length === 0 ? '' : '/preguntas-nuevas'}`;
    if (taken === wanted.length) redirectWith(response, address, 'newer.taken');
    else redirectWith(response, address, 'newer.partly', 'info');
  });

  return router;
}
