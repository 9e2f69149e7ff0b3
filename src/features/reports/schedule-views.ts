import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase } from '../../http/render.ts';
import { addressOf, type ReportQuery } from './filters.ts';
import type { Words } from './filter-views.ts';
import type { Every } from './every.ts';
import type { ScheduleService } from './schedule-service.ts';

export const SCHEDULES = '/administrar/avance/programados';

interface SchedulesPage extends PageBase {
  form: {
    what: string;
    fields: { name: string; value: string }[];
    every: Every | null;
    reason: string;
    errors: FieldErrors;
  };
  schedules: { what: string; every: string; reason: string; remove: string }[];
  files: { title: string; detail: string; href: string; isNew: boolean }[];
}

declare module '../../http/render.ts' {
  interface Pages {
    'reports/schedules': SchedulesPage;
  }
}

/** A report in words, by the address of its filters. */
type Describe = (query: ReportQuery) => string;

export function schedulesPage(
  found: Awaited<ReturnType<ScheduleService['page']>>,
  form: Omit<SchedulesPage['form'], 'what' | 'fields'> & { query: ReportQuery },
  { describe, read }: { describe: Describe; read: (address: string) => ReportQuery },
  { t, fmt }: Words,
): SchedulesPage {
  const { query, ...rest } = form;
  return {
    title: t('schedule.title'),
    form: {
      ...rest,
      what: describe(query),
      fields: Object.entries(query)
        .filter(([name, value]) => value !== undefined && name !== 'pagina')
        .map(([name, value]) => ({ name, value: String(value) })),
    },
    schedules: found.schedules.map((schedule) => ({
      what: describe(read(schedule.query)),
      every: t(`schedule.${schedule.every}`),
      reason: schedule.reason,
      remove: `${SCHEDULES}/${schedule.id}/baja`,
    })),
    files: found.files.map(({ id, title, cutOff, madeAt, isNew }) => ({
      title,
      detail: t('schedule.file', { cutOff: fmt.date(cutOff), made: fmt.dateTime(madeAt) }),
      href: `${SCHEDULES}/${id}.csv`,
      isNew,
    })),
  };
}

export const scheduleHref = (query: ReportQuery): string =>
  addressOf(SCHEDULES, { ...query, pagina: undefined });
