import type { BLOOM, PILLARS } from '../courses/framework.ts';
import type { DIFFICULTIES, ItemDocument, ItemType } from '../courses/item-document.ts';

/** Where questions are kept before and after they stand in a course: of a person, or of an institution. */
export interface Bank {
  id: string;
  name: string;
  /** Counts banks from one. */
  ordinal: number;
  ownerId: string | null;
  ownerName: string | null;
  institution: string | null;
  institutionPath: string | null;
}

/** A bank in the list of banks. */
export interface BankEntry extends Bank {
  /** How many questions it has that are not retired. */
  items: number;
  updatedAt: Date;
}

export const ITEMS_PER_PAGE = 50;

/** A question in a list. */
export interface ItemEntry {
  id: string;
  number: number;
  type: ItemType;
  title: string;
  objective: string | null;
  bloom: (typeof BLOOM)[number] | null;
  difficulty: (typeof DIFFICULTIES)[number] | null;
  form: 'A' | 'B' | null;
  tags: string[];
  isRetired: boolean;
  updatedAt: Date;
}

/** What a list is narrowed by; an absent one narrows nothing. */
export interface ItemFilter {
  search: string;
  type: ItemType | null;
  objective: string | null;
  bloom: (typeof BLOOM)[number] | null;
  pillar: (typeof PILLARS)[number] | null;
  topic: string | null;
  difficulty: (typeof DIFFICULTIES)[number] | null;
  form: 'A' | 'B' | null;
  tag: string | null;
  /** Shows those that are out of use, and no others. */
  retired: boolean;
  /** Shows those whose images nobody described yet, and no others. */
  unfinished: boolean;
}

export const noFilter: ItemFilter = {
  search: '',
  type: null,
  objective: null,
  bloom: null,
  pillar: null,
  topic: null,
  difficulty: null,
  form: null,
  tag: null,
  retired: false,
  unfinished: false,
};

/** A question as a page about it shows it. */
export interface BankItem {
  id: string;
  bankId: string;
  number: number;
  version: number;
  document: ItemDocument;
  /** The folders in which another system keeps it, from the outermost inwards. */
  category: string[];
  isRetired: boolean;
}

/** One state of a question. */
export interface ItemVersion {
  number: number;
  madeAt: Date;
  madeBy: string | null;
  note: string | null;
}
