import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { receiveOneFile, type Reception } from '../../http/one-file.ts';
import {
  parseForm,
  parseParams,
  parseQuery,
  sentValues,
  type FieldErrors,
} from '../../http/parse.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { translator } from '../../i18n/translate.ts';
import { Id } from '../../lib/text.ts';
import { AddForm, FileForm, PasteForm, TemplateQuery } from './forms.ts';
import { LIMITS, type SourceName } from './formats/format.ts';
import { readingsIn, reread } from './import-columns.ts';
import { cellsIn, mended } from './import-rows.ts';
import type { ImportService } from './import-service.ts';
import { IMAGE_NAME } from './images.ts';
import { LONGEST_ALT } from './import-choices.ts';
import { addedPage, importPage, previewPage } from './import-views.ts';
import { opens } from './routes.ts';
import type { BankService } from './service.ts';
import { BANKS, banksPage } from './views.ts';

interface Needs extends Reception {
  banks: BankService;
  bankImports: ImportService;
}

const BankAddress = z.object({ id: Id });
const Address = z.object({ id: Id, importacion: Id });
const ImageAddress = Address.extend({ imagen: z.string().regex(IMAGE_NAME) });
const ALT = /^alt_(imagen-[0-9a-f]{32}\.webp)$/;
const SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'";

const NOTHING = { repetidos: 'omitir', omitir: new Set<number>() } as const;
const FILE = { field: 'archivo', most: LIMITS.bytes };

/** What is seen in images, as the form sends it. */
const altsIn = (request: Request): Map<string, string> =>
  new Map(
    Object.entries(sentValues(request)).flatMap(([field, value]): [string, string][] => {
      const name = ALT.exec(field)?.[1];
      const text = value.normalize('NFC').replace(/\s+/g, ' ').trim().slice(0, LONGEST_ALT);
      return name === undefined || text === '' ? [] : [[name, text]];
    }),
  );

