import { createHash } from 'node:crypto';
import type { ItemDocument } from '../../courses/item-document.ts';
import { toSearchText } from '../../../lib/search-text.ts';

/** The texts that make a question what it is, whatever the order of its parts. */
function textsOf(item: ItemDocument): string[] {
  switch (item.type) {
    case 'single':
    case 'multiple':
      return item.options.map(({ text }) => text.es);
    case 'matching':
      return [
        ...item.pairs.map(({ prompt, answer }) => `${prompt.es} ${answer.es}`),
        ...item.distractors.map(({ text }) => text.es),
      ];
    case 'ordering':
      return item.steps.map(({ text }) => text.es);
    case 'gaps':
      return [item.text.es.replace(/\{\{[a-z0-9-]+\}\}/g, ' ')];
    case 'scenario':
      return item.nodes.flatMap(({ text, choices }) => [
        text.es,
        ...choices.map((choice) => choice.text.es),
      ]);
    default:
      return [];
  }
}

/**
 * The same for two items that ask the same in the same words: case, accents, signs, and the order of the parts aside. 40
 * hexadecimal digits, on every day and machine.
 */
export function fingerprint(item: ItemDocument, comparable = toSearchText): string {
  const parts = textsOf(item)
    .map((text) => comparable(text))
    .sort();
  const kind = item.type === 'multiple' ? 'single' : item.type;
  return createHash('sha256')
    .update([kind, comparable(item.stem.es), ...parts].join('\n'))
    .digest('hex')
    .slice(0, 40);
}
