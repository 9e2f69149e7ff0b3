import { Router, type Response } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import { parseForm, parseParams, parseQuery, sentValues } from '../../http/parse.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { Id, line, paragraph } from '../../lib/text.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import { OPENS_THE_LIST, type CertificateAdministration } from './administration.ts';
import { listPage, managePage } from './views.ts';

const Address = z.object({ id: Id });
const Query = z.object({
  q: z.string().max(200).default(''),
  pagina: z.coerce.number().int().min(1).max(10_000).default(1),
});
const reason = paragraph(500, 10);
const RevokeForm = z.object({ motivo: reason });
const CorrectForm = z.object({ nombre: line(120, 2), motivo: reason });

const opensTheList = peopleWho(OPENS_THE_LIST.join(' or '), (actor) =>
  OPENS_THE_LIST.some((action) => mayAnywhere(actor, action)),
);
const revokes = peopleWho('certificates.revoke', (actor) =>
  mayAnywhere(actor, 'certificates.revoke'),
);
const corrects = peopleWho('certificates.correct', (actor) =>
  mayAnywhere(actor, 'certificates.correct'),
);

interface Needs {
  certificateAdministration: CertificateAdministration;
}

export function certificateAdministrationRoutes({ certificateAdministration }: Needs): Router {
  const router = Router();

  router.get('/administrar/constancias', opensTheList, async (request, response) => {
    const { q, pagina } = parseQuery(Query, request);
    const asked = { text: q.trim(), page: pagina };
    const list = await certificateAdministration.list(signedIn(response), asked);
    const page = listPage(list, asked, visitOf(response).language);
    renderPage(response, 'certificates/list', page);
  });

  router.get('/administrar/constancias/:id', opensTheList, async (request, response) => {
    const { id } = parseParams(Address, request);
    await show(response, id);
  });

  router.post('/administrar/constancias/:id/revocar', revokes, async (request, response) => {
    const { id } = parseParams(Address, request);
    const form = parseForm(RevokeForm, request);
    if (!form.ok) {
      const values = { motivo: sentValues(request)['motivo'] ?? '' };
      await show(response, id, { revoke: { values, errors: form.errors } });
      return;
    }
    await certificateAdministration.revoke(signedIn(response), id, form.value.motivo);
    redirectWith(response, `/administrar/constancias/${id}`, 'flash.certificateRevoked');
  });

  router.post('/administrar/constancias/:id/corregir', corrects, async (request, response) => {
    const { id } = parseParams(Address, request);
    const form = parseForm(CorrectForm, request);
    if (!form.ok) {
      const { nombre = '', motivo = '' } = sentValues(request);
      await show(response, id, { correct: { values: { nombre, motivo }, errors: form.errors } });
      return;
    }
    const { nombre, motivo } = form.value;
    const made = await certificateAdministration.correct(signedIn(response), id, {
      name: nombre,
      reason: motivo,
    });
    redirectWith(response, `/administrar/constancias/${made}`, 'flash.certificateCorrected');
  });

  /** The page of one certificate; with a form that came back, 422. */
  async function show(
    response: Response,
    id: string,
    sent?: Parameters<typeof managePage>[2],
  ): Promise<void> {
    const managed = await certificateAdministration.open(signedIn(response), id);
    const page = managePage(managed, visitOf(response).language, sent);
    renderPage(response, 'certificates/manage', page, sent === undefined ? 200 : 422);
  }

  return router;
}
