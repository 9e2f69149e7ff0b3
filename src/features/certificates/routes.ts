import { Router } from 'express';
import { z } from 'zod';
import { anyoneSignedIn } from '../../http/access.ts';
import { parseParams } from '../../http/parse.ts';
import type { RateLimit } from '../../http/rate-limit.ts';
import { renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import type { Actor } from '../../lib/actor.ts';
import { Refusal } from '../../lib/errors.ts';
import { Id } from '../../lib/text.ts';
import type { DrawPdf } from './draw-apart.ts';
import { qrPath } from '../../lib/qr.ts';
import type { CertificateService } from './service.ts';
import { certificatePage } from './views.ts';
import { wordingOf } from './wording.ts';

const CertificateAddress = z.object({ id: Id });

interface Needs {
  certificates: CertificateService;
  drawPdf: DrawPdf;
  limits: { certificatePdf: RateLimit };
}

export function certificateRoutes({ certificates, drawPdf, limits }: Needs): Router {
  const router = Router();

  router.get('/constancias/:id.pdf', anyoneSignedIn, async (request, response) => {
    const { id } = parseParams(CertificateAddress, request);
    const actor = signedIn(response);
    const view = await certificates.own(actor, id);
    if (view.certificate.status !== 'current') {
      throw new Refusal('gone', 'certificate.own.notPrintable');
    }
    await limits.certificatePdf.consume(actor.id);
    const names = fileNames(actor, view.certificate.courseCode);
    const pdf = await drawPdf(wordingOf(view), {
      title: names.title,
      issuedAt: view.certificate.issuedAt,
    });
    response.setHeader('Content-Disposition', `attachment; filename="${names.file}"`);
    response.type('application/pdf').send(pdf);
  });

  router.get('/constancias/:id', anyoneSignedIn, async (request, response) => {
    const { id } = parseParams(CertificateAddress, request);
    const view = await certificates.own(signedIn(response), id);
    const page = certificatePage(
      view,
      await qrPath(view.checkUrl, 'M'),
      visitOf(response).language,
    );
    renderPage(response, 'certificates/certificate', page);
  });

  return router;
}

/** In discreet mode the list of downloads tells nothing. */
function fileNames(actor: Actor, courseCode: string): { file: string; title: string } {
  if (actor.discreet) return { file: 'documento.pdf', title: 'Documento' };
  const course = courseCode.replace(/[^A-Za-z0-9-]/g, '');
  return {
    file: `constancia-${course}.pdf`,
    title: `${translator('es-MX')('certificate.heading')} ${course}`,
  };
}
