import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { peopleWho } from '../../http/access.ts';
import { attach } from '../../http/attach.ts';
import { parseForm, parseParams, parseQuery, sentValues } from '../../http/parse.ts';
import { asksForFile } from '../../http/purpose.ts';
import { redirectWith, renderPage } from '../../http/render.ts';
import { signedIn, visitOf } from '../../http/visit.ts';
import { isMessageKey } from '../../i18n/translate.ts';
import { sendCsv } from '../../lib/csv.ts';
import { Id, paragraph } from '../../lib/text.ts';
import { mayAnywhere } from '../permissions/policy.ts';
import { GROUP_NAMES, GROUPS, ReportQuery } from './filters.ts';
import { EVERY } from './every.ts';
import type { ScheduleService } from './schedule-service.ts';
import { SCHEDULES, schedulesPage } from './schedule-views.ts';
import { wordsOf } from './routes.ts';

const exporters = peopleWho('reports.export', (actor) => mayAnywhere(actor, 'reports.export'));

const ScheduleForm = ReportQuery.omit({ pagina: true, orden: true }).extend({
  cada: z.enum(EVERY),
  motivo: paragraph(300, 10),
});
const ScheduleAddress = z.object({ id: Id });

export function scheduleRoutes({ schedules }: { schedules: ScheduleService }): Router {
  const router = Router();

  const show = async (
    response: Response,
    form: Parameters<typeof schedulesPage>[1],
    status = 200,
  ): Promise<void> => {
    const words = wordsOf(response);
    const read = (address: string): ReportQuery => {
      const found = ReportQuery.safeParse(Object.fromEntries(new URLSearchParams(address)));
      return found.success ? found.data : ReportQuery.parse({});
    };
    const { t } = words;
    // A condition as the report says it; a code, a key or a period stands as it is.
    const said = (name: string, value: unknown): string => {
      const group = GROUPS.find((one) => name === 'por' && GROUP_NAMES[one] === value);
      if (group !== undefined) return t(`report.group.${group}`);
      const keys: Record<string, string> = {
        ...{ sexo: 'report.sex', edad: 'report.age' },
        ...{ grado: 'ranks.band', lado: 'report.side' },
      };
      const key = `${keys[name] ?? ''}.${String(value)}`;
      return isMessageKey(key) ? t(key) : String(value);
    };
    const describe = (query: ReportQuery): string =>
      Object.entries(query)
        .filter(([name, value]) => value !== undefined && !['pagina', 'orden'].includes(name))
        .map(([name, value]) => `${t(`schedule.part.${name as 'curso'}`)}: ${said(name, value)}`)
        .join(', ') || t('schedule.everything');
    const page = schedulesPage(
      await schedules.page(signedIn(response)),
      form,
      { describe, read },
      words,
    );
    renderPage(response, 'reports/schedules', page, status);
  };

  router.get(SCHEDULES, exporters, async (request, response) => {
    const query = parseQuery(ReportQuery, request);
    await show(response, { query, every: 'month', reason: '', errors: {} });
  });

  router.post(SCHEDULES, exporters, async (request: Request, response) => {
    const form = parseForm(ScheduleForm, request);
    if (!form.ok) {
      const sent = sentValues(request);
      const query = ReportQuery.safeParse(sent);
      await show(
        response,
        {
          query: query.success ? query.data : ReportQuery.parse({}),
          every: EVERY.find((every) => every === sent['cada']) ?? null,
          reason: sent['motivo'] ?? '',
          errors: form.errors,
        },
        422,
      );
      return;
    }
    const { cada, motivo, ...query } = form.value;
    await schedules.add(
      signedIn(response),
      { query: { ...query, orden: undefined, pagina: undefined }, every: cada, reason: motivo },
      visitOf(response).language,
    );
    redirectWith(response, SCHEDULES, 'schedule.added');
  });

  router.post(`${SCHEDULES}/:id/baja`, exporters, async (request, response) => {
    const { id } = parseParams(ScheduleAddress, request);
    await schedules.remove(signedIn(response), id);
    redirectWith(response, SCHEDULES, 'schedule.removed');
  });

  router.get(`${SCHEDULES}/:id.csv`, exporters, asksForFile, async (request, response) => {
    const { id } = parseParams(ScheduleAddress, request);
    const { t } = wordsOf(response);
    const { cutOff, body } = await schedules.open(signedIn(response), id);
    attach(response, t('report.fileName'), 'csv', cutOff);
    await sendCsv(response, body.head, [body.rows]);
  });

  return router;
}
