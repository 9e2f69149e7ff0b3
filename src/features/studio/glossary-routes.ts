import { Router, type Response } from 'express';
import { z } from 'zod';
import { parseForm, parseParams, sentValues, type FieldErrors } from '../../http/parse.ts';
import { redirectWith, renderPage, type PageBase } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator, type Translate } from '../../i18n/translate.ts';
import { Id, line, paragraph, Slug } from '../../lib/text.ts';
import type { Draft } from './draft.ts';
import { GLOSSARY_FILE, type GlossaryService, type TermSheet } from './glossary-service.ts';
import { writesCourses } from './home-routes.ts';
import { blank, type Returned } from './views.ts';

interface GlossaryPage extends PageBase {
  draft: Draft;
  file: string;
  /** Null when only the raw text can be shown. */
  terms: { id: string; term: string; text: string; hasEnglish: boolean }[] | null;
  form: Returned;
  labels: Record<string, string>;
}
interface TermPage extends PageBase {
  draft: Draft;
  term: { id: string; name: string };
  lessons: string[];
  form: Returned & { revision: number };
  labels: Record<string, string>;
  changed: boolean;
}

declare module '../../http/render.ts' {
  interface Pages {
    'studio/glossary': GlossaryPage;
    'studio/term': TermPage;
  }
}

const Address = z.object({ id: Id });
const TermAddress = Address.extend({ termino: Slug });
const PATH = '/ensenar/cursos/:id/glosario';

const TermForm = z.object({
  palabra: line(120),
  texto: paragraph(1500, 5),
  palabra_en: line(120, 0),
  texto_en: paragraph(1500, 0),
});
const SavedTermForm = TermForm.extend({ revision: z.coerce.number().int().min(0) });

const writtenIn = (form: z.output<typeof TermForm>) => ({
  term: form.palabra,
  termEn: form.palabra_en,
  text: form.texto,
  textEn: form.texto_en,
});

const labelsIn = (t: Translate): Record<string, string> => ({
  palabra: t('studio.term'),
  texto: t('studio.termText'),
  palabra_en: t('studio.term'),
  texto_en: t('studio.termText'),
});

/** The glossary of a draft. */
export function glossaryRoutes({ glossaries }: { glossaries: GlossaryService }): Router {
  const router = Router();

  const list = async (
    response: Response,
    id: string,
    form: Returned = blank,
    status = 200,
  ): Promise<void> => {
    const t = translator(visitOf(response).language);
    const { draft, terms } = await glossaries.sheet(signedIn(response), id);
    const page = {
      title: t('studio.glossary'),
      section: draft.title,
      styles: ['studio.css'],
      draft,
      file: GLOSSARY_FILE,
      terms:
        terms?.map(({ id: term, ...said }) => ({
          id: term,
          term: said.term,
          text: said.text,
          hasEnglish: said.termEn !== '' && said.textEn !== '',
        })) ?? null,
      form,
      labels: labelsIn(t),
    };
    renderPage(response, 'studio/glossary', page, status);
  };

  const show = (
    response: Response,
    sheet: TermSheet,
    form: Returned | null,
    status = 200,
  ): void => {
    const t = translator(visitOf(response).language);
    const { draft, term, lessons, revision } = sheet;
    const page = {
      title: term.term,
      section: draft.title,
      styles: ['studio.css'],
      draft,
      term: { id: term.id, name: term.term },
      lessons,
      form: { ...(form ?? { ...blank, values: valuesOf(sheet) }), revision },
      labels: labelsIn(t),
      changed: status === 409,
    };
    renderPage(response, 'studio/term', page, status);
  };

  router.get(PATH, writesCourses, async (request, response) => {
    await list(response, parseParams(Address, request).id);
  });

  router.post(PATH, writesCourses, async (request, response) => {
    const { id } = parseParams(Address, request);
    const form = parseForm(TermForm, request);
    const back = (errors: FieldErrors): Promise<void> =>
      list(response, id, { values: sentValues(request), errors }, 422);
    if (!form.ok) {
      await back(form.errors);
      return;
    }
    const added = await glossaries.add(signedIn(response), id, writtenIn(form.value));
    if (added === 'known') await back({ palabra: ['studio.termKnown'] });
    else if (added === 'unreadable') await back({ '': ['studio.glossaryUnreadable'] });
    else redirectWith(response, `/ensenar/cursos/${id}/glosario`, 'studio.termAdded');
  });

  router.get(`${PATH}/:termino`, writesCourses, async (request, response) => {
    const { id, termino } = parseParams(TermAddress, request);
    show(response, await glossaries.term(signedIn(response), id, termino), null);
  });

  router.post(`${PATH}/:termino`, writesCourses, async (request, response) => {
    const { id, termino } = parseParams(TermAddress, request);
    const actor = signedIn(response);
    const sheet = await glossaries.term(actor, id, termino);
    const form = parseForm(SavedTermForm, request);
    const values = sentValues(request);
    if (!form.ok) {
      show(response, sheet, { values, errors: form.errors }, 422);
      return;
    }
    const { revision } = form.value;
    if (await glossaries.save(actor, id, termino, { ...writtenIn(form.value), revision }))
      redirectWith(response, `/ensenar/cursos/${id}/glosario`, 'flash.saved');
    else show(response, sheet, { values, errors: {} }, 409);
  });

  router.post(`${PATH}/:termino/quitar`, writesCourses, async (request, response) => {
    const { id, termino } = parseParams(TermAddress, request);
    const actor = signedIn(response);
    if (await glossaries.remove(actor, id, termino)) {
      redirectWith(response, `/ensenar/cursos/${id}/glosario`, 'flash.saved');
      return;
    }
    const sheet = await glossaries.term(actor, id, termino);
    show(response, sheet, { values: valuesOf(sheet), errors: { '': ['studio.termUsed'] } }, 422);
  });

  return router;
}

const valuesOf = ({ term }: TermSheet): Record<string, string> => ({
  palabra: term.term,
  palabra_en: term.termEn,
  texto: term.text,
  texto_en: term.textEn,
});
