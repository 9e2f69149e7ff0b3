import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { everyone } from '../../http/access.ts';
import { parseForm, parseParams, parseQuery, sentValues } from '../../http/parse.ts';
import { networkOf, type RateLimit } from '../../http/rate-limit.ts';
import { renderPage } from '../../http/render.ts';
import { visitOf } from '../../http/visit.ts';
import { line } from '../../lib/text.ts';
import type { CertificateCheck, PublicCertificate } from './check.ts';
import { checkPage } from './views.ts';

const Typed = z.string().max(200);
const CheckAddress = z.object({ codigo: Typed.min(1) });
const CheckQuery = z.object({ codigo: Typed.optional() });
const SurnameForm = z.object({ apellido: line(80) });

interface Needs {
  certificateCheck: CertificateCheck;
  limits: {
    unknownCodes: RateLimit;
    surnamesByNetwork: RateLimit;
    surnamesByCertificate: RateLimit;
  };
}

/** The public check: the same for everybody, with or without an account. */
export function certificateCheckRoutes({ certificateCheck, limits }: Needs): Router {
  const router = Router();

  /** Only codes that do not exist are counted: whoever checks many certificates at a ceremony is not stopped. */
  const look = async (request: Request, typed: string): Promise<PublicCertificate | null> => {
    const network = networkOf(request);
    await limits.unknownCodes.check(network);
    const found = await certificateCheck.byCode(typed);
    if (found === null) await limits.unknownCodes.consume(network);
    return found;
  };

  const show = (
    response: Response,
    found: PublicCertificate | null,
    more: Parameters<typeof checkPage>[2] = {},
    status = 200,
  ): void => {
    response.setHeader('X-Robots-Tag', 'noindex, nofollow');
    const page = checkPage(found, visitOf(response).language, more);
    renderPage(response, 'certificates/check', page, page.unknown ? 404 : status);
  };

  router.get('/v', everyone, async (request, response) => {
    const { codigo = '' } = parseQuery(CheckQuery, request);
    const typed = codigo.trim();
    show(response, typed === '' ? null : await look(request, typed), { typed });
  });

  router.get('/v/:codigo', everyone, async (request, response) => {
    const { codigo } = parseParams(CheckAddress, request);
    show(response, await look(request, codigo), { typed: codigo });
  });

  router.post('/v/:codigo', everyone, async (request, response) => {
    const { codigo } = parseParams(CheckAddress, request);
    const found = await look(request, codigo);
    if (found === null) {
      show(response, null, { typed: codigo });
      return;
    }
    const form = parseForm(SurnameForm, request);
    if (!form.ok) {
      const typed = sentValues(request)['apellido'] ?? '';
      const surname = { typed, errors: form.errors, coincides: null };
      show(response, found, { surname }, 422);
      return;
    }
    // Every try counts, before it is compared: tries that arrive at once find no gap.
    await limits.surnamesByNetwork.consume(networkOf(request));
    await limits.surnamesByCertificate.consume(found.id);
    const { apellido } = form.value;
    const coincides = await certificateCheck.surname(codigo, apellido);
    show(response, found, { surname: { typed: apellido, errors: {}, coincides } });
  });

  return router;
}
