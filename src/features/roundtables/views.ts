import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase } from '../../http/render.ts';
import type { Format } from '../../i18n/format.ts';
import type { Translate } from '../../i18n/translate.ts';
import { periodLabel } from '../reports/filter-views.ts';
import { periodsOf } from '../reports/period.ts';
import { dash, type Shown } from '../reports/shown.ts';
import type { RowMistake } from './catalogue-table.ts';
import type { ListQuery } from './forms.ts';
import { participationOf, type Roundtable } from './roundtable.ts';
import type { Overview, RoundtableSheet } from './service.ts';

export const ROUNDTABLES = '/administrar/mesas';

export interface Words {
  t: Translate;
  fmt: Format;
}

interface Option {
  value: string;
  label: string;
}

interface RoundtablesPage extends PageBase {
  known: string[];
  periods: Option[];
  period: string;
  states: Option[];
  state: string;
  /** Whether some line tells how many women were there. */
  tellsWomen: boolean;
  lines: { name: string; href: string; values: Shown[] }[];
  chosen: { title: string; tables: { name: string; href: string; about: string }[] } | null;
  notes: string[];
  bringIn: string | null;
}

interface RoundtablePage extends PageBase {
  action: string;
  about: string[];
  meetings: { date: string; text: string; remove: string | null }[];
  share: string;
  form: { values: Record<string, string>; errors: FieldErrors } | null;
}

interface BringInPage extends PageBase {
  values: Record<string, string>;
  errors: FieldErrors;
  lines: { username: string; key: RowMistake['key'] }[];
}

declare module '../../http/render.ts' {
  interface Pages {
    'roundtables/roundtables': RoundtablesPage;
    'roundtables/roundtable': RoundtablePage;
    'roundtables/bring-in': BringInPage;
  }
}

/** A day, or a year where no more is known. */
export const cutOffText = (cutOff: string, fmt: Format): string =>
  cutOff.length === 10 ? fmt.date(cutOff) : cutOff;

/** What a roundtable is called: one of an entity by it. */
export const nameOf = ({ kind, name, state }: Roundtable, t: Translate): string =>
  kind === 'state' ? t('roundtables.ofEntity', { state }) : name;

const addressOf = (query: ListQuery): string => {
  const parts = new URLSearchParams(
    Object.entries(query).filter((part): part is [string, string] => part[1] !== undefined),
  ).toString();
  return parts === '' ? ROUNDTABLES : `${ROUNDTABLES}?${parts}`;
};

export function roundtablesPage(
  { known, lines, chosen, day }: Overview,
  { query, now, manages }: { query: ListQuery; now: Date; manages: boolean },
  words: Words,
): RoundtablesPage {
  const { t, fmt } = words;
  const tellsWomen = lines.some(({ women }) => women !== null);
  return {
    title: t('roundtables.title'),
    known: known.map((one) =>
      t(`roundtables.known.${one.kind}`, {
        known: fmt.number(one.known),
        said: fmt.number(one.said),
        source: one.source,
        date: cutOffText(one.cutOff, fmt),
      }),
    ),
    periods: [
      { value: '', label: t('roundtables.allTime') },
      ...periodsOf(now).map((value) => ({ value, label: periodLabel(value, words) })),
    ],
    period: query.periodo ?? '',
    states: [
      { value: '', label: t('roundtables.everyEntity') },
      ...lines.map(({ stateCode, state }) => ({ value: stateCode, label: state })),
    ],
    state: query.estado ?? '',
    tellsWomen,
    lines: lines.map((line) => {
      const share = participationOf(line);
      return {
        name: line.state,
        href: `${addressOf({ ...query, estado: line.stateCode })}#mesas`,
        values: [
          fmt.number(line.regional),
          fmt.number(line.held),
          fmt.number(line.attended),
          share === null ? dash(t('roundtables.noneHeld')) : fmt.percent(share),
          ...(tellsWomen ? [line.women === null ? '–' : fmt.number(line.women)] : []),
        ],
      };
    }),
    chosen:
      chosen === null
        ? null
        : {
            title: t('roundtables.inEntity', { state: chosen[0]?.state ?? '' }),
            tables: chosen.map((one) => ({
              name: nameOf(one, t),
              href: `${ROUNDTABLES}/${one.id}`,
              about: `${one.code} · ${t('roundtables.from', { source: one.source, date: cutOffText(one.cutOff, fmt) })}`,
            })),
          },
    notes: [
      t('roundtables.definition'),
      t('report.cutOff', { date: fmt.date(day) }),
      t('roundtables.sourceNote'),
    ],
    bringIn: manages ? `${ROUNDTABLES}/tabla` : null,
  };
}

export function roundtablePage(
  { roundtable, meetings, mayLog, tellsWomen }: RoundtableSheet,
  form: { values: Record<string, string>; errors: FieldErrors } | null,
  { t, fmt }: Words,
): RoundtablePage {
  const action = `${ROUNDTABLES}/${roundtable.id}`;
  const attended = meetings.filter((one) => one.attended).length;
  const share = participationOf({ held: meetings.length, attended });
  return {
    title: nameOf(roundtable, t),
    action,
    about: [
      roundtable.code,
      roundtable.state,
      t('roundtables.from', {
        source: roundtable.source,
        date: cutOffText(roundtable.cutOff, fmt),
      }),
    ],
    meetings: meetings.map((one) => ({
      date: fmt.date(one.heldOn),
      text: !one.attended
        ? t('roundtables.nobody')
        : one.women === null || !tellsWomen
          ? t('roundtables.attendedSome')
          : t('roundtables.attendedCount', { count: one.women }),
      remove: mayLog ? `${action}/sesiones/${one.id}/baja` : null,
    })),
    share:
      share === null
        ? t('roundtables.noMeetings')
        : t('roundtables.share', {
            attended: fmt.number(attended),
            held: fmt.number(meetings.length),
            share: fmt.percent(share),
          }),
    form: mayLog ? (form ?? { values: {}, errors: {} }) : null,
  };
}

export const bringInPage = (
  {
    values,
    errors,
    mistakes = [],
  }: {
    values: Record<string, string>;
    errors: FieldErrors;
    mistakes?: readonly RowMistake[];
  },
  { t }: Words,
): BringInPage => ({
  title: t('roundtables.bringIn'),
  values,
  errors,
  lines: mistakes.slice(0, 50).map(({ row, key }) => ({
    username: t('roundtables.table.row', { row }),
    key,
  })),
});
