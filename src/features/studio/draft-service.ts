import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import type { Audit } from '../audit/audit.ts';
import { lockPerson } from '../permissions/lock-person.ts';
import { readSource, type CourseReading } from '../content/course-folder.ts';
import type { CourseSource } from '../content/course-source.ts';
import { mayCreate, mayWrite } from './access.ts';
import { courseBy } from '../courses/repository.ts';
import { deskOver, putAway, type Desk } from './desk.ts';
import type { Draft, DraftFile } from './draft.ts';
import { draftRepository } from './draft-repository.ts';
import { draftSource } from './draft-source.ts';
import type { NewCourseForm } from './forms.ts';
import { codeOf, freeName, slugOf } from './names.ts';
import { newCourseFiles } from './new-course.ts';

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  dataDir: string;
}

/** Whoever a new draft belongs to. */
export type Owner = Pick<Actor, 'id' | 'institutionId'>;

export interface OpenDraft {
  draft: Draft;
  files: ReadonlyMap<string, DraftFile>;
}

const unknown = (): Refusal => new Refusal('not-found', 'error.notFound');

/** Drafts of courses: beginning one, opening it, and changing its files. */
export function draftService({ db, clock, audit, dataDir }: Needs) {
  const draftFor = async (handle: Db, actor: Actor, id: string): Promise<Draft> => {
    const draft = await draftRepository(handle).byId(id);
    if (draft === null || !mayWrite(actor, draft)) throw unknown();
    return draft;
  };

  const open = async (actor: Actor, id: string): Promise<OpenDraft> => {
    const draft = await draftFor(db, actor, id);
    return { draft, files: await draftRepository(db).files(id) };
  };

  /** Changes the files of a draft, as one revision. Two changes of one draft wait for each other. */
  const change = <T>(
    actor: Actor,
    id: string,
    work: (desk: Desk, trx: Db) => T | Promise<T>,
  ): Promise<T> =>
    db.transaction(async (trx) => {
      await draftRepository(trx).lock(id);
      const draft = await draftFor(trx, actor, id);
      const { desk, written } = deskOver(draft, await draftRepository(trx).files(id));
      const result = await work(desk, trx);
      await putAway(trx, desk, written, clock());
      return result;
    });

  /** An address that neither a course nor an open draft has. */
  const freeSlug = (trx: Db, wanted: string): Promise<string> =>
    freeName(
      wanted,
      async (slug) =>
        (await courseBy(trx, 'slug', slug)) !== null || (await draftRepository(trx).hasSlug(slug)),
    );

  return {
    open,
    change,
    freeSlug,

    /** The drafts that somebody may write, the one changed last first. */
    async list(actor: Actor): Promise<Draft[]> {
      return (await draftRepository(db).all()).filter((draft) => mayWrite(actor, draft));
    },

    /** Begins a course. Nobody sees it before it is published. */
    async create(actor: Actor, form: NewCourseForm): Promise<{ id: string; lessonId: string }> {
      if (!mayCreate(actor)) throw unknown();
      return db.transaction(async (trx) => {
        await lockPerson(trx, actor.id);
        const slug = await freeSlug(trx, slugOf(form.titulo, 'curso'));
        const code = await freeName(
          form.clave ?? codeOf(form.titulo),
          async (one) => (await courseBy(trx, 'code', one)) !== null,
        );
        const lessonId = slugOf(form.leccion, 'leccion');
        const files = newCourseFiles(form, { code, lessonId });
        const id = await begin(trx, actor, { slug, title: form.titulo, courseId: null }, (desk) => {
          for (const [path, text] of files) desk.write(path, text);
        });
        return { id, lessonId };
      });
    },

    /** Begins a draft with files that are there already: of another course, of a version, of a package. */
    begin,

    /** Takes a draft away from everybody's lists. What was published of it stays. */
    async archive(actor: Actor, id: string): Promise<void> {
      await db.transaction(async (trx) => {
        const draft = await draftFor(trx, actor, id);
        if (!(await draftRepository(trx).archive(id, clock()))) throw unknown();
        await audit(trx, event(actor, 'drafts.archived', draft));
      });
    },

    /** The draft as a course, with what stands in an editor in the place of what is saved. */
    source: ({ draft, files }: OpenDraft, typed?: ReadonlyMap<string, string>) =>
      draftSource(dataDir, draft.slug, files.values(), typed),

    /** Everything that a draft says, checked as course files are. */
    async reading(opened: OpenDraft): Promise<CourseReading> {
      const source: CourseSource = await draftSource(
        dataDir,
        opened.draft.slug,
        opened.files.values(),
      );
      return readSource(source);
    },
  };

  async function begin(
    trx: Db,
    actor: Owner,
    given: Pick<Draft, 'slug' | 'title' | 'courseId'>,
    fill: (desk: Desk) => void,
  ): Promise<string> {
    const repository = draftRepository(trx);
    const id = await repository.add(
      { ...given, ownerId: actor.id, institutionId: actor.institutionId },
      clock(),
    );
    const draft = await repository.byId(id);
    if (draft === null) throw unknown();
    const { desk, written } = deskOver(draft, new Map());
    fill(desk);
    await putAway(trx, desk, written, clock());
    await audit(trx, event(actor, 'drafts.begun', draft));
    return id;
  }
}
export type DraftService = ReturnType<typeof draftService>;

const event = (actor: Owner, action: string, draft: Draft) => ({
  actorId: actor.id,
  action,
  objectType: 'draft' as const,
  objectId: draft.id,
  institutionPath: draft.institutionPath,
  details: { course: draft.slug },
});
