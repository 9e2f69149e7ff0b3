import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase } from '../../http/render.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { CatalogueChanges } from './catalogue-import.ts';
import type { PlaceImport } from './place-import.ts';

export const MUNICIPALITIES = '/administrar/municipios';

interface ListPage extends PageBase {
  taken: PlaceImport[];
  errors: FieldErrors;
  /** The line of the file that was refused; null where it is all of it. */
  line: number | null;
}

/** Municipalities of one kind: all are counted, the first are shown. */
interface Part {
  id: string;
  title: string;
  what: string;
  rows: string[];
  more: number;
}

interface PreviewPage extends PageBase {
  path: string;
  list: PlaceImport;
  counts: { name: string; value: number }[];
  parts: Part[];
  /** So many would go that the file is perhaps not whole. */
  looksCut: boolean;
  /** It would change nothing. */
  isSame: boolean;
}

interface TakenPage extends PageBase {
  list: PlaceImport;
}

declare module '../../http/render.ts' {
  interface Pages {
    'places/municipalities': ListPage;
    'places/municipalities-preview': PreviewPage;
    'places/municipalities-taken': TakenPage;
  }
}

const SHOWN = 100;
/** INEGI has never taken so many away at once. */
const MANY = 10;

export const listPage = (
  taken: PlaceImport[],
  { errors, line }: { errors: FieldErrors; line: number | null },
  t: Translate,
): ListPage => ({
  title: t('places.title'),
  taken,
  errors,
  line: line !== null && line > 1 ? line : null,
});

/** Everything that a list would change, by kind. */
export function previewPage(
  { list, changes }: { list: PlaceImport; changes: CatalogueChanges },
  t: Translate,
): PreviewPage {
  const part = (kind: 'added' | 'renamed' | 'gone' | 'back', rows: readonly string[]): Part[] =>
    rows.length === 0
      ? []
      : [
          {
            id: kind,
            title: t(`places.${kind}`, { count: rows.length }),
            what: t(`places.${kind}What`),
            rows: rows.slice(0, SHOWN),
            more: Math.max(0, rows.length - SHOWN),
          },
        ];
  const { added, renamed, gone, back, same } = changes;
  const named = ({ cvegeo, name }: { cvegeo: string; name: string }): string => `${cvegeo} ${name}`;
  const parts = [
    ...part('added', added.map(named)),
    ...part(
      'renamed',
      renamed.map(({ cvegeo, before, after }) => t('places.renamedRow', { cvegeo, before, after })),
    ),
    ...part(
      'gone',
      gone.map((one) => (one.used ? t('places.goneUsed', { place: named(one) }) : named(one))),
    ),
    ...part('back', back.map(named)),
  ];
  return {
    title: t('places.previewTitle'),
    path: `${MUNICIPALITIES}/${list.id}`,
    list,
    counts: [
      { name: t('places.count.added'), value: added.length },
      { name: t('places.count.renamed'), value: renamed.length },
      { name: t('places.count.gone'), value: gone.length },
      ...(back.length === 0 ? [] : [{ name: t('places.count.back'), value: back.length }]),
      { name: t('places.count.same'), value: same },
    ],
    parts,
    looksCut: gone.length > MANY,
    isSame: parts.length === 0,
  };
}

export const takenPage = (list: PlaceImport, t: Translate): TakenPage => ({
  title: t('places.takenTitle'),
  list,
});
