import type { ItemDocument, ItemOf } from '../../src/features/courses/item-document.ts';

/** A decision of a scenario: where, and what. */
interface Decision {
  node: string;
  choice: string;
}

/** More decisions than any way of a scenario has. */
const LONGEST_WAY = 60;

type Written = Extract<ItemOf<'gaps'>['gaps'][number], { kind: 'typed' }>['answers'];
type Numeric = ItemOf<'number'>['answers'];

const most = <T extends { credit: number }>(answers: readonly T[]): T =>
  answers.reduce((one, next) => (next.credit > one.credit ? next : one));

/** A text that fits the best answer of a key; nothing stands for its stars. */
const textIn = (answers: Written): string => most(answers).text.es.replace(/(?<!\\)\*/g, '');

/** A number that lies in the best answer of a key. */
function numberIn(answers: Numeric): string {
  const { from, to } = most(answers);
  return String(from ?? to ?? 0);
}

/**
 * The fields of a question's form with the values that its author calls right, read from the course file alone: what a draw
 * keeps of it is not asked. What a person has to grade has none, and a scenario has a way instead.
 */
export function rightFields(item: ItemDocument): Map<string, string[]> {
  const name = `r_${item.id}`;
  const parts = (all: readonly (readonly [string, string])[]): Map<string, string[]> =>
    new Map(all.map(([part, value]) => [`${name}.${part}`, [value]]));
  switch (item.type) {
    case 'single':
    case 'multiple':
    case 'truefalse':
      return new Map([[name, item.options.filter(({ correct }) => correct).map(({ id }) => id)]]);
    case 'matching': {
      // An answer that stands for several prompts is offered once, under the name of the first of them.
      const offered = ({ answer }: (typeof item.pairs)[number]): string =>
        item.pairs.find((pair) => pair.answer.es === answer.es)?.id ?? '';
      return parts(item.pairs.map((pair) => [pair.id, offered(pair)]));
    }
    case 'ordering':
      return parts(item.steps.map(({ id }, at) => [id, String(at + 1)]));
    case 'shorttext':
      return new Map([[name, [textIn(item.answers)]]]);
    case 'number': {
      const unit = item.unitRequired ? ` ${item.units[0]?.name ?? ''}` : '';
      return new Map([[name, [numberIn(item.answers) + unit]]]);
    }
    case 'gaps':
      return parts(
        item.gaps.map((gap) => {
          if (gap.kind === 'chosen') return [gap.id, most(gap.answers).id];
          return [gap.id, gap.kind === 'typed' ? textIn(gap.answers) : numberIn(gap.answers)];
        }),
      );
    default:
      throw new Error(`${item.id} is of the type ${item.type} and has no right field`);
  }
}

/** The way of whoever takes at each place of a scenario the decision with the most points, and how it ends. */
export function bestWay({ id, nodes }: ItemOf<'scenario'>): { way: Decision[]; ending: string } {
  const way: Decision[] = [];
  let at = nodes[0];
  while (at?.ending === null && way.length < LONGEST_WAY) {
    const here = at;
    const best = here.choices.reduce((one, next) => (next.points > one.points ? next : one));
    way.push({ node: here.id, choice: best.id });
    at = best.to === null ? here : nodes.find((node) => node.id === best.to);
  }
  if (at?.ending == null) throw new Error(`The best way through ${id} comes to no end`);
  return { way, ending: at.ending };
}
