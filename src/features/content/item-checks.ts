import { CHOICE_TYPES, type ItemType } from '../courses/item-document.ts';
import type { Place, Problems } from './problem.ts';
import type { QuestionEntry } from './schema.ts';

type Entry<T extends ItemType> = Extract<QuestionEntry, { type: T }>;
type ChoiceEntry = Entry<(typeof CHOICE_TYPES)[number]>;

const isChoice = (item: QuestionEntry): item is ChoiceEntry =>
  (CHOICE_TYPES as readonly ItemType[]).includes(item.type);

/** An item, and where each of its fields was written. */
export interface PlacedItem {
  value: QuestionEntry;
  at: (path: readonly PropertyKey[]) => Place;
}

/** Checks that what an item says of itself holds: its key, its parts, its ways. */
export function checkItem({ value: item, at }: PlacedItem, problems: Problems): void {
  const once = (ids: readonly string[], path: (index: number) => PropertyKey[]): void => {
    ids.forEach((id, index) => {
      if (ids.indexOf(id) !== index)
        problems.error(at(path(index)), 'content.problem.duplicateId', { id });
    });
  };
  const parts = (name: string, list: readonly { id: string }[]): void => {
    once(
      list.map(({ id }) => id),
      (index) => [name, index, 'id'],
    );
  };
  if (isChoice(item)) {
    checkChoice(item, at, problems);
    parts('options', item.options);
    return;
  }
  if (item.use === 'check')
    problems.error(at(['type']), 'content.problem.checkOfChoice', { id: item.id });
  switch (item.type) {
    case 'matching':
      parts('pairs', [...item.pairs, ...item.distractors]);
      break;
    case 'ordering':
      parts('steps', item.steps);
      break;
    case 'shorttext':
    case 'number':
      parts('answers', item.answers);
      if (!item.answers.some(({ credit }) => credit === 100))
        problems.error(at(['answers']), 'content.problem.nothingRight', { id: item.id });
      if (item.type === 'number') checkNumbers(item.answers, at, problems);
      break;
    case 'gaps':
      parts('gaps', item.gaps);
      checkGaps(item, at, problems);
      break;
    case 'file':
      if (item.accepts.some((kind) => kind === 'video' || kind === 'document'))
        problems.warn(at(['accepts']), 'content.problem.notHandedIn', { id: item.id });
      break;
    case 'scenario':
      parts('nodes', item.nodes);
      checkScenario(item, at, problems);
      break;
    default:
      break;
  }
}

type At = PlacedItem['at'];

function checkChoice(item: ChoiceEntry, at: At, problems: Problems): void {
  const { id, options } = item;
  const count = options.filter(({ correct }) => correct).length;
  if (item.type === 'multiple') {
    if (count < 1 || count === options.length)
      problems.error(at(['options']), 'content.problem.multiple', { id });
  } else if (count !== 1) {
    problems.error(at(['options']), 'content.problem.oneCorrect', { id, count });
  }
  const ids = options.map((option) => option.id).sort();
  if (item.type === 'truefalse' && ids.join() !== 'falso,verdadero')
    problems.error(at(['options']), 'content.problem.trueFalse', { id });
  if (item.feedback === null && options.some(({ feedback }) => feedback === null))
    problems.warn(at(['options']), 'content.problem.noReason', { id });
}

function checkNumbers(
  answers: Entry<'number'>['answers'],
  at: At,
  problems: Problems,
  path: readonly PropertyKey[] = [],
): void {
  answers.forEach(({ from, to }, index) => {
    if (from !== null && to !== null && from > to)
      problems.error(at([...path, 'answers', index]), 'content.problem.fromBeyondTo');
  });
}

const GAP = /\{\{([a-z0-9-]+)\}\}/g;

/** The ids of the gaps that a text names, in its order. */
export const gapsIn = (text: string): string[] =>
  [...text.matchAll(GAP)].flatMap(([, id]) => (id === undefined ? [] : [id]));

function checkGaps({ id, text, gaps }: Entry<'gaps'>, at: At, problems: Problems): void {
  const wanted = gaps
    .map((gap) => gap.id)
    .sort()
    .join();
  for (const language of ['es', 'en'] as const) {
    const written = text[language];
    if (written !== null && gapsIn(written).sort().join() !== wanted)
      problems.error(at(['text']), 'content.problem.gapsInText', { id });
  }
  gaps.forEach((gap, index) => {
    if (!gap.answers.some(({ credit }) => credit === 100))
      problems.error(at(['gaps', index]), 'content.problem.nothingRight', { id });
    if (gap.kind === 'number') checkNumbers(gap.answers, at, problems, ['gaps', index]);
  });
}

/** Every way of a scenario comes to an end, and every place can be reached. */
function checkScenario({ id, nodes }: Entry<'scenario'>, at: At, problems: Problems): void {
  const known = new Map(nodes.map((node) => [node.id, node]));
  nodes.forEach((node, n) => {
    const place = at(['nodes', n]);
    if ((node.ending === null) !== node.choices.length > 0)
      problems.error(place, 'content.problem.nodeEndsOrGoesOn', { id: node.id });
    if (node.ending === null && node.choices.every(({ to }) => to === null))
      problems.error(place, 'content.problem.nodeStuck', { id: node.id });
    const choices = node.choices.map((choice) => choice.id);
    node.choices.forEach(({ id: choice, to }, c) => {
      if (choices.indexOf(choice) !== c)
        problems.error(at(['nodes', n, 'choices', c, 'id']), 'content.problem.duplicateId', {
          id: choice,
        });
      if (to !== null && !known.has(to))
        problems.error(at(['nodes', n, 'choices', c, 'to']), 'content.problem.unknownNode', {
          id: to,
        });
    });
  });
  const reached = reachedFrom(nodes);
  const ends = endingFrom(nodes);
  nodes.forEach((node, n) => {
    if (!reached.has(node.id))
      problems.error(at(['nodes', n]), 'content.problem.nodeNotReached', { id: node.id });
    else if (!ends.has(node.id))
      problems.error(at(['nodes', n]), 'content.problem.nodeWithoutEnd', { id: node.id });
  });
  if (!nodes.some(({ choices }) => choices.some(({ points }) => points > 0)))
    problems.error(at(['nodes']), 'content.problem.nothingRight', { id });
}

type Nodes = Entry<'scenario'>['nodes'];

function reachedFrom(nodes: Nodes): Set<string> {
  const reached = new Set<string>();
  const next = nodes.slice(0, 1).map(({ id }) => id);
  for (let id = next.pop(); id !== undefined; id = next.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    const node = nodes.find((one) => one.id === id);
    for (const { to } of node?.choices ?? []) if (to !== null) next.push(to);
  }
  return reached;
}

/** The places from which some way leads to an end. */
function endingFrom(nodes: Nodes): Set<string> {
  const ends = new Set(nodes.filter(({ ending }) => ending !== null).map(({ id }) => id));
  for (let before = -1; before !== ends.size;) {
    before = ends.size;
    for (const { id, choices } of nodes)
      if (choices.some(({ to }) => to !== null && ends.has(to))) ends.add(id);
  }
  return ends;
}
