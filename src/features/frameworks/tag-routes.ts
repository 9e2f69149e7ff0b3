import { Router, type Request, type Response } from 'express';
import { parseForm, parseParams, sentValues } from '../../http/parse.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { signedIn } from '../../http/visit.ts';
import { inLanguage } from '../../lib/localized.ts';
import { fillers, sheetAgain, sheetOf, untouched, withWrong } from './filling-routes.ts';
import { tagsPage, type ShownForm } from './filling-views.ts';
import { Address, TagForm } from './forms.ts';
import { wordsOf } from './routes.ts';
import type { FrameworkService } from './service.ts';
import type { FrameworkTagging } from './tag-service.ts';
import { FRAMEWORKS } from './views.ts';

interface Needs {
  frameworks: FrameworkService;
  frameworkTagging: FrameworkTagging;
}

const ONE = `${FRAMEWORKS}/:slug`;

/** Tagging courses and lessons with the elements of a framework. */
export function frameworkTagRoutes({ frameworks, frameworkTagging }: Needs): Router {
  const router = Router();

  const showTags = async (request: Request, response: Response, form?: ShownForm) => {
    const sheet = await (form === undefined
      ? sheetOf(frameworks, request)
      : sheetAgain(frameworks, request));
    const words = wordsOf(response);
    const courses = (await frameworks.courses()).flatMap((course) => {
      const title = inLanguage(course.title, words.language);
      return [
        { value: course.slug, label: title },
        ...course.lessons.map((lesson) => ({
          value: `${course.slug}/${lesson.id}`,
          label: `${title} · ${inLanguage(lesson.title, words.language)}`,
        })),
      ];
    });
    const page = tagsPage(sheet, form ?? untouched, courses, words);
    renderPage(response, 'frameworks/tags', page, form === undefined ? 200 : 422);
  };

  router.get(`${ONE}/etiquetas`, fillers, async (request, response) => {
    await showTags(request, response);
  });

  router.post(`${ONE}/etiquetas`, fillers, async (request, response) => {
    const { slug } = parseParams(Address, request);
    const values = sentValues(request);
    const form = parseForm(TagForm, request);
    if (!form.ok) {
      await showTags(request, response, { values, errors: form.errors });
      return;
    }
    const wrong = await frameworkTagging.tag(signedIn(response), slug, form.value);
    if (wrong !== null) {
      await showTags(request, response, withWrong(values, wrong));
      return;
    }
    const version = encodeURIComponent(form.value.version);
    redirectWith(response, `${FRAMEWORKS}/${slug}/etiquetas?version=${version}`, 'flash.saved');
  });

  router.post(`${ONE}/etiquetas/baja`, fillers, async (request, response) => {
    const { slug } = parseParams(Address, request);
    const form = parseForm(TagForm, request);
    if (!form.ok) {
      await showTags(request, response, { values: sentValues(request), errors: form.errors });
      return;
    }
    await frameworkTagging.untag(signedIn(response), slug, form.value);
    const version = encodeURIComponent(form.value.version);
    redirectWith(response, `${FRAMEWORKS}/${slug}/etiquetas?version=${version}`, 'flash.saved');
  });

  return router;
}
