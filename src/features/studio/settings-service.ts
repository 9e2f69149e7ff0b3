import type { Actor } from '../../lib/actor.ts';
import { Refusal } from '../../lib/errors.ts';
import { asText, courseIn, COURSE_FILE, edited, type LooseCourse } from './course-file.ts';
import type { Draft } from './draft.ts';
import type { DraftService } from './draft-service.ts';
import type { SettingsForm } from './forms.ts';

export interface SettingsSheet {
  draft: Draft;
  course: LooseCourse;
  /** Revision of `course.yml`. */
  revision: number;
}

/** What a course says of itself: title, summary, for whom, hours. */
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
        set('hours', { online: form.horas, field: course.hours.field });
      });
      desk.write(COURSE_FILE, after);
      return true;
    });
  },
});
export type SettingsService = ReturnType<typeof settingsService>;
