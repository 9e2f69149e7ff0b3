import type { Conversion, FoundLesson, FoundPicture, Section } from './conversion.ts';
import { escapeText, picture } from './markdown-text.ts';
import { openOffice, tellLost, type OfficeFile } from './office.ts';
import { FileRefused, lostList, problem, type LostList } from './problem.ts';
import { bodyText, plainText, slideTable, type LinkOf } from './slide-text.ts';
import { slidesOf, type Slide } from './slides.ts';
import { all, at, type Element } from './xml-tree.ts';

const PICTURE = /\.(?:png|jpe?g|gif|webp|tiff?)$/i;
/** What stands on so many slides, and on so large a part of them, is the frame and no content. */
const FRAME = { slides: 3, share: 0.4 };
/** Slides of a lesson where nothing divides the presentation. */
const SLIDES_A_LESSON = 8;
const LONGEST_TITLE = 90;
const NO_TEXT = new Set(['dt', 'ftr', 'sldNum', 'hdr', 'sldImg']);
const TITLES = new Set(['title', 'ctrTitle']);

interface ReadSlide {
  title: string;
  section: Section;
  slide: Slide;
}

/** Reads a presentation into lessons. Throws `FileRefused` for one that is not taken. */
export async function readPptx(
  source: string | Buffer,
  { prefix, untitled }: { prefix: string; untitled: string },
): Promise<Conversion> {
  const office = await openOffice(source, 'ppt/presentation.xml');
  try {
    const lost = lostList();
    await tellLost(office, 'ppt', lost);
    lost.count('file.lost.comment', office.count(/^ppt\/comments\//));
    const { slides, hidden } = await slidesOf(office);
    lost.count('file.lost.hidden', hidden);
    const gallery = pictures(office, slides, prefix, lost);
    const read: ReadSlide[] = [];
    for (const slide of slides) read.push(await readSlide(slide, gallery.nameOf));
    lost.count('file.lost.animation', slides.filter(({ root }) => isAnimated(root)).length);
    const { title, lessons } = lessonsOf(read, untitled);
    if (lessons.length === 0) throw new FileRefused(problem('file.noText'));
    return { title, lessons, pictures: gallery.found, lost: lost.all() };
  } finally {
    office.zip.close();
  }
}

const isAnimated = (root: Element): boolean =>
  all(at(root, 'timing'), 'anim').length > 0 || all(at(root, 'timing'), 'animEffect').length > 0;

const placeholder = (shape: Element): string | null => {
  const found = at(shape, 'nvSpPr', 'nvPr', 'ph') ?? at(shape, 'nvPicPr', 'nvPr', 'ph');
  return found === null ? null : (found.attributes['type'] ?? 'body');
};

type NameOf = (slide: Slide, blip: Element) => Promise<string | null>;

/** The pictures that are content, each once. */
function pictures(office: OfficeFile, slides: readonly Slide[], prefix: string, lost: LostList) {
  const targetOf = (slide: Slide, blip: Element): string =>
    slide.relations.get(blip.attributes['r:embed'] ?? '')?.target ?? '';
  const uses = new Map<string, number>();
  for (const slide of slides)
    for (const target of new Set(all(slide.root, 'blip').map((blip) => targetOf(slide, blip))))
      uses.set(target, (uses.get(target) ?? 0) + 1);
  const isFrame = (target: string): boolean => {
    const count = uses.get(target) ?? 0;
    return count >= FRAME.slides && count > slides.length * FRAME.share;
  };
  const found: FoundPicture[] = [];
  const names = new Map<string, string>();
  const nameOf: NameOf = async (slide, blip) => {
    const target = targetOf(slide, blip);
    const known = names.get(target);
    if (known !== undefined || isFrame(target)) return known ?? null;
    const bytes = PICTURE.test(target) ? await office.zip.entries.get(target)?.read() : undefined;
    if (bytes === undefined) {
      lost.count('file.lost.picture');
      return null;
    }
    const name = `${prefix}-${String(found.length + 1)}.webp`;
    names.set(target, name);
    found.push({ name, bytes, alt: '' });
    return name;
  };
  return { found, nameOf };
}

/** The shapes of a slide in order, those of groups among them; of two ways to draw a thing the first. */
function shapesOf(tree: Element | null): Element[] {
  return (tree?.children ?? []).flatMap((child) => {
    if (child.name === 'grpSp') return shapesOf(child);
    if (child.name === 'AlternateContent')
      return shapesOf(at(child, 'Choice') ?? at(child, 'Fallback'));
    return ['sp', 'pic', 'graphicFrame'].includes(child.name) ? [child] : [];
  });
}

async function readSlide(slide: Slide, nameOf: NameOf): Promise<ReadSlide> {
  const linkOf: LinkOf = (id) => {
    const relation = slide.relations.get(id);
    return relation?.isOutside === true ? relation.target : null;
  };
  const parts: string[] = [];
  let title = '';
  /** What stands first, when it is a line by itself: the title where nothing is marked as one. */
  let first = '';
  for (const shape of shapesOf(at(slide.root, 'cSld', 'spTree'))) {
    const kind = placeholder(shape);
    const blip = shape.name === 'pic' ? at(shape, 'blipFill', 'blip') : null;
    if (blip !== null) {
      const name = await nameOf(slide, blip);
      const alt = at(shape, 'nvPicPr', 'cNvPr')?.attributes['descr'] ?? '';
      if (name !== null) parts.push(picture(name, alt));
    } else if (shape.name === 'graphicFrame') parts.push(slideTable(shape, linkOf));
    else if (kind !== null && TITLES.has(kind)) title ||= plainText(at(shape, 'txBody'));
    else if (kind === null || !NO_TEXT.has(kind)) {
      const isList = kind === 'body' || kind === 'obj';
      const text = bodyText(at(shape, 'txBody'), linkOf, isList);
      if (parts.length === 0 && !text.includes('\n') && text.length <= LONGEST_TITLE)
        first = plainText(at(shape, 'txBody'));
      parts.push(text);
    }
  }
  const filled = parts.filter((part) => part !== '');
  const isGuessed = title === '' && first !== '' && filled.length > 1;
  const notes = shapesOf(at(slide.notes, 'cSld', 'spTree'))
    .filter((shape) => shape.name === 'sp' && !NO_TEXT.has(placeholder(shape) ?? ''))
    .map((shape) => bodyText(at(shape, 'txBody'), () => null, false))
    .join('\n\n');
  const markdown = (isGuessed ? filled.slice(1) : filled).join('\n\n');
  return {
    title: (isGuessed ? first : title).slice(0, 120),
    section: { markdown, notes: notes.trim() },
    slide,
  };
}

interface Group {
  title: string;
  slides: ReadSlide[];
}

/** By the sections of the presentation, else by the slides that announce one, else so many slides each. */
function groupsOf(slides: readonly ReadSlide[], title: string): Group[] {
  const names = new Set(slides.map(({ slide }) => slide.section));
  const bySection = names.size > 1;
  const announces = ({ slide, title: own }: ReadSlide): boolean =>
    own !== '' && (slide.layout === 'secHead' || slide.layout === 'title');
  const count = slides.filter(announces).length;
  const groups: Group[] = [];
  if (!bySection && count < 2) {
    const parts = Math.ceil(slides.length / SLIDES_A_LESSON);
    const each = Math.ceil(slides.length / parts);
    for (let part = 0; part < parts; part += 1)
      groups.push({
        title: parts === 1 ? title : `${title} (${String(part + 1)} de ${String(parts)})`,
        slides: slides.slice(part * each, (part + 1) * each),
      });
    return groups;
  }
  let section: string | null | undefined;
  for (const one of slides) {
    const begins = bySection ? one.slide.section !== section : announces(one);
    section = one.slide.section;
    if (begins || groups.length === 0)
      groups.push({
        title: [bySection ? section : '', one.title, title].find(Boolean) ?? title,
        slides: [one],
      });
    else groups.at(-1)?.slides.push(one);
  }
  return groups;
}

/** A slide under its title, unless the lesson or the slide before is called so. */
function sectionsOf({ title, slides }: Group): Section[] {
  let above = title;
  return slides
    .map(({ title: own, section }) => {
      const heading = own === '' || own === above ? '' : `## ${escapeText(own)}`;
      if (own !== '') above = own;
      const isOnlyTitle = section.markdown === '' && section.notes === '';
      return {
        markdown: isOnlyTitle ? '' : [heading, section.markdown].filter(Boolean).join('\n\n'),
        notes: section.notes,
      };
    })
    .filter(({ markdown, notes }) => markdown !== '' || notes !== '');
}

function lessonsOf(
  slides: readonly ReadSlide[],
  untitled: string,
): { title: string | null; lessons: FoundLesson[] } {
  const [first] = slides;
  const own = first?.slide.layout === 'title' && first.title !== '' ? first.title : null;
  const lessons = groupsOf(slides, own ?? untitled)
    .map((group) => ({ title: group.title, sections: sectionsOf(group) }))
    .filter(({ sections }) => sections.length > 0);
  return { title: own, lessons };
}
