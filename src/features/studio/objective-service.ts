import { isMap } from 'yaml';
import { z } from 'zod';
import type { Actor } from '../../lib/actor.ts';
import { Refusal } from '../../lib/errors.ts';
import type { BLOOM } from '../courses/framework.ts';
import {
  addEntry,
  asText,
  courseIn,
  COURSE_FILE,
  edited,
  entryOf,
  moveEntry,
  removeEntry,
  type LooseCourse,
} from './course-file.ts';
import type { Desk } from './desk.ts';
import type { Draft } from './draft.ts';
import type { DraftService } from './draft-service.ts';
import { lessonIdOf, lessonIn } from './lesson-file.ts';
import { freeId } from './names.ts';
import { readYaml } from './yaml-edit.ts';

type Bloom = (typeof BLOOM)[number];

/** An objective as its form says it. */
export interface WrittenObjective {
  id: string;
  bloom: Bloom;
  es: string;
  en: string;
}

/** What is done with the objectives beside writing them. */
export type ObjectiveAct = { kind: 'up' | 'down' | 'remove'; id: string } | { kind: 'save' };

/** What serves an objective. */
export interface ObjectiveUses {
  lessons: string[];
  quizzes: string[];
  questions: number;
}

export interface ObjectivesSheet {
  draft: Draft;
  objectives: (LooseCourse['objectives'][number] & { uses: ObjectiveUses })[];
  /** Revision of `course.yml`. */
  revision: number;
}

export type ObjectivesSaved = 'saved' | 'changed' | 'used' | 'last';

type Texts = Pick<Desk, 'paths' | 'text'>;

const Naming = z.array(z.looseObject({ objective: z.string().nullish().catch(null) })).catch([]);

const isUsed = ({ lessons, quizzes, questions }: ObjectiveUses): boolean =>
  lessons.length + quizzes.length + questions > 0;

/** Everything in a draft that names an objective. */
function usesOf(id: string, course: LooseCourse, { paths, text }: Texts): ObjectiveUses {
  const lessons = paths().flatMap((path) => {
    const lesson = lessonIdOf(path) === null ? null : lessonIn(text(path));
    return lesson?.head.objectives.includes(id) === true ? [lesson.head.title] : [];
  });
  const naming = (value: unknown): number =>
    Naming.parse(value).filter(({ objective }) => objective === id).length;
  const questions = paths()
    .filter((path) => path.startsWith('questions/'))
    .reduce((sum, path) => sum + naming(readYaml(text(path))), 0);
  const quizzes = course.quizzes
    .filter((quiz) => naming(quiz['draw']) > 0)
    .map(({ title }) => title.es);
  return { lessons, quizzes, questions };
}

/** What somebody will be able to do after a course: the objectives that its lessons and questions serve. */
export const objectiveService = ({ drafts }: { drafts: DraftService }) => ({
  async sheet(actor: Actor, draftId: string): Promise<ObjectivesSheet> {
    const { draft, files } = await drafts.open(actor, draftId);
    const file = files.get(COURSE_FILE);
    const course = courseIn(file?.text ?? null);
    if (course === null) throw new Refusal('conflict', 'studio.unreadable');
    const texts: Texts = {
      paths: () => [...files.keys()],
      text: (path) => files.get(path)?.text ?? null,
    };
    return {
      draft,
      objectives: course.objectives.map((one) => ({ ...one, uses: usesOf(one.id, course, texts) })),
      revision: file?.revision ?? 0,
    };
  },

  /**
   * Saves the objectives as they are written, adds a new one, and then moves or removes one. Nothing is saved when the file
   * changed meanwhile, or when an objective would go that something still serves or that is the only one.
   */
  async save(
    actor: Actor,
    draftId: string,
    given: {
      revision: number;
      objectives: readonly WrittenObjective[];
      added: Omit<WrittenObjective, 'id'> | null;
      act: ObjectiveAct;
    },
  ): Promise<ObjectivesSaved> {
    const { act } = given;
    return drafts.change(actor, draftId, (desk): ObjectivesSaved => {
      const text = desk.text(COURSE_FILE);
      const course = courseIn(text);
      if (text === null || course === null) throw new Refusal('conflict', 'studio.unreadable');
      if (desk.revisionOf(COURSE_FILE) !== given.revision) return 'changed';
      if (act.kind === 'remove') {
        if (isUsed(usesOf(act.id, course, desk))) return 'used';
        if (course.objectives.length === 1) return 'last';
      }
      const after = edited(text, (file) => {
        for (const { id, bloom, es, en } of given.objectives) {
          const entry = entryOf(file, 'objectives', id);
          const known = course.objectives.find((one) => one.id === id);
          if (!isMap(entry) || known === undefined) continue;
          if (known.bloom !== bloom) entry.set('bloom', bloom);
          if (known.text.es !== es || known.text.en !== en)
            entry.set('text', file.createNode(asText(es, en)));
        }
        if (given.added !== null) {
          const { bloom, es, en } = given.added;
          const id = freeId(`lo${String(course.objectives.length + 1)}`, idsIn(course));
          addEntry(file, 'objectives', { id, bloom, text: asText(es, en) });
        }
        if (act.kind === 'remove') removeEntry(file, 'objectives', act.id);
        else if (act.kind !== 'save')
          moveEntry(file, 'objectives', act.id, act.kind === 'up' ? -1 : 1);
      });
      desk.write(COURSE_FILE, after);
      return 'saved';
    });
  },
});
export type ObjectiveService = ReturnType<typeof objectiveService>;

const idsIn = ({ objectives, modules, quizzes }: LooseCourse): Set<string> =>
  new Set([...objectives, ...modules, ...quizzes].map(({ id }) => id));
