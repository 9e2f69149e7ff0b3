import { isMap, isSeq, stringify, type Document } from 'yaml';
import { z } from 'zod';
import type { Actor } from '../../lib/actor.ts';
import { Refusal } from '../../lib/errors.ts';
import { AnyText, asText } from './course-file.ts';
import type { Draft } from './draft.ts';
import type { DraftService, OpenDraft } from './draft-service.ts';
import { lessonIdOf, lessonIn } from './lesson-file.ts';
import { freeId, slugOf } from './names.ts';
import { editedYaml, readYaml } from './yaml-edit.ts';

export const GLOSSARY_FILE = 'glossary.yml';

/** A word of the glossary as its form says it. */
export interface WrittenTerm {
  term: string;
  termEn: string;
  text: string;
  textEn: string;
}
export interface Term extends WrittenTerm {
  id: string;
}

export interface GlossarySheet {
  draft: Draft;
  /** Null when the file has mistakes that only its raw text can mend. */
  terms: Term[] | null;
  revision: number;
}

export interface TermSheet {
  draft: Draft;
  term: Term;
  revision: number;
  /** Titles of the lessons that name it. */
  lessons: string[];
}

const Terms = z.array(z.looseObject({ id: z.string(), term: AnyText, text: AnyText }));

const unknown = (): Refusal => new Refusal('not-found', 'error.notFound');

/** The words of a glossary, in the order of the file; null when it cannot be read. */
export function termsIn(text: string | null): Term[] | null {
  if (text === null || text.trim() === '') return [];
  const read = Terms.safeParse(readYaml(text));
  if (!read.success) return null;
  return read.data.map(({ id, term, text: said }) => ({
    id,
    term: term.es,
    termEn: term.en,
    text: said.es,
    textEn: said.en,
  }));
}

const byTerm = (one: Term, other: Term): number => one.term.localeCompare(other.term, 'es');

const lessonsNaming = (id: string, { files }: Pick<OpenDraft, 'files'>): string[] =>
  [...files.values()].flatMap(({ path, text }) => {
    if (text?.includes(`(glosario:${id})`) !== true) return [];
    const lesson = lessonIdOf(path) === null ? null : lessonIn(text);
    return lesson === null ? [] : [lesson.head.title];
  });

const entryIn = (document: Document, id: string) => {
  const { contents } = document;
  const items = isSeq(contents) ? contents.items : [];
  const at = items.findIndex((node) => isMap(node) && node.get('id') === id);
  const entry = items[at];
  return { items, at, entry: isMap(entry) ? entry : null };
};

const written = (id: string, { term, termEn, text, textEn }: WrittenTerm) => ({
  id,
  term: asText(term, termEn),
  text: asText(text, textEn),
});

/** The glossary of a draft: the words that its lessons may name. */
export const glossaryService = ({ drafts }: { drafts: DraftService }) => ({
  async sheet(actor: Actor, draftId: string): Promise<GlossarySheet> {
    const { draft, files } = await drafts.open(actor, draftId);
    const file = files.get(GLOSSARY_FILE);
    const terms = termsIn(file?.text ?? null);
    return { draft, terms: terms?.sort(byTerm) ?? null, revision: file?.revision ?? 0 };
  },

  async term(actor: Actor, draftId: string, id: string): Promise<TermSheet> {
    const opened = await drafts.open(actor, draftId);
    const file = opened.files.get(GLOSSARY_FILE);
    const term = termsIn(file?.text ?? null)?.find((one) => one.id === id);
    if (file === undefined || term === undefined) throw unknown();
    const lessons = lessonsNaming(id, opened);
    return { draft: opened.draft, term, revision: file.revision, lessons };
  },

  /** Adds a word under an id of its own, unless the glossary has that word or cannot be read. */
  async add(
    actor: Actor,
    draftId: string,
    form: WrittenTerm,
  ): Promise<'added' | 'known' | 'unreadable'> {
    return drafts.change(actor, draftId, (desk) => {
      const before = desk.text(GLOSSARY_FILE);
      const terms = termsIn(before);
      if (terms === null) return 'unreadable';
      if (terms.some(({ term }) => term.toLowerCase() === form.term.toLowerCase())) return 'known';
      const id = freeId(slugOf(form.term, 'palabra'), new Set(terms.map((one) => one.id)));
      const entry = written(id, form);
      const after =
        before === null || terms.length === 0
          ? stringify([entry], { lineWidth: 0 })
          : editedYaml(before, (document) => {
              if (isSeq(document.contents))
                document.contents.items.push(document.createNode(entry));
            });
      desk.write(GLOSSARY_FILE, after);
      return 'added';
    });
  },

  /** Saves a word, unless the glossary changed since it was opened. Answers whether it is saved. */
  async save(
    actor: Actor,
    draftId: string,
    id: string,
    { revision, ...form }: WrittenTerm & { revision: number },
  ): Promise<boolean> {
    return drafts.change(actor, draftId, (desk) => {
      const before = desk.text(GLOSSARY_FILE);
      const known = termsIn(before)?.find((one) => one.id === id);
      if (before === null || known === undefined) throw unknown();
      if (desk.revisionOf(GLOSSARY_FILE) !== revision) return false;
      const after = editedYaml(before, (document) => {
        const { entry } = entryIn(document, id);
        const { term, text } = written(id, form);
        if (known.term !== form.term || known.termEn !== form.termEn)
          entry?.set('term', document.createNode(term));
        if (known.text !== form.text || known.textEn !== form.textEn)
          entry?.set('text', document.createNode(text));
      });
      desk.write(GLOSSARY_FILE, after);
      return true;
    });
  },

  /** Takes a word out, unless a lesson still names it. Answers whether it is gone. */
  async remove(actor: Actor, draftId: string, id: string): Promise<boolean> {
    const opened = await drafts.open(actor, draftId);
    if (lessonsNaming(id, opened).length > 0) return false;
    return drafts.change(actor, draftId, (desk) => {
      const before = desk.text(GLOSSARY_FILE);
      const terms = termsIn(before);
      if (before === null || terms?.some((one) => one.id === id) !== true) throw unknown();
      if (terms.length === 1) desk.remove(GLOSSARY_FILE);
      else
        desk.write(
          GLOSSARY_FILE,
          editedYaml(before, (document) => {
            const { items, at } = entryIn(document, id);
            items.splice(at, 1);
          }),
        );
      return true;
    });
  },
});
export type GlossaryService = ReturnType<typeof glossaryService>;
