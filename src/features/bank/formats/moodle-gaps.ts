import type { ItemOf } from '../../courses/item-document.ts';
import { dataIn } from './carried.ts';
import { cutCloze, gapOf } from './cloze.ts';
import { unreadable, type Draft } from './collect.ts';
import { cutStem, FILL_IN, withCarried } from './gaps-carried.ts';
import { maybeText, textIn, type MoodleQuestion } from './moodle-question.ts';
import { readText } from './moodle-text.ts';
import { letter } from './names.ts';
import type { Range } from './numbers.ts';
import { child, children, content, type XmlNode } from './xml.ts';

/** Texts with gaps, in the three ways in which Moodle writes them, and what all of its types share. */

export const commonOf = (of: MoodleQuestion) => ({
  stem: textIn(child(of.node, 'questiontext'), of),
  feedback: maybeText(child(of.node, 'generalfeedback'), of),
});

export const dataOf = (of: MoodleQuestion) => dataIn(of.question.labels.more.get('datos'));
/** Written answers are text alone, whatever format they name. */
export const lineOf = (answer: XmlNode, of: MoodleQuestion): { es: string; en: string } => {
  const { es, en } = readText(content(answer), 'plain', of.question);
  return { es, en };
};

/**
 * The range as it was, where value and tolerance alone do not say it and nobody changed them. What was found is taken out of the
 * list: the next one that is written alike is another.
 */
export function rangeWas(data: unknown, value: string, tolerance: string): Range | null {
  if (!Array.isArray(data)) return null;
  const list = data as unknown[];
  const at = list.findIndex(
    (one) => Array.isArray(one) && one[0] === value && one[1] === tolerance,
  );
  if (at < 0) return null;
  const [, , from, to] = list.splice(at, 1)[0] as [string, string, number | null, number | null];
  return { from, to };
}

function gapsDraft(of: MoodleQuestion, raw: string, gaps: Record<string, unknown>[]): Draft {
  const data = dataOf(of);
  const node = child(of.node, 'questiontext') ?? {};
  const text = textIn({ ...node, text: raw }, of);
  const cut = cutStem(text.es, data['lines']);
  const isCut = data['lines'] !== undefined;
  const draft = {
    type: 'gaps' as const,
    stem: isCut ? { ...cut.stem, markdown: text.markdown } : { ...FILL_IN, markdown: false },
    text: { es: cut.text, en: isCut ? cut.text : text.en, markdown: text.markdown },
    gaps,
    feedback: maybeText(child(of.node, 'generalfeedback'), of),
  };
  return withCarried(draft as unknown as ItemOf<'gaps'>, data);
}

export function cloze(of: MoodleQuestion): Draft {
  const { text, gaps } = cutCloze(content(child(of.node, 'questiontext')));
  if (gaps.length === 0) return unreadable('formats.problem.gapWithoutAnswer');
  const data = dataOf(of);
  const inside = (raw: string) => readText(raw, of.format, of.question);
  const read = gaps.map((gap, at) => {
    const made = gapOf(gap, at, inside);
    if (gap.kind !== 'number') return made;
    const answers = (made['answers'] as (Range & object)[]).map((answer, index) => {
      const [value = '', tolerance = ''] = gap.answers[index]?.text.split(':') ?? [];
      return { ...answer, ...rangeWas(data['ranges'], value, tolerance) };
    });
    return { ...made, answers };
  });
  return gapsDraft(of, text, read);
}

/** Words to be dragged or chosen into a text: `[[2]]` is the place of the second word. */
export function words(of: MoodleQuestion, element: 'selectoption' | 'dragbox'): Draft {
  const options = children(of.node, element).map((option) => ({
    text: lineOf(option, of),
    group: content(option['group']).trim() || '1',
  }));
  const gaps: Record<string, unknown>[] = [];
  const raw = content(child(of.node, 'questiontext')).replace(
    /\[\[(\d{1,2})\]\]/g,
    (all, place: string) => {
      const right = options[Number(place) - 1];
      if (right === undefined) return all;
      const answers = options
        .filter(({ group }) => group === right.group)
        .map((option, at) => ({
          id: letter(at),
          text: option.text,
          credit: option === right ? 100 : 0,
          feedback: null,
        }));
      gaps.push({ id: String(gaps.length + 1), kind: 'chosen', answers });
      return `{{${String(gaps.length)}}}`;
    },
  );
  if (gaps.length === 0) return unreadable('formats.problem.gapWithoutAnswer');
  return gapsDraft(of, raw, gaps);
}
