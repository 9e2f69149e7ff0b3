import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import { z } from 'zod';
import { parseParams, parseQuery } from '../../http/parse.ts';
import { renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { Id } from '../../lib/text.ts';
import { toSearchText } from '../../lib/search-text.ts';
import type { ExportService } from './export-service.ts';
import { exportPage } from './export-views.ts';
import { ExportQuery, FileQuery, ItemsQuery } from './forms.ts';
import { opens } from './routes.ts';
import type { BankService } from './service.ts';
import { BANKS } from './views.ts';

interface Needs {
  banks: BankService;
  bankExports: ExportService;
}

const Address = z.object({ id: Id });

/** Taking questions to another system: what would be lost is said first. */
export function exportRoutes({ banks, bankExports }: Needs): Router {
  const router = Router();

  router.get(`${BANKS}/:id/exportar`, opens, async (request, response) => {
    const { id } = parseParams(Address, request);
    const { filter } = parseQuery(ItemsQuery, request);
    const { formato: format } = parseQuery(ExportQuery, request);
    const outlook = await bankExports.outlook(signedIn(response), id, { filter, format });
    const page = exportPage(outlook, { filter, format }, visitOf(response).language);
    renderPage(response, 'bank/export', page);
  });

  router.get(`${BANKS}/:id/archivo`, opens, async (request, response) => {
    const { id } = parseParams(Address, request);
    await banks.bank(signedIn(response), id);
    const { filter } = parseQuery(ItemsQuery, request);
    const { formato } = parseQuery(FileQuery, request);
    const asked = { filter, format: formato };
    const { bank, format, written } = await bankExports.file(signedIn(response), id, asked);
    const name = toSearchText(bank.name).replace(/[^a-z0-9]+/g, '-') || 'banco';
    const { extension, mediaType } = format;
    response.attachment(`${name}.${extension}`);
    response.setHeader('Content-Type', mediaType);
    await pipeline(Readable.from(written.chunks), response);
  });

  return router;
}
