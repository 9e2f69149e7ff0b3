import type { PageBase } from '../../http/render.ts';
import { canonicalJson, sha256Of } from '../../lib/canonical-json.ts';
import type { Words } from '../frameworks/views.ts';
import type { PaperTable } from '../reports/sheet.ts';
import type { Value } from '../reports/table.ts';
import { definitionsOf } from '../reports/views.ts';
import { participationOf } from '../roundtables/roundtable.ts';
import { figuresOf, type Brief, type BriefTable } from './brief.ts';
import type { BriefDocument } from './brief-document.ts';
import type { Entity } from './service.ts';

export const BRIEFS = '/administrar/fichas';

interface BriefsPage extends PageBase {
  entries: { name: string; href: string; pdf: string | null }[];
  zip: string | null;
}

interface BriefPage extends PageBase {
  lead: string[];
  sections: (BriefDocument['sections'][number] & { id: string })[];
  notes: string[];
  pdf: string | null;
  report: string;
}

declare module '../../http/render.ts' {
  interface Pages {
    'briefs/briefs': BriefsPage;
    'briefs/brief': BriefPage;
  }
}

export const briefsPage = (
  entities: readonly Entity[],
  mayExport: boolean,
  { t }: Words,
): BriefsPage => ({
  title: t('briefs.title'),
  entries: entities.map(({ code, name }) => ({
    name,
    href: `${BRIEFS}/${code}`,
    pdf: mayExport ? `${BRIEFS}/${code}.pdf` : null,
  })),
  zip: mayExport && entities.length > 1 ? `${BRIEFS}.zip` : null,
});

/** So many rows stand on the one page. */
const MOST_ROWS = 12;

function paperOf(
  { heads, rows, total }: BriefTable,
  { t, fmt }: Words,
  withTotal: boolean,
): PaperTable | null {
  if (rows.length === 0) return null;
  const said = (value: Value): string =>
    typeof value === 'number' ? fmt.number(value) : (value ?? t('report.hidden'));
  return {
    heads,
    rows: rows.slice(0, MOST_ROWS).map(({ dated, values }) => [dated, ...values.map(said)]),
    total: withTotal ? [total.dated, ...total.values.map(said)] : null,
  };
}

/** An abbreviation at the end of a sentence brings its stop along. */
const withOneStop = (text: string): string => text.replaceAll('..', '.');

function networksText({ networks }: Brief, { t, fmt }: Words): string[] {
  const sources = networks.sources.map(({ source, cutOff, networks: count }) =>
    t('networksReport.from', { source, date: fmt.date(cutOff), count }),
  );
  const told = t('briefs.networks', {
    networks: fmt.number(networks.networks),
    municipalities: fmt.number(networks.municipalities),
    reported:
      networks.reported === null ? t('networksReport.unknown') : fmt.number(networks.reported),
    registered: networks.registered === null ? t('report.hidden') : fmt.number(networks.registered),
    date: fmt.date(networks.day),
  });
  return [
    withOneStop(told),
    ...(sources.length === 0 ? [] : [t('briefs.sources', { sources: sources.join('; ') })]),
  ];
}

function participationText({ participation }: Brief, { t, fmt }: Words): string {
  if (participation === null) return t('briefs.noReach');
  const share = participationOf(participation);
  const values = {
    known: fmt.number(participation.known),
    held: fmt.number(participation.held),
    attended: fmt.number(participation.attended),
  };
  return share === null
    ? t('briefs.noMeetings', values)
    : t('briefs.participation', { ...values, share: fmt.percent(share) });
}

/** The brief in words, the same on the page and on paper. */
export function briefDocument(brief: Brief, made: Date, words: Words): BriefDocument {
  const { t, fmt, language } = words;
  const left = brief.byCourse.rows.length - MOST_ROWS;
  const people = brief.people === null ? t('report.hidden') : fmt.number(brief.people);
  const hasDates = [brief.byCourse, brief.bySex].some(({ rows, total }) =>
    [...rows, total].some(({ since }) => since !== null),
  );
  const nobody = ({ rows }: BriefTable): string[] =>
    rows.length === 0 ? [t('briefs.nobody')] : [];
  return {
    title: t('briefs.of', { state: brief.state.name }),
    lang: language === 'en' ? 'en' : 'es-MX',
    lead: [
      t('report.cutOff', { date: fmt.date(brief.cutOff) }),
      withOneStop(t('briefs.people', { people })),
    ],
    sections: [
      {
        title: t('briefs.byCourse'),
        text: left > 0 ? [t('briefs.more', { count: left })] : nobody(brief.byCourse),
        table: paperOf(brief.byCourse, words, true),
      },
      {
        title: t('briefs.bySex'),
        text: nobody(brief.bySex),
        table: paperOf(brief.bySex, words, false),
      },
      { title: t('briefs.networksTitle'), text: networksText(brief, words), table: null },
      {
        title: t('briefs.roundtables'),
        text: [participationText(brief, words)],
        table: null,
      },
    ],
    notes: [
      ...definitionsOf(t).map(({ label, definition }) => `${label}: ${definition}`),
      ...(brief.threshold === null ? [] : [t('report.hiddenNote', { k: brief.threshold })]),
      ...(hasDates ? [t('report.asOfNote')] : []),
      t('report.source'),
      t('briefs.digest', { digest: sha256Of(canonicalJson(figuresOf(brief))) }),
    ],
    made,
  };
}

export function briefPage(
  brief: Brief,
  { made, mayExport }: { made: Date; mayExport: boolean },
  words: Words,
): BriefPage {
  const { title, lead, sections, notes } = briefDocument(brief, made, words);
  return {
    title,
    lead,
    sections: sections.map((section, at) => ({ ...section, id: `parte-${String(at + 1)}` })),
    notes,
    pdf: mayExport ? `${BRIEFS}/${brief.state.code}.pdf` : null,
    report: `/administrar/avance?estado=${brief.state.code}&por=curso`,
  };
}
