import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import type { AccessRule } from '../../http/access.ts';
import { receivePastedTable, type Reception } from '../../http/one-file.ts';
import { parseForm, parseParams, sentValues, type FieldErrors } from '../../http/parse.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { sendTable, type TableFormat } from '../../http/workbook.ts';
import { translator } from '../../i18n/translate.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import { rowsFrom } from '../../lib/rows.ts';
import { Id, paragraph } from '../../lib/text.ts';
import type { InstitutionImports, ReadTable } from './import-service.ts';
import { importPage } from './import-views.ts';
import {
  institutionCells,
  institutionColumns,
  institutionDefinitions,
} from './institution-files.ts';

interface Needs extends Reception {
  institutionImports: InstitutionImports;
  managesInstitutions: AccessRule;
  clock: Clock;
}

const TABLE = '/administrar/instituciones/tabla';
const GIVEN = {
  field: 'archivo',
  most: 2_000_000,
  pasted: 'tabla',
  broken: 'institutions.table.broken',
} as const;
const Address = z.object({ importacion: Id });
const TableForm = z.object({
  tabla: paragraph(1_000_000),
  paso: z.enum(['revisar', 'agregar']).catch('revisar'),
});

/** Many institutions at once, such as the regions of the forces: read first, then added, and taken back. */
export function institutionImportRoutes({
  institutionImports,
  managesInstitutions,
  clock,
  uploads,
  limits,
}: Needs): Router {
  const router = Router();

  const show = async (
    response: Response,
    said: { tabla?: string; errors?: FieldErrors; read?: ReadTable } = {},
    status = 200,
  ): Promise<void> => {
    const t = translator(visitOf(response).language);
    const page = importPage(await institutionImports.list(), said, t);
    renderPage(response, 'institutions/import', page, status);
  };

  const take = async (request: Request, response: Response): Promise<void> => {
    const { tabla = '' } = sentValues(request);
    const form = parseForm(TableForm, request);
    if (!form.ok) {
      await show(response, { tabla, errors: form.errors }, 422);
      return;
    }
    const actor = signedIn(response);
    const adds = form.value.paso === 'agregar';
    const read = adds
      ? await institutionImports.add(actor, form.value.tabla)
      : await institutionImports.read(actor, form.value.tabla);
    if (read.ok && adds && read.rows.length > 0) {
      redirectWith(response, TABLE, 'institutions.table.added');
      return;
    }
    const errors: FieldErrors = read.ok ? {} : { tabla: ['institutions.table.wrong'] };
    await show(response, { tabla, errors, read }, read.ok ? 200 : 422);
  };

  router.get(TABLE, managesInstitutions, async (_request, response) => {
    await show(response);
  });

  const file =
    (format: TableFormat) =>
    async (_request: Request, response: Response): Promise<void> => {
      const t = translator(visitOf(response).language);
      const found = await institutionImports.file(signedIn(response), format);
      await sendTable(
        response,
        { fileName: t('institutions.table.fileName'), day: dayOf(clock()), format },
        {
          name: t('institutions.title'),
          columns: institutionColumns(t),
          rows: rowsFrom([found], (one) => institutionCells(one, t)),
        },
        institutionDefinitions(t),
      );
    };
  router.get(`${TABLE}.csv`, managesInstitutions, file('csv'));
  router.get(`${TABLE}.xlsx`, managesInstitutions, file('xlsx'));

  router.post(TABLE, managesInstitutions, async (request, response) => {
    await receivePastedTable({ uploads, limits }, { request, response }, GIVEN, async (given) => {
      if (given.ok) {
        await take(request, response);
        return;
      }
      const { errors } = given;
      await show(response, { ...sentValues(request), errors }, given.status);
    });
  });

  router.post(`${TABLE}/:importacion/deshacer`, managesInstitutions, async (request, response) => {
    const { importacion } = parseParams(Address, request);
    const isGone = await institutionImports.undo(signedIn(response), importacion);
    if (isGone) redirectWith(response, TABLE, 'institutions.table.undone');
    else await show(response, { errors: { '': ['institutions.table.inUse'] } }, 422);
  });

  return router;
}
