import { isMap, isSeq, type Document } from 'yaml';
import type { Actor } from '../../lib/actor.ts';
import { Refusal } from '../../lib/errors.ts';
import { asText, courseIn, COURSE_FILE, edited, type LooseCourse } from './course-file.ts';
import type { Draft } from './draft.ts';
import type { DraftService } from './draft-service.ts';
import type { SettingsForm } from './forms.ts';
import { rowsIn, sourcesIn } from './lesson-lists.ts';

export interface SettingsSheet {
  draft: Draft;
  course: LooseCourse;
  /** Revision of `course.yml`. */
  revision: number;
}

/** The pass mark that new quizzes begin with; on demand also that of those that count already. */
function putPassMark(file: Document, passMark: number, ofAll: boolean): void {
  file.set('passMark', passMark);
  const quizzes = file.get('quizzes');
  if (!ofAll || !isSeq(quizzes)) return;
  for (const quiz of quizzes.items)
    if (isMap(quiz) && quiz.get('kind') === 'posttest') quiz.set('passMark', passMark);
}

/** What a course says of itself: title, summary, for whom, hours, pass mark and the rest of its data. */
export const settingsService = ({ drafts }: { drafts: DraftService }) => ({
  async sheet(actor: Actor, draftId: string): Promise<SettingsSheet> {
    const { draft, files } = await drafts.open(actor, draftId);
    const file = files.get(COURSE_FILE);
    const course = courseIn(file?.text ?? null);
    if (course === null) throw new Refusal('conflict', 'studio.unreadable');
    return { draft, course, revision: file?.revision ?? 0 };
  },

  /** Saves the data, unless the file changed since they were opened. Answers whether they are saved. */
  async save(actor: Actor, draftId: string, form: SettingsForm): Promise<boolean> {
    return drafts.change(actor, draftId, (desk) => {
      const text = desk.text(COURSE_FILE);
      const course = courseIn(text);
      if (text === null || course === null) throw new Refusal('conflict', 'studio.unreadable');
      if (desk.revisionOf(COURSE_FILE) !== form.revision) return false;
      const after = edited(text, (file) => {
        const set = (name: string, value: unknown): void => {
          file.set(name, file.createNode(value));
        };
        set('title', asText(form.titulo, form.titulo_en));
        set('summary', asText(form.resumen, form.resumen_en));
        set('careNote', asText(form.cuidado, form.cuidado_en));
        set('audiences', form.para);
        set('hours', { online: form.horas, field: form.horas_campo ?? 0 });
        set('code', form.clave);
        set('topics', form.temas);
        set('pillars', form.pilares);
        set('frameworks', rowsIn(form.marcos));
        set('sources', sourcesIn(form.fuentes));
        file.setIn(['certificate', 'validMonths'], form.vigencia ?? null);
        if (form.minimo === undefined) file.delete('passMark');
        else putPassMark(file, form.minimo, form.minimo_todas);
      });
      desk.write(COURSE_FILE, after);
      return true;
    });
  },
});
export type SettingsService = ReturnType<typeof settingsService>;
