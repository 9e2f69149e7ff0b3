import { Router } from 'express';
import { z } from 'zod';
import { everyone } from '../../http/access.ts';
import { parseQuery } from '../../http/parse.ts';
import { renderPage } from '../../http/render.ts';
import { visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import type { State } from './states.ts';
import type { SupportLines } from './support-lines.ts';
import { supportBox } from './views.ts';

const Query = z.object({
  estado: z
    .string()
    .regex(/^\d{2}$|^$/)
    .optional()
    .catch(undefined),
});

interface Needs {
  supportLines: SupportLines;
  states: () => Promise<State[]>;
  exitUrl: string;
}

/** Help for people, and how accessible the platform is. */
export function helpRoutes({ supportLines, states, exitUrl }: Needs): Router {
  const router = Router();

  router.get('/ayuda', everyone, async (request, response) => {
    const { actor, language } = visitOf(response);
    const { estado } = parseQuery(Query, request);
    const known = await states();
    const asked = estado ?? actor?.stateCode ?? '';
    const stateCode = known.some(({ code }) => code === asked) ? asked : '';
    const sheet = await supportLines.inState(stateCode === '' ? null : stateCode);
    const t = translator(language);
    renderPage(response, 'places/help', {
      title: t('help.title'),
      description: t('help.lead'),
      support: supportBox(sheet, language),
      states: known,
      stateCode,
      exitHost: new URL(exitUrl).host,
    });
  });

  router.get('/accesibilidad', everyone, (_request, response) => {
    const t = translator(visitOf(response).language);
    renderPage(response, 'places/accessibility', { title: t('accessibility.title') });
  });

  return router;
}
