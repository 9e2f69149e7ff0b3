import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { anyoneSignedIn } from '../../http/access.ts';
import { parseParams, parseQuery } from '../../http/parse.ts';
import type { RateLimit } from '../../http/rate-limit.ts';
import { renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import type { Clock } from '../../lib/clock.ts';
import { Slug } from '../../lib/text.ts';
import type { DrawGuide } from './draw-apart.ts';
import type { GuideForPerson, GuideService } from './service.ts';
import { guidePage, guideWording } from './views.ts';

const Address = z.object({ slug: Slug, guia: Slug });
const Edition = z.object({ edicion: z.literal('nueva').optional().catch(undefined) });

interface Needs {
  guides: GuideService;
  drawGuide: DrawGuide;
  clock: Clock;
  limits: { guidePdf: RateLimit };
}

/** Guides of a course, on the screen and on paper. */
export function guideRoutes({ guides, drawGuide, clock, limits }: Needs): Router {
  const router = Router();

  const found = async (
    request: Request,
    response: Response,
  ): Promise<{ guide: GuideForPerson; newest: boolean }> => {
    const { slug, guia: id } = parseParams(Address, request);
    const newest = parseQuery(Edition, request).edicion !== undefined;
    return { guide: await guides.read(signedIn(response), { slug, id, newest }), newest };
  };

  router.get('/cursos/:slug/guias/:guia.pdf', anyoneSignedIn, async (request, response) => {
    const { guide } = await found(request, response);
    const { id, discreet } = signedIn(response);
    await limits.guidePdf.consume(id);
    const wording = guideWording(guide, { language: visitOf(response).language, discreet });
    const pdf = await drawGuide(wording, { madeAt: clock() });
    const name = discreet ? 'documento' : guide.guide.id;
    response.setHeader('Content-Disposition', `attachment; filename="${name}.pdf"`);
    response.type('application/pdf').send(pdf);
  });

  router.get('/cursos/:slug/guias/:guia', anyoneSignedIn, async (request, response) => {
    const { guide, newest } = await found(request, response);
    const { language } = visitOf(response);
    renderPage(response, 'guides/guide', guidePage(guide, { language, newest }));
  });

  return router;
}
