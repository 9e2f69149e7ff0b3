import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { parseParams } from '../../http/parse.ts';
import { redirectWith, renderPage, type PageBase } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { Refusal } from '../../lib/errors.ts';
import { Id, Slug } from '../../lib/text.ts';
import {
  audioChange,
  receiveAudio,
  withAudio,
  type AudioReception,
  type AudioReturned,
} from '../bank/audio-form-routes.ts';
import { audioFields, type AudioFields } from '../bank/audio-views.ts';
import type { ItemDocument } from '../courses/item-document.ts';
import type { Draft } from './draft.ts';
import { writesCourses } from './home-routes.ts';
import type { QuestionService, QuestionSheet } from './question-service.ts';

interface AudioPage extends PageBase, AudioFields {
  draft: Draft;
  quiz: { title: string; href: string };
  /** The form of the question. */
  back: string;
}

declare module '../../http/render.ts' {
  interface Pages {
    'studio/question-audio': AudioPage;
  }
}

const Address = z.object({ id: Id, evaluacion: Slug, reactivo: Slug });
const PATH = '/ensenar/cursos/:id/evaluaciones/:evaluacion/reactivos/:reactivo/audio';

interface Needs extends AudioReception {
  questions: QuestionService;
}

/** The recordings of a question of a draft: their files stand among the media of the course. */
export function questionAudioRoutes({ questions, ...reception }: Needs): Router {
  const router = Router();

  /** The question, with where it is. */
  const asked = async (request: Request, response: Response) => {
    const { id, evaluacion: quizId, reactivo: itemId } = parseParams(Address, request);
    const actor = signedIn(response);
    const sheet = await questions.sheet(actor, id, quizId, itemId);
    if (sheet.question === null) throw new Refusal('not-found', 'error.notFound');
    const back = `/ensenar/cursos/${id}/evaluaciones/${quizId}/reactivos/${itemId}`;
    return { id, at: { quizId, itemId }, actor, sheet, item: sheet.question.item, back };
  };

  const show = (
    response: Response,
    { sheet, item, back }: { sheet: QuestionSheet; item: ItemDocument; back: string },
    returned: Partial<AudioReturned> = {},
  ): void => {
    const { language } = visitOf(response);
    const { draft, quizId, quizTitle, media } = sheet;
    const page = {
      title: translator(language)('itemAudio.title'),
      section: draft.title,
      styles: ['studio.css'],
      draft,
      quiz: { title: quizTitle, href: `/ensenar/cursos/${draft.id}/evaluaciones/${quizId}` },
      back,
      ...audioFields({ item, media, action: `${back}/audio` }, returned, language),
    };
    renderPage(response, 'studio/question-audio', page, returned.status ?? 200);
  };

  router.get(PATH, writesCourses, async (request, response) => {
    show(response, await asked(request, response));
  });

  router.post(PATH, writesCourses, async (request, response) => {
    const question = await asked(request, response);
    const { actor, id, at, back } = question;
    await receiveAudio(reception, { request, response }, async (sent) => {
      if (!sent.ok) {
        show(response, question, sent);
        return;
      }
      await questions.changeAudio(actor, id, at, withAudio(sent.audio), [sent.file]);
      redirectWith(response, `${back}/audio`, 'itemAudio.added');
    });
  });

  router.post(`${PATH}/cambio`, writesCourses, async (request, response) => {
    const question = await asked(request, response);
    const { actor, id, at, back } = question;
    const said = audioChange(request);
    if (!said.ok) {
      show(response, question, said);
      return;
    }
    await questions.changeAudio(actor, id, at, said.change, []);
    redirectWith(response, `${back}/audio`, 'flash.saved');
  });

  return router;
}
