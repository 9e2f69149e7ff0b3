import type { ItemKind, ScenarioKey } from './item-kind.ts';

/** How often somebody may decide within one scenario, returns included. */
export const MOST_DECISIONS = 99;

/** One decision: where, and what. */
export interface Decision {
  node: string;
  choice: string;
}

type Node = ScenarioKey['nodes'][number];

const WRITTEN = /^(\d{2}):([a-z0-9-]+)=([a-z0-9-]+)$/;

/** A decision as an answer keeps it: `01:node=choice`, numbered in the order of time. */
export const writeDecision = (number: number, { node, choice }: Decision): string =>
  `${String(number).padStart(2, '0')}:${node}=${choice}`;

/** The decisions of an answer in their order; null where they are none of this form or numbers are missing. */
export function readDecisions(answer: readonly string[]): Decision[] | null {
  const decisions: Decision[] = [];
  for (const [at, text] of [...answer].sort().entries()) {
    const match = WRITTEN.exec(text);
    if (match?.[1] === undefined || Number(match[1]) !== at + 1) return null;
    decisions.push({ node: match[2] ?? '', choice: match[3] ?? '' });
  }
  return decisions;
}

/** Where somebody stands after her decisions, and what she last decided at each place. */
export interface Walk {
  at: Node;
  first: Map<string, Node['choices'][number]>;
  last: Map<string, Node['choices'][number]>;
  /** The places on the way that stands now: a return cuts off what came after it. */
  way: string[];
}

/** Follows the decisions from the first node; null where one does not follow from the one before. */
export function walk({ nodes }: ScenarioKey, decisions: readonly Decision[]): Walk | null {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  let at: Node | undefined = nodes[0];
  if (at === undefined) return null;
  const first: Walk['first'] = new Map();
  const last: Walk['last'] = new Map();
  let way = [at.id];
  for (const { node, choice: id } of decisions) {
    // Going back to an earlier place of the way and deciding anew is what a scenario is for.
    const here: Node | undefined =
      node === at.id || way.includes(node) ? byId.get(node) : undefined;
    const choice: Node['choices'][number] | undefined = here?.choices.find((one) => one.id === id);
    if (here === undefined || choice === undefined) return null;
    if (!first.has(node)) first.set(node, choice);
    last.set(node, choice);
    way = way.slice(0, way.indexOf(node) + 1);
    at = choice.to === null ? here : byId.get(choice.to);
    if (at === undefined) return null;
    if (choice.to !== null && !way.includes(at.id)) way.push(at.id);
    else way = way.slice(0, way.indexOf(at.id) + 1);
  }
  return { at, first, last, way };
}

/** The most that a decision at a place can bring. */
export const bestOf = ({ choices }: { choices: readonly { points: number }[] }): number =>
  Math.max(0, ...choices.map(({ points }) => points));

/** The most points that a way from here to an end can bring, each place counted once. */
function mostFrom(key: ScenarioKey): number {
  const byId = new Map(key.nodes.map((node) => [node.id, node]));
  const known = new Map<string, number>();
  const from = (id: string, before: ReadonlySet<string>): number => {
    const node = byId.get(id);
    if (node === undefined || before.has(id)) return 0;
    const kept = known.get(id);
    if (kept !== undefined) return kept;
    const seen = new Set(before).add(id);
    const most = Math.max(
      0,
      ...node.choices.map(({ points, to }) => points + (to === null ? 0 : from(to, seen))),
    );
    known.set(id, most);
    return most;
  };
  return from(key.nodes[0]?.id ?? '', new Set());
}

/** Critical places on the way where the best decision was not the last one. */
export function criticalMissedIn(key: ScenarioKey, answer: readonly string[]): string[] {
  const walked = walk(key, readDecisions(answer) ?? []);
  return key.nodes
    .filter(({ critical, ends }) => critical && !ends)
    .filter((node) => {
      const choice = walked?.last.get(node.id);
      return (
        walked?.way.includes(node.id) === true &&
        choice !== undefined &&
        choice.points < bestOf(node)
      );
    })
    .map(({ id }) => id);
}

/**
 * The decisions that stand after somebody sent some: a longer way replaces a shorter one, and what was decided on a page
 * that was open longer comes after all the others. Nothing that was decided is forgotten, so the first decision stays the
 * first.
 */
export function joined(
  key: ScenarioKey,
  held: readonly string[],
  sent: readonly string[],
): readonly string[] {
  const before = readDecisions(held) ?? [];
  const now = readDecisions(sent) ?? [];
  const isPrefix = (one: readonly Decision[], other: readonly Decision[]): boolean =>
    one.every(({ node, choice }, at) => other[at]?.node === node && other[at].choice === choice);
  if (isPrefix(before, now)) return sent;
  const last = now.at(-1);
  if (last === undefined || isPrefix(now, before)) return held;
  const all = [...before, last];
  if (all.length > MOST_DECISIONS || walk(key, all) === null) return held;
  return all.map((decision, at) => writeDecision(at + 1, decision));
}

/**
 * A situation told in steps, where each decision leads on. Worth the points of the decisions on the way that was taken,
 * of the most that any way can bring; nothing while it has not come to an end, and nothing while a critical decision is
 * not the best one. An answer is the decisions in order.
 */
export const scenario: ItemKind<'scenario'> = {
  draw: ({ nodes, counts }) => ({
    counts,
    nodes: nodes.map(({ id, critical, ending, choices }) => ({
      id,
      critical,
      ends: ending !== null,
      choices: choices.map((choice) => ({ id: choice.id, points: choice.points, to: choice.to })),
    })),
  }),
  takes(key, answer) {
    const decisions = answer.length > MOST_DECISIONS ? null : readDecisions(answer);
    return decisions !== null && walk(key, decisions) !== null;
  },
  isWhole(key, answer) {
    const decisions = readDecisions(answer);
    return decisions !== null && walk(key, decisions)?.at.ends === true;
  },
  credit(key, answer) {
    const of = Math.max(1, mostFrom(key));
    const walked = walk(key, readDecisions(answer) ?? []);
    if (walked?.at.ends !== true || criticalMissedIn(key, answer).length > 0)
      return { of, earned: 0 };
    const counted = key.counts === 'first' ? walked.first : walked.last;
    const earned = walked.way.reduce((sum, id) => sum + (counted.get(id)?.points ?? 0), 0);
    return { of, earned: Math.min(of, earned) };
  },
};