/** Bringing questions in: choose or paste, look, add. */
export function importRoutes({ banks, bankImports, uploads, limits }: Needs): Router {
  const router = Router();

  const show = async (
    response: Response,
    id: string,
    form: { values: Record<string, string>; errors: FieldErrors },
    status = 200,
  ): Promise<void> => {
    const bank = await banks.bank(signedIn(response), id);
    renderPage(response, 'bank/import', importPage(bank, form, visitOf(response).language), status);
  };

  const read = async (
    request: Request,
    response: Response,
    id: string,
    given: {
      input: Buffer | string;
      fileName: string;
      format: SourceName | null;
      field: string;
      sendKey?: string | undefined;
    },
  ): Promise<void> => {
    const result = await bankImports.read(signedIn(response), id, given);
    if (!result.ok) {
      const errors = { [given.field]: [result.problem] };
      await show(response, id, { values: sentValues(request), errors }, 422);
      return;
    }
    response.redirect(303, `${BANKS}/${id}/importaciones/${result.id}`);
  };

  router.get(`${BANKS}/:id/importar`, opens, async (request, response) => {
    const { id } = parseParams(BankAddress, request);
    await show(response, id, { values: {}, errors: {} });
  });

  router.get(`${BANKS}/:id/plantilla`, opens, async (request, response) => {
    const { id } = parseParams(BankAddress, request);
    const { formato } = parseQuery(TemplateQuery, request);
    await banks.bank(signedIn(response), id);
    response.attachment(`plantilla-de-reactivos.${formato}`);
    const { templateFile } = await import('./formats/template.ts');
    response.send(await templateFile(formato));
  });

  router.post(`${BANKS}/:id/importar`, opens, async (request, response) => {
    const { id } = parseParams(BankAddress, request);
    await banks.bank(signedIn(response), id);
    if (request.is('multipart/form-data') === false) {
      const form = parseForm(PasteForm, request);
      if (!form.ok) {
        await show(response, id, { values: sentValues(request), errors: form.errors }, 422);
        return;
      }
      const { texto: input, formato: format, clave: sendKey } = form.value;
      const fileName = translator('es-MX')('bank.pasted');
      await read(request, response, id, { input, fileName, format, field: 'texto', sendKey });
      return;
    }
    await receiveOneFile({ uploads, limits }, { request, response }, FILE, async (file) => {
      const form = parseForm(FileForm, request);
      if (!file.ok) {
        await show(response, id, { values: sentValues(request), errors: file.errors }, file.status);
        return;
      }
      const { formato: format = null, clave: sendKey } = form.ok ? form.value : {};
      const { input, fileName } = file;
      await read(request, response, id, { input, fileName, format, field: 'archivo', sendKey });
    });
  });

  /** The list of banks again, with what is wrong with the file. */
  const showList = async (
    response: Response,
    errors: FieldErrors,
    status: number,
  ): Promise<void> => {
    const entries = await banks.list(signedIn(response));
    renderPage(
      response,
      'bank/banks',
      banksPage(entries, errors, visitOf(response).language),
      status,
    );
  };

  /** A file from which a new bank is made. */
  router.post(`${BANKS}/nuevo/archivo`, opens, async (request, response) => {
    await receiveOneFile({ uploads, limits }, { request, response }, FILE, async (file) => {
      if (!file.ok) {
        await showList(response, file.errors, file.status);
        return;
      }
      const form = parseForm(FileForm, request);
      const sendKey = form.ok ? form.value.clave : undefined;
      const given = { input: file.input, fileName: file.fileName, format: null, sendKey };
      const read = await bankImports.read(signedIn(response), null, given);
      if (read.ok) response.redirect(303, `${BANKS}/${read.bankId}/importaciones/${read.id}`);
      else await showList(response, { archivo: [read.problem] }, 422);
    });
  });

  const ADDRESS = `${BANKS}/:id/importaciones/:importacion`;

  router.get(ADDRESS, opens, async (request, response) => {
    const { id, importacion } = parseParams(Address, request);
    const { language } = visitOf(response);
    const sheet = await bankImports.sheet(signedIn(response), id, importacion);
    const { staged } = sheet;
    if (staged === null) renderPage(response, 'bank/import-added', addedPage(sheet, language));
    else renderPage(response, 'bank/import-preview', previewPage({ ...sheet, staged }, language));
  });

  router.post(ADDRESS, opens, async (request, response) => {
    const { id, importacion } = parseParams(Address, request);
    const form = parseForm(AddForm, request);
    const { repetidos, omitir } = form.ok ? form.value : NOTHING;
    await bankImports.add(signedIn(response), id, importacion, {
      skipRepeated: repetidos === 'omitir',
      skip: omitir,
      alts: altsIn(request),
    });
    response.redirect(303, `${BANKS}/${id}/importaciones/${importacion}`);
  });

  /** An image of what was read, for whoever describes it. Drawn anew by the server, and inert all the same. */
  router.get(`${ADDRESS}/imagenes/:imagen`, opens, async (request, response) => {
    const { id, importacion, imagen } = parseParams(ImageAddress, request);
    const root = await bankImports.imageFolder(signedIn(response), id, importacion);
    response.setHeader('Content-Type', 'image/webp');
    response.setHeader('Content-Security-Policy', SANDBOX);
    response.sendFile(imagen, { root, dotfiles: 'deny', cacheControl: false });
  });

  router.post(`${ADDRESS}/columnas`, opens, async (request, response) => {
    const { id, importacion } = parseParams(Address, request);
    const readings = readingsIn((request.body ?? {}) as Record<string, unknown>);
    await bankImports.reread(signedIn(response), id, importacion, (tables) =>
      reread(tables, readings),
    );
    redirectWith(response, `${BANKS}/${id}/importaciones/${importacion}`, 'bank.remappedFlash');
  });

  router.post(`${ADDRESS}/filas`, opens, async (request, response) => {
    const { id, importacion } = parseParams(Address, request);
    const cells = cellsIn((request.body ?? {}) as Record<string, unknown>);
    await bankImports.reread(signedIn(response), id, importacion, (tables) =>
      mended(tables, cells),
    );
    redirectWith(response, `${BANKS}/${id}/importaciones/${importacion}`, 'bank.mendedFlash');
  });

  router.post(`${ADDRESS}/descarte`, opens, async (request, response) => {
    const { id, importacion } = parseParams(Address, request);
    const isBankKept = await bankImports.discard(signedIn(response), id, importacion);
    redirectWith(response, isBankKept ? `${BANKS}/${id}` : BANKS, 'bank.discardedFlash');
  });

  router.post(`${ADDRESS}/deshacer`, opens, async (request, response) => {
    const { id, importacion } = parseParams(Address, request);
    await bankImports.undo(signedIn(response), id, importacion);
    redirectWith(response, `${BANKS}/${id}`, 'bank.undoneFlash');
  });

  return router;
}
