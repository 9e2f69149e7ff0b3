import { partsOf, takesParts } from './answer-parts.ts';
import { shuffled } from './draw.ts';
import type { ItemKind } from './item-kind.ts';

/**
 * Every prompt has its answer; each right pair is worth the same. Answers that say the same are equally right. An answer
 * is `prompt=answer` for each prompt.
 */
export const matching: ItemKind<'matching'> = {
  draw: ({ pairs, distractors }, random) => ({
    prompts: pairs.map(({ id, answer }) => ({
      id,
      right: pairs
        .filter((other) => other.id === id || other.answer.es === answer.es)
        .map((other) => other.id),
    })),
    answers: shuffled([...firstOfEach(pairs), ...distractors.map(({ id }) => id)], random),
  }),
  takes: ({ prompts, answers }, answer) =>
    takesParts(
      answer,
      prompts.map(({ id }) => id),
      (value) => answers.includes(value),
    ),
  isWhole: ({ prompts }, answer) => answer.length === prompts.length,
  credit({ prompts }, answer) {
    const parts = partsOf(answer) ?? new Map<string, string>();
    const earned = prompts.filter(({ id, right }) => right.includes(parts.get(id) ?? '')).length;
    return { of: prompts.length, earned };
  },
};

/** An answer that stands for several prompts is offered once. */
function firstOfEach(pairs: readonly { id: string; answer: { es: string } }[]): string[] {
  return pairs
    .filter(({ answer }, at) => pairs.findIndex((other) => other.answer.es === answer.es) === at)
    .map(({ id }) => id);
}
