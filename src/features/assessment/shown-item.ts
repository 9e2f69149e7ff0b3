import type { Html } from '../../lib/html.ts';
import type { Language } from '../../lib/localized.ts';
import type { MediaOf } from '../content/inline-text.ts';
import { shownAudio, type ShownAudio } from '../content/item-audio.ts';
import type { ItemDocument, ItemType } from '../courses/item-document.ts';
import { askedOf, type Asked, type Pair } from './asked.ts';
import { textsOf } from './item-texts.ts';
import { hasBoxes } from './item-types.ts';
import { toSnapshot } from './snapshot.ts';

/** An item as its partial shows it to whoever answers. */
export interface ShownItem {
  id: string;
  type: ItemType;
  stem: Html;
  /** The question without marks, for lists. */
  plain: string;
  audio: ShownAudio[];
  several: boolean;
  asked: Asked;
}

interface Around {
  media: MediaOf;
  language: Language;
  /** The page of the question's own. */
  page: string;
}

/** A drawn item with what is chosen in it. */
export function shown(
  pair: Pair,
  chosen: readonly string[],
  { media, language, page }: Around,
): ShownItem {
  const { drawn, text } = pair;
  const texts = textsOf({ media }, text, language);
  return {
    id: drawn.id,
    type: drawn.type,
    stem: texts.html(text.stem),
    plain: texts.plain(text.stem),
    audio: shownAudio(text, media, language),
    several: hasBoxes(drawn.type),
    asked: askedOf(pair, chosen, { texts, language, page }),
  };
}

/** An item that nobody has answered, its parts in the order of its author: what she will ask, before anybody is asked. */
export function shownItem(item: ItemDocument, media: MediaOf, language: Language): ShownItem {
  const drawn = toSnapshot(item, (below) => below - 1);
  return shown({ drawn, text: item } as Pair, [], { media, language, page: '' });
}
