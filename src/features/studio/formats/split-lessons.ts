import type { FoundLesson } from './conversion.ts';
import type { Block } from './html-blocks.ts';

/** A run of blocks under one heading. */
interface Run {
  title: string;
  blocks: Block[];
  level: number;
}

const HIGHEST = 2;
const DEEPEST = 4;
/** A title loses its marks: it stands where no Markdown is read. */
export const plainTitle = (markdown: string): string =>
  markdown
    .replace(/\[((?:[^\]\\]|\\.)*)\]\([^)]*\)/g, '$1')
    .replace(/(?<!\\)[*_~`]+/g, '')
    .replace(/\\(.)/g, '$1')
    .trim()
    .slice(0, 120);

/**
 * The level whose headings begin lessons: the first one, when there are several of it; a single first heading is the
 * title of the whole. 0 when nothing divides the text.
 */
function dividing(blocks: readonly Block[]): number {
  const count = (level: number): number =>
    blocks.filter((block) => block.kind === 'heading' && block.level === level).length;
  for (const level of [1, 2, 3, 4, 5, 6]) {
    if (count(level) > 1) return level;
    if (count(level) === 1) {
      const next = [1, 2, 3, 4, 5, 6].find((below) => below > level && count(below) > 1);
      const [first] = blocks;
      return first?.kind === 'heading' && first.level === level && next !== undefined
        ? next
        : level;
    }
  }
  return 0;
}

function runsOf(blocks: readonly Block[], level: number): Run[] {
  const runs: Run[] = [{ title: '', blocks: [], level }];
  for (const block of blocks) {
    const begins = level > 0 && block.kind === 'heading' && block.level <= level;
    if (begins) runs.push({ title: plainTitle(block.text), blocks: [], level: block.level });
    else runs.at(-1)?.blocks.push(block);
  }
  return runs;
}

/** Headings inside a lesson begin at `##`, whatever the document called them, and skip no level. */
function write({ blocks, level }: Run, below: number): string {
  const base = Math.max(level, below);
  return blocks
    .map(({ kind, level: own, text }) =>
      kind === 'heading'
        ? `${'#'.repeat(Math.min(DEEPEST, Math.max(HIGHEST, own - base + 1)))} ${text.replace(/^#+\s*/, '')}`
        : text,
    )
    .join('\n\n');
}

/** Cuts the blocks of a document into lessons at its headings. */
export function splitLessons(
  blocks: readonly Block[],
  untitled: string,
): { title: string | null; lessons: FoundLesson[] } {
  const level = dividing(blocks);
  const runs = runsOf(blocks, level);
  const [first] = runs[0]?.blocks.length === 0 ? runs.slice(1) : runs;
  // The name of the whole stands above the first lesson and holds nothing but perhaps a few words.
  const isName = first !== undefined && level > 1 && first.level < level;
  const title = isName ? first.title : null;
  const lessons = runs
    .filter((run) => run.blocks.length > 0 || (run.title !== '' && run !== first))
    .map((run) => ({
      title: run.title === '' ? (title ?? untitled) : run.title,
      sections: [{ markdown: write(run, level), notes: '' }],
    }))
    .filter(({ sections }) => sections.some(({ markdown }) => markdown !== ''));
  return { title, lessons };
}
