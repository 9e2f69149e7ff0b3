import type { Understood } from './formats/understood.ts';

type Good = Extract<Understood, { ok: true }>;

const base = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\.[^.]+$/, '')
    .replace(/\.(?:es|en|es-mx)$/, '');

const mediaWith = (file: Good, ending: string): string | undefined =>
  file.media.find(({ name }) => name.endsWith(ending))?.name;
const textOf = ({ lessons }: Good): string => lessons[0]?.sections[0]?.markdown ?? '';

/**
 * Puts captions to the film that they came with: the one of the same name, or the only one. What is said in them is the film's
 * first transcript, and they are no lesson of their own any more.
 */
export function joinedFilms(files: readonly Understood[]): Understood[] {
  const good = files.filter((file) => file.ok);
  const films = good.filter(
    (file) => mediaWith(file, '.mp4') !== undefined && file.course === null,
  );
  const captions = good.filter(
    (file) => mediaWith(file, '.vtt') !== undefined && file.course === null,
  );
  const joined = new Map<Understood, Understood>();
  for (const caption of captions) {
    const film =
      films.find(({ name }) => base(name) === base(caption.name)) ??
      (films.length === 1 && captions.length === 1 ? films[0] : undefined);
    if (film === undefined || joined.has(film)) continue;
    const [video = '', vtt = ''] = [mediaWith(film, '.mp4'), mediaWith(caption, '.vtt')];
    const markdown = `::: video ${video} ${vtt}\n${textOf(caption)}\n:::`;
    const lessons = film.lessons.map((lesson) => ({
      ...lesson,
      sections: [{ markdown, notes: '' }],
    }));
    joined.set(film, { ...film, lessons, lost: caption.lost });
    joined.set(caption, { ...caption, lessons: [], lost: [] });
  }
  return files.map((file) => joined.get(file) ?? file);
}
