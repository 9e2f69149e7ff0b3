import { inLanguage, type Language } from '../../lib/localized.ts';
import type { ItemOf } from '../courses/item-document.ts';
import { plain } from './texts.ts';

/** A scenario as its author sees it: every way from the beginning, each place told once. */
export interface Scene {
  steps: SceneStep[];
  /** Numbers of the nodes that no way leads to, and of those where nobody can go on. */
  unreached: number[];
  stuck: number[];
}

export interface SceneStep {
  /** Counts nodes from one, in the order in which they were written. */
  number: number;
  text: string;
  critical: boolean;
  ending: 'good' | 'partial' | 'poor' | null;
  /** What was decided on the way here; null at the beginning. */
  choice: { text: string; points: number } | null;
  /** The node stands elsewhere on the map. */
  again: boolean;
  /** Whether it leads back to the decision that it comes from. */
  kind: 'on' | 'back';
  then: SceneStep[];
}

const BEGINNING = 90;
const short = (text: string): string => {
  const line = plain(text);
  return line.length <= BEGINNING ? line : `${line.slice(0, BEGINNING - 1).trimEnd()}…`;
};

/** Draws the map. Every node is drawn where the shortest way reaches it; elsewhere the map points there. */
export function sceneOf({ nodes }: ItemOf<'scenario'>, language: Language): Scene {
  const numbers = new Map(nodes.map(({ id }, at) => [id, at + 1]));
  const drawn = new Set<string>();
  const steps: SceneStep[] = [];
  const stepAt = (id: string, choice: SceneStep['choice'], kind: 'on' | 'back'): SceneStep => {
    const node = nodes.find((one) => one.id === id);
    return {
      number: numbers.get(id) ?? 0,
      text: short(node === undefined ? '' : inLanguage(node.text, language)),
      critical: node?.critical ?? false,
      ending: node?.ending ?? null,
      choice,
      again: drawn.has(id),
      kind,
      then: [],
    };
  };
  const [first] = nodes;
  const waiting: { id: string; step: SceneStep }[] = [];
  if (first !== undefined) {
    const step = stepAt(first.id, null, 'on');
    drawn.add(first.id);
    steps.push(step);
    waiting.push({ id: first.id, step });
  }
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { id, step } = next;
    for (const { text, points, to } of nodes.find((one) => one.id === id)?.choices ?? []) {
      const target = to ?? id;
      if (!numbers.has(target)) continue;
      const kind = target === id ? 'back' : 'on';
      const made = stepAt(target, { text: short(inLanguage(text, language)), points }, kind);
      step.then.push(made);
      if (made.again) continue;
      drawn.add(target);
      waiting.push({ id: target, step: made });
    }
  }
  const numberOf = ({ id }: { id: string }): number => numbers.get(id) ?? 0;
  return {
    steps,
    unreached: nodes.filter(({ id }) => !drawn.has(id)).map(numberOf),
    stuck: nodes
      .filter(
        ({ id, ending, choices }) =>
          ending === null && !choices.some(({ to }) => to !== null && to !== id),
      )
      .map(numberOf),
  };
}
