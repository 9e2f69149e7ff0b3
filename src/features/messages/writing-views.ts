import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase } from '../../http/render.ts';
import { formatFor } from '../../i18n/format.ts';
import { translator } from '../../i18n/translate.ts';
import { inLanguage, type Language } from '../../lib/localized.ts';
import type { Cohort } from '../enrolment/cohort-sheets.ts';
import type { Announcement } from './announcement-service.ts';
import { LONGEST } from './forms.ts';
import type { Audience } from './mailing-service.ts';

export interface Returned {
  values: Record<string, string>;
  errors: FieldErrors;
}
export const blank: Returned = { values: {}, errors: {} };

interface Writing extends PageBase {
  /** The group's name and course, where it goes to one. */
  group: { name: string; course: string; href: string } | null;
  sendKey: string;
  longest: number;
  form: Returned;
}

interface LetterPage extends Writing {
  count: number;
  /** Whom it reaches, where it is one person: whoever may write to her reads her name with her answers. */
  onlyTo: string | null;
  /** The form's own address, with those to whom it goes. */
  action: string;
}

/** An announcement as its line shows it. */
export interface AnnouncementLine {
  id: string;
  title: string;
  lines: string[];
  about: string;
  when: string;
  withdrawn: string | null;
}

interface AnnouncementsPage extends PageBase {
  announcements: AnnouncementLine[];
}

type NewAnnouncementPage = Writing & { action: string };

declare module '../../http/render.ts' {
  interface Pages {
    'messages/letter': LetterPage;
    'messages/announcements': AnnouncementsPage;
    'messages/announcement-new': NewAnnouncementPage;
  }
}

const groupOf = (cohort: Cohort, language: Language): Writing['group'] => ({
  name: cohort.name,
  course: inLanguage(cohort.courseTitle, language),
  href: `/administrar/grupos/${cohort.id}`,
});

interface Sending {
  action: string;
  sendKey: string;
  form: Returned;
}

export const letterPage = (
  { cohort, recipients }: Audience,
  sending: Sending,
  language: Language,
): LetterPage => ({
  title: translator(language)('mailing.title', { count: recipients.length }),
  count: recipients.length,
  onlyTo: recipients.length === 1 ? (recipients[0]?.name ?? null) : null,
  group: cohort === null ? null : groupOf(cohort, language),
  longest: LONGEST,
  scripts: ['send.js'],
  ...sending,
});

export const newAnnouncementPage = (
  cohort: Cohort,
  sending: Sending,
  language: Language,
): NewAnnouncementPage => ({
  title: translator(language)('announcements.new'),
  group: groupOf(cohort, language),
  longest: LONGEST,
  scripts: ['send.js'],
  ...sending,
});

/** Announcements with their dates, as people read them and as those who wrote them do. */
export const announcementLines = (
  announcements: readonly Announcement[],
  language: Language,
): AnnouncementLine[] => {
  const fmt = formatFor(language);
  return announcements.map((one) => ({
    id: one.id,
    title: one.title,
    lines: one.text.split('\n'),
    about: [inLanguage(one.courseTitle, language), one.group, one.author].join(' · '),
    when: fmt.date(one.publishedAt),
    withdrawn: one.withdrawnAt === null ? null : fmt.date(one.withdrawnAt),
  }));
};

export const announcementsPage = (
  announcements: readonly Announcement[],
  language: Language,
): AnnouncementsPage => ({
  title: translator(language)('announcements.title'),
  announcements: announcementLines(announcements, language),
});
