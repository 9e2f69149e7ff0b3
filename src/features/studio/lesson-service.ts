import { z } from 'zod';
import type { Actor } from '../../lib/actor.ts';
import { Refusal } from '../../lib/errors.ts';
import type { Localized } from '../../lib/localized.ts';
import { previewLesson, type LessonPreview } from '../content/course-folder.ts';
import { AnyText, courseIn, COURSE_FILE } from './course-file.ts';
import type { Draft } from './draft.ts';
import type { DraftService, OpenDraft } from './draft-service.ts';
import type { EnglishLessonForm, LessonForm } from './forms.ts';
import { GLOSSARY_FILE, termsIn } from './glossary-service.ts';
import { englishFrom, lessonFrom, lessonValues, type LessonValues } from './lesson-fields.ts';
import { lessonIn, lessonPath } from './lesson-file.ts';
import { readYaml } from './yaml-edit.ts';

type Tongue = 'es' | 'en';

/** A lesson on the table of its editor. */
export interface LessonSheet {
  draft: Draft;
  lessonId: string;
  tongue: Tongue;
  title: string;
  /** Null when the file has mistakes that only its raw text can mend. */
  values: LessonValues | null;
  /** Revision of the file; 0 while there is none. */
  revision: number;
  hasEnglish: boolean;
  objectives: { id: string; text: string }[];
  /** What of frameworks it may feed: the lines that count today, and tags that its file has already. */
  lines: FrameworkLine[];
  media: string[];
  /** Words of the glossary. */
  terms: { id: string; term: string }[];
  /** Questions that may stand in a lesson. */
  checks: { id: string; stem: string }[];
}

/** `now` is the text that somebody else saved meanwhile. */
export type Saved = { ok: true } | { ok: false; now: string | null; revision: number };

const Checks = z
  .array(z.looseObject({ id: z.string(), use: z.string().catch(''), stem: AnyText }))
  .catch([]);

/** The knowledge checks of a file of questions. */
const checksIn = (text: string | null): LessonSheet['checks'] =>
  Checks.parse(readYaml(text))
    .filter(({ use }) => use === 'check')
    .map(({ id, stem }) => ({ id, stem: stem.es }));

const unknown = (): Refusal => new Refusal('not-found', 'error.notFound');

/** Port: the lines of frameworks that count today, by their tags. */
export interface FrameworkLine {
  tag: string;
  name: Localized;
}
export type FrameworkLines = () => Promise<FrameworkLine[]>;

interface Needs {
  drafts: DraftService;
  frameworkLines: FrameworkLines;
}

/** Lessons of drafts: what the editor shows, saving it, and how it looks to whoever takes the course. */
export const lessonService = ({ drafts, frameworkLines }: Needs) => {
  async function linesFor(tags: readonly string[]): Promise<FrameworkLine[]> {
    const lines = await frameworkLines();
    const others = tags.filter((tag) => !lines.some((line) => line.tag === tag));
    return [...lines, ...others.map((tag) => ({ tag, name: { es: tag, en: tag } }))];
  }

  const textOf = ({ files }: OpenDraft, path: string): string | null =>
    files.get(path)?.text ?? null;

  return {
    /** What the editor shows of a lesson in one language. */
    async sheet(
      actor: Actor,
      draftId: string,
      lessonId: string,
      tongue: Tongue,
    ): Promise<LessonSheet> {
      const opened = await drafts.open(actor, draftId);
      const spanish = textOf(opened, lessonPath(lessonId));
      if (spanish === null) throw unknown();
      const path = lessonPath(lessonId, tongue);
      const text = textOf(opened, path);
      const course = courseIn(textOf(opened, COURSE_FILE));
      const head = lessonIn(spanish)?.head;
      return {
        draft: opened.draft,
        lessonId,
        tongue,
        title: head?.title ?? lessonId,
        values: text === null ? { text: {}, objectives: [], tags: [] } : lessonValues(text),
        revision: opened.files.get(path)?.revision ?? 0,
        hasEnglish: opened.files.has(lessonPath(lessonId, 'en')),
        objectives: (course?.objectives ?? []).map(({ id, text: said }) => ({ id, text: said.es })),
        lines: await linesFor(head?.frameworks ?? []),
        media: [...opened.files.keys()]
          .filter((one) => one.startsWith('media/'))
          .map((one) => one.slice('media/'.length)),
        terms: termsIn(textOf(opened, GLOSSARY_FILE)) ?? [],
        checks: [...opened.files.values()]
          .filter((file) => file.path.startsWith('questions/'))
          .flatMap((file) => checksIn(file.text)),
      };
    },

    /** Saves a lesson, unless somebody saved it since it was opened: then both texts are shown, and nothing is lost. */
    async save(
      actor: Actor,
      draftId: string,
      lessonId: string,
      given: { tongue: 'es'; form: LessonForm } | { tongue: 'en'; form: EnglishLessonForm },
    ): Promise<Saved> {
      return drafts.change(actor, draftId, (desk): Saved => {
        if (desk.text(lessonPath(lessonId)) === null) throw unknown();
        const path = lessonPath(lessonId, given.tongue);
        const before = desk.text(path);
        const revision = desk.revisionOf(path);
        const text =
          given.tongue === 'es' ? lessonFrom(before, given.form) : englishFrom(before, given.form);
        if (revision !== given.form.revision && text !== before) {
          return { ok: false, now: before, revision };
        }
        desk.write(path, text);
        return { ok: true };
      });
    },

    /** Takes the English version of a lesson away: whoever reads in English is shown the Spanish one. */
    async removeEnglish(actor: Actor, draftId: string, lessonId: string): Promise<void> {
      await drafts.change(actor, draftId, (desk) => {
        desk.remove(lessonPath(lessonId, 'en'));
      });
    },

    /** The lesson as it would be published, with what stands in the editor in the place of what is saved. */
    async preview(
      actor: Actor,
      draftId: string,
      lessonId: string,
      typed?: { tongue: 'es'; form: LessonForm } | { tongue: 'en'; form: EnglishLessonForm },
    ): Promise<LessonPreview & { file: (tongue: Tongue) => string }> {
      const opened = await drafts.open(actor, draftId);
      const now = new Map<string, string>();
      if (typed !== undefined) {
        const path = lessonPath(lessonId, typed.tongue);
        const before = textOf(opened, path);
        now.set(
          path,
          typed.tongue === 'es' ? lessonFrom(before, typed.form) : englishFrom(before, typed.form),
        );
      }
      const source = await drafts.source(opened, now);
      if (source.file(lessonPath(lessonId)) === null) throw unknown();
      const file = (tongue: Tongue): string =>
        source.file(lessonPath(lessonId, tongue))?.bytes.toString('utf8') ?? '';
      return { ...previewLesson(source, lessonId), file };
    },
  };
};
export type LessonEditing = ReturnType<typeof lessonService>;
