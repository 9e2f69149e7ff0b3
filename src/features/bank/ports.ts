import type { Html } from '../../lib/html.ts';
import type { Language } from '../../lib/localized.ts';
import type { MediaOf } from '../content/inline-text.ts';
import type { ShownAudio } from '../content/item-audio.ts';
import type { ItemDocument, ItemType } from '../courses/item-document.ts';
import type { Remark } from './formats/format.ts';

/** What banks need of features that come after them; `services.ts` brings it. */

export type Drawn = { ok: true; bytes: Buffer } | { ok: false; reason: Remark };

/** An image drawn anew: upright, without anything that stood beside it, no heavier than a course carries. */
export type DrawAnew = (bytes: Buffer) => Promise<Drawn>;

/** A document of Word as HTML; its images are named in it as they are here. */
export interface WrittenDocument {
  html: string;
  pictures: { name: string; bytes: Buffer }[];
  /** What of it was not taken. */
  lost: Remark[];
}
export type ReadDocument = (
  bytes: Buffer,
) => Promise<({ ok: true } & WrittenDocument) | { ok: false; reason: Remark }>;

/** A recording as courses carry it, without its labels, under a name of the folder; what is none is refused. */
export type TakeSound = (given: {
  path: string;
  name: string;
  folder: string;
}) => Promise<{ ok: true; name: string } | { ok: false; reason: Remark }>;

/** Reading what people bring, as hostile as it may be. */
export interface Outside {
  draw: DrawAnew;
  takeSound: TakeSound;
  readDocument: ReadDocument;
}

/** A question as whoever answers it sees it: what its partial of the pages of attempts is given. */
export interface ShownItem {
  id: string;
  type: ItemType;
  stem: Html;
  audio: ShownAudio[];
  several: boolean;
  asked: { kind: string };
}
export type ShowItem = (item: ItemDocument, media: MediaOf, language: Language) => ShownItem;
