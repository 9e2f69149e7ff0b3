import type { PageBase } from '../../http/render.ts';
import { translator, type Translate } from '../../i18n/translate.ts';
import type { ItemDocument } from '../courses/item-document.ts';
import type { Bank, BankItem, ItemVersion } from './bank.ts';
import { differencesBetween, type Difference } from './differences.ts';
import { typeOf } from './item-draft.ts';
import {
  itemFields,
  sceneIn,
  showing,
  type FieldsGiven,
  type ItemFields,
  type Reader,
  type Showing,
} from './item-form-views.ts';
import type { ItemSheet } from './item-service.ts';
import type { Scene } from './scenario-map.ts';
import { BANKS } from './views.ts';

interface ItemPage extends PageBase, Showing {
  bank: Bank;
  base: string;
  path: string;
  item: BankItem;
  versions: ItemVersion[];
  facts: string[];
  map: Scene | null;
}

interface VersionPage extends PageBase, Showing {
  bank: Bank;
  base: string;
  path: string;
  itemTitle: string;
  number: number;
  earlier: ItemDocument;
  differences: Difference[];
  map: Scene | null;
}

interface FormPage extends ItemFields {
  bank: Bank;
  base: string;
}

declare module '../../http/render.ts' {
  interface Pages {
    'bank/item': ItemPage;
    'bank/item-version': VersionPage;
    'bank/item-form': FormPage;
  }
}

const titleFor = ({ number }: BankItem, t: Translate): string => t('bank.itemNumber', { number });

/** A question with its key, its properties and its versions. */
export function itemPage({ bank, item, versions }: ItemSheet, reader: Reader): ItemPage {
  const { language } = reader;
  const t = translator(language);
  const { document } = item;
  const base = `${BANKS}/${bank.id}`;
  return {
    title: titleFor(item, t),
    section: bank.name,
    bank,
    base,
    path: `${base}/reactivos/${item.id}`,
    item,
    versions,
    facts: factsOf(document, t),
    map: sceneIn(document, language),
    ...showing(document, reader),
  };
}

function factsOf(item: ItemDocument, t: Translate): string[] {
  return [
    item.objective,
    item.bloom === null ? null : t(`bank.bloom.${item.bloom}`),
    item.pillar === null ? null : t(`bank.pillar.${item.pillar}`),
    item.topic,
    item.difficulty === null ? null : t(`bank.difficulty.${item.difficulty}`),
    item.form === null ? null : t('bank.formIs', { form: item.form }),
    item.critical ? t('bank.critical') : null,
    ...item.tags,
  ].filter((fact) => fact !== null);
}

/** An earlier version, and what has changed since. */
export function versionPage(
  { bank, item, earlier }: { bank: Bank; item: BankItem; earlier: ItemDocument },
  number: number,
  reader: Reader,
): VersionPage {
  const { language } = reader;
  const t = translator(language);
  const base = `${BANKS}/${bank.id}`;
  return {
    title: t('bank.version', { number }),
    section: bank.name,
    bank,
    base,
    path: `${base}/reactivos/${item.id}`,
    itemTitle: titleFor(item, t),
    number,
    earlier,
    differences: differencesBetween(earlier, item.document, t),
    map: sceneIn(earlier, language),
    ...showing(earlier, reader),
  };
}

export type Writing = FieldsGiven & {
  bank: Bank;
  /** The item that is changed; null for a new one. */
  item: BankItem | null;
};

/** The form of a question of a bank. */
export function formPage(writing: Writing, reader: Reader): FormPage {
  const t = translator(reader.language);
  const { bank, item, draft } = writing;
  const base = `${BANKS}/${bank.id}`;
  const type = typeOf(draft);
  return {
    ...itemFields(writing, reader),
    title:
      item === null
        ? t('bank.newOf', { type: t(`bank.type.${type}`) })
        : t('bank.editing', { number: item.number }),
    section: bank.name,
    bank,
    base,
    action: item === null ? `${base}/reactivos` : `${base}/reactivos/${item.id}`,
    audio:
      item === null
        ? null
        : {
            count: item.document.audio?.length ?? 0,
            href: `${base}/reactivos/${item.id}/audio`,
          },
  };
}
