import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { anyoneSignedIn, peopleWho } from '../../http/access.ts';
import { parseForm, parseParams, sentValues, type FieldErrors } from '../../http/parse.ts';
import type { RateLimit } from '../../http/rate-limit.ts';
import { redirectWith, renderPage, type PageBase } from '../../http/render.ts';
import { sendStored } from '../../http/stored-file.ts';
import type { Uploads } from '../../http/uploads.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import type { Choice } from '../../lib/pick.ts';
import { Id, line, optional, paragraph } from '../../lib/text.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import type { ExternalCertificate, ExternalCertificateService } from './external-service.ts';

interface OwnPage extends PageBase {
  certificates: (ExternalCertificate & { reason: string | null })[];
  values: Record<string, string>;
  errors: FieldErrors;
  choices: Record<string, Choice[]>;
}
interface WaitingPage extends PageBase {
  certificates: ExternalCertificate[];
  values: Record<string, string>;
  errors: FieldErrors;
}

declare module '../../http/render.ts' {
  interface Pages {
    'certificates/external': OwnPage;
    'certificates/external-waiting': WaitingPage;
  }
}

const OWN = '/mis-constancias-externas';
const WAITING = '/administrar/constancias-externas';
const MB = 1_000_000;
const LIMITS = { field: 'archivo', files: 1, fileBytes: 20 * MB, bytes: 20 * MB };

const Address = z.object({ id: Id });
const BroughtForm = z.object({
  curso: line(200),
  titulo: line(200, 3),
  institucion: line(200, 3),
  fecha: z.iso.date().refine((day) => day >= '1960-01-01' && day < '2101-01-01'),
  horas: optional(z.coerce.number().int().min(1).max(5000)),
});
const DecisionForm = z
  .object({ decision: z.enum(['aprobar', 'rechazar']), motivo: optional(paragraph(500)) })
  .refine(({ decision, motivo }) => decision === 'aprobar' || motivo !== undefined, {
    path: ['motivo'],
    params: { key: 'form.required' },
  });

const decides = peopleWho('certificates.correct', (actor) =>
  mayAnywhere(actor, 'certificates.correct'),
);

interface Needs {
  externalCertificates: ExternalCertificateService;
  uploads: Uploads;
  limits: { handInsByPerson: RateLimit };
}

/** Certificates of elsewhere: bringing one, and deciding about those of others. */
export function externalCertificateRoutes({
  externalCertificates,
  uploads,
  limits,
}: Needs): Router {
  const router = Router();

  const show = async (
    response: Response,
    returned: Partial<Pick<OwnPage, 'values' | 'errors' | 'choices'>> = {},
    status = 200,
  ): Promise<void> => {
    const certificates = await externalCertificates.own(signedIn(response));
    const title = translator(visitOf(response).language)('external.title');
    const page = { title, certificates, values: {}, errors: {}, choices: {}, ...returned };
    renderPage(response, 'certificates/external', page, status);
  };

  const showWaiting = async (
    response: Response,
    returned: Partial<Pick<WaitingPage, 'values' | 'errors'>> = {},
    status = 200,
  ): Promise<void> => {
    const certificates = await externalCertificates.waiting(signedIn(response));
    const title = translator(visitOf(response).language)('external.waitingTitle');
    const page = { title, certificates, values: {}, errors: {}, ...returned };
    renderPage(response, 'certificates/external-waiting', page, status);
  };

  const sendEvidence = async (request: Request, response: Response): Promise<void> => {
    const { id } = parseParams(Address, request);
    const { type, bytes, read } = await externalCertificates.evidence(signedIn(response), id);
    const isShown = type.startsWith('image/');
    const name = isShown ? 'constancia.webp' : 'constancia.pdf';
    await sendStored(request, response, { type, bytes, name, isShown }, read);
  };

  router.get(OWN, anyoneSignedIn, async (_request, response) => {
    await show(response);
  });

  router.post(OWN, anyoneSignedIn, async (request, response) => {
    const actor = signedIn(response);
    await limits.handInsByPerson.consume(actor.id);
    await uploads.receive(request, response, LIMITS, async (received) => {
      const form = parseForm(BroughtForm, request);
      const values = sentValues(request);
      const errors: FieldErrors = {
        ...(form.ok ? {} : form.errors),
        ...(received.ok ? {} : received.errors),
      };
      const [file] = received.ok ? received.files : [];
      if (received.ok && file === undefined) errors['archivo'] = ['external.noFile'];
      if (!form.ok || file === undefined) {
        await show(response, { values, errors }, received.ok ? 422 : received.status);
        return;
      }
      const { curso: course, titulo: title, institucion: issuer, fecha, horas } = form.value;
      const about = { course, title, issuer, issuedOn: fecha, hours: horas ?? null };
      const handed = await externalCertificates.hand(actor, { ...about, path: file.path });
      if (!handed.ok) {
        await show(response, { values, errors: handed.problems, choices: handed.choices }, 422);
        return;
      }
      redirectWith(response, OWN, 'external.handed');
    });
  });

  router.get(`${OWN}/:id/archivo`, anyoneSignedIn, sendEvidence);

  router.post(`${OWN}/:id/retiro`, anyoneSignedIn, async (request, response) => {
    await externalCertificates.takeBack(signedIn(response), parseParams(Address, request).id);
    redirectWith(response, OWN, 'external.tookBack');
  });

  router.get(WAITING, decides, async (_request, response) => {
    await showWaiting(response);
  });

  router.get(`${WAITING}/:id/archivo`, decides, sendEvidence);

  router.post(`${WAITING}/:id`, decides, async (request, response) => {
    const { id } = parseParams(Address, request);
    const form = parseForm(DecisionForm, request);
    if (!form.ok) {
      const errors = { [`motivo-${id}`]: form.errors['motivo'] ?? ['form.choose' as const] };
      const values = { [`motivo-${id}`]: sentValues(request)['motivo'] ?? '' };
      await showWaiting(response, { values, errors }, 422);
      return;
    }
    const { decision, motivo: reason = '' } = form.value;
    const approve = decision === 'aprobar';
    await externalCertificates.decide(
      signedIn(response),
      id,
      approve ? { approve } : { approve, reason },
    );
    redirectWith(response, WAITING, approve ? 'external.approved' : 'external.declined');
  });

  return router;
}
