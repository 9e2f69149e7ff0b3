import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chance, type Chance } from '../../src/demo/random.ts';
import { BLOOM, PILLARS } from '../../src/features/courses/framework.ts';
import { DIFFICULTIES, ItemDocument } from '../../src/features/courses/item-document.ts';
import { projectRoot } from '../../src/lib/project-root.ts';

const LESSONS = join(projectRoot, 'content', 'courses', 'res-con', 'lessons');
export const TAGS = [
  'repaso',
  'alumbrado',
  'mediación',
  'círculo',
  'género',
  'oficio',
  'mapa',
  'ruta',
];

/** The words of our lessons, the most frequent first. */
function vocabulary(): string[] {
  const counts = new Map<string, number>();
  const files = readdirSync(LESSONS).filter(
    (name) => name.endsWith('.md') && !name.includes('.en.'),
  );
  for (const name of files.sort())
    for (const [word] of readFileSync(join(LESSONS, name), 'utf8').matchAll(/[\p{L}]{2,}/gu))
      counts.set(word.toLowerCase(), (counts.get(word.toLowerCase()) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one).map(([word]) => word);
}

/** Invented questions that read as ours: the same words, as often as people use them, and in some a place. */
export class QuestionWriter {
  readonly words = vocabulary();
  private readonly random: Chance;
  private readonly places: readonly string[];
  private written = 0;

  constructor(seed: number, places: readonly string[]) {
    this.random = chance(seed);
    this.places = places;
  }

  /** The word at a rank is met in proportion to its inverse (Zipf). */
  private word(): string {
    const rank = Math.floor(Math.exp(this.random.next() * Math.log(this.words.length + 1))) - 1;
    return this.words[rank] ?? 'paz';
  }

  private sentence(length: number): string {
    const words = Array.from({ length }, () => this.word());
    if (this.random.happens(0.2)) words.push('en', this.random.pick(this.places));
    const text = words.join(' ');
    return text.charAt(0).toUpperCase() + text.slice(1);
  }

  /** No two are the same. */
  next(): ItemDocument {
    const { random } = this;
    this.written += 1;
    const right = random.below(4);
    const option = (_: unknown, at: number) => ({
      id: 'abcd'.charAt(at),
      text: this.text(5 + random.below(6)),
      correct: at === right,
      feedback: random.happens(0.5) ? this.text(8) : null,
    });
    return ItemDocument.parse({
      id: `r-${String(this.written)}`,
      type: 'single',
      stem: this.text(10 + random.below(14), ` (${String(this.written)})`),
      options: Array.from({ length: 4 }, option),
      objective: `lo${String(1 + random.below(6))}`,
      bloom: random.pick(BLOOM),
      pillar: random.pick(PILLARS),
      topic: `tema-${String(1 + random.below(30))}`,
      difficulty: random.pick(DIFFICULTIES),
      form: random.pick(['A', 'B', null]),
      tags: [random.pick(TAGS)],
    });
  }

  private text(words: number, end = ''): { es: string; en: string } {
    const es = `${this.sentence(words)}${end}`;
    return { es, en: es };
  }
}
