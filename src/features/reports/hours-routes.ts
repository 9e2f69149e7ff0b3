import { Router, type Response } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import { parseForm, sentValues, type FieldErrors } from '../../http/parse.ts';
import { renderPage, type PageBase } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { sendTable, type TableFormat } from '../../http/workbook.ts';
import type { Actor } from '../../lib/actor.ts';
import { dayOf } from '../../lib/clock.ts';
import { rowsFrom } from '../../lib/rows.ts';
import type { Choice } from '../../lib/pick.ts';
import { line, optional } from '../../lib/text.ts';
import { proving, type Proving } from '../accounts/proving-routes.ts';
import { scopeOf } from '../permissions/policy.ts';
import { hoursCells, hoursColumns, hoursDefinitions } from './hours-files.ts';
import type { HoursRow, HoursService } from './hours-service.ts';
import { wordsOf } from './routes.ts';

interface HoursPage extends PageBase {
  values: Record<string, string>;
  errors: FieldErrors;
  choices: Record<string, Choice[]>;
  asksPassword: boolean;
}

declare module '../../http/render.ts' {
  interface Pages {
    'reports/hours': HoursPage;
  }
}

const PATH = '/administrar/horas';
const Day = z.iso.date().refine((day) => day >= '2000-01-01' && day < '2101-01-01');

const HoursForm = z.object({
  institucion: optional(line(200)),
  desde: Day,
  hasta: Day,
  motivo: line(200, 5),
  formato: z.enum(['csv', 'xlsx']),
  password_actual: z.string().max(1000).default(''),
});

/** Whoever may take names of the forces along in files. */
export const mayExportHours = (actor: Actor): boolean =>
  (['people.read', 'reports.export'] as const).every((action) =>
    scopeOf(actor, action).some(({ sides }) => sides.some((side) => side !== 'community')),
  );
const exporters = peopleWho('exports names of the forces', mayExportHours);

interface Needs extends Proving {
  hours: HoursService;
}

/** The hours file: asked for with a reason and a recent password, and noted. */
export function hoursRoutes({ hours, clock, ...needs }: Needs): Router {
  const router = Router();
  const { asks, unproven } = proving({ clock, ...needs });

  const show = (
    response: Response,
    values: Record<string, string>,
    errors: FieldErrors = {},
    choices: Record<string, Choice[]> = {},
  ): void => {
    const { t } = wordsOf(response);
    const status = Object.keys(errors).length > 0 ? 422 : 200;
    const page = {
      title: t('hours.title'),
      values: { ...values, password_actual: '' },
      errors,
      choices,
    };
    renderPage(response, 'reports/hours', { ...page, asksPassword: asks(response) }, status);
  };

  router.get(PATH, exporters, (_request, response) => {
    const today = dayOf(clock());
    show(response, { desde: `${today.slice(0, 4)}-01-01`, hasta: today, formato: 'xlsx' });
  });

  router.post(PATH, exporters, async (request, response) => {
    const form = parseForm(HoursForm, request);
    const values = sentValues(request);
    if (!form.ok) {
      show(response, values, form.errors);
      return;
    }
    const { institucion, desde: from, hasta: to, motivo: reason, formato: format } = form.value;
    const problem = await unproven(request, response, form.value.password_actual);
    if (problem !== null) {
      show(response, values, problem);
      return;
    }
    const wish = { institution: institucion, from, to, reason, format };
    const file = await hours.file(signedIn(response), wish);
    if (!file.ok) {
      show(response, values, file.problems, file.choices);
      return;
    }
    await send(response, file.rows, { from, to, format });
  });

  return router;

  async function send(
    response: Response,
    found: AsyncIterable<HoursRow[]>,
    { format, ...days }: { format: TableFormat; from: string; to: string },
  ): Promise<void> {
    const { t } = wordsOf(response);
    const { language } = visitOf(response);
    const rows = rowsFrom(found, (row) => hoursCells(row, language));
    await sendTable(
      response,
      { fileName: t('hours.fileName'), day: dayOf(clock()), format },
      { name: t('hours.sheet'), columns: hoursColumns(t), rows },
      hoursDefinitions(t, days),
    );
  }
}
