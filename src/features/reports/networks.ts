import type { CountedNetwork } from './networks-queries.ts';
import { ALL_NETWORKS, fundingLine, stateLine, type ToldLines } from './network-lines.ts';

/** Networks of one kind in figures. */
export interface NetworkLine {
  networks: number;
  municipalities: number;
  states: number;
  /** What was reported, and of how many networks; null where no source says a number. */
  reported: number | null;
  counted: number;
  /** People of the platform; null where the count is too small to be told. */
  registered: number | null;
}
export interface FundingLine extends NetworkLine {
  funding: string | null;
  /** Where the figures come from and until when they count, with how many networks each is of. */
  sources: { source: string; cutOff: string; networks: number }[];
}
export interface StateLine extends NetworkLine {
  stateCode: string;
  state: string;
}
export interface NetworkFigures {
  all: NetworkLine;
  byFunding: FundingLine[];
  byState: StateLine[];
}

const distinct = (values: readonly string[]): number => new Set(values).size;
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

function lineOf(networks: readonly CountedNetwork[], registered: number | null): NetworkLine {
  const told = networks.flatMap(({ reported }) => reported ?? []);
  return {
    networks: networks.length,
    municipalities: distinct(networks.map(({ cvegeo }) => cvegeo)),
    states: distinct(networks.map(({ stateCode }) => stateCode)),
    reported: told.length === 0 ? null : sum(told),
    counted: told.length,
    registered,
  };
}

function grouped<K>(
  networks: readonly CountedNetwork[],
  keyOf: (network: CountedNetwork) => K,
): [K, CountedNetwork[]][] {
  const groups = new Map<K, CountedNetwork[]>();
  for (const network of networks) {
    const group = groups.get(keyOf(network)) ?? [];
    group.push(network);
    groups.set(keyOf(network), group);
  }
  return [...groups];
}

/** Where the figures of these networks come from, the newest first. */
const sourcesOf = (networks: readonly CountedNetwork[]): FundingLine['sources'] =>
  grouped(networks, ({ source, cutOff }) => JSON.stringify([cutOff, source]))
    .flatMap(([, [first, ...rest]]) =>
      first?.source == null || first.cutOff === null
        ? []
        : [{ source: first.source, cutOff: first.cutOff, networks: rest.length + 1 }],
    )
    .sort((a, b) => (a.cutOff < b.cutOff ? 1 : -1));

/**
 * Networks by their fund and by state. Municipalities and states are counted once in each line, so that lines do not add up
 * to the whole. Of people who are registered is told what stands in `told`, or every count where that is null; reported
 * figures are public already.
 */
export function networkFigures(
  networks: readonly CountedNetwork[],
  told: ToldLines | null,
): NetworkFigures {
  const line = (some: readonly CountedNetwork[], name: string): NetworkLine =>
    lineOf(some, told === null ? sum(some.map((one) => one.registered)) : (told[name] ?? null));
  return {
    all: line(networks, ALL_NETWORKS),
    byFunding: grouped(networks, ({ funding }) => funding)
      .map(([funding, some]) => ({
        ...line(some, fundingLine(funding)),
        funding,
        sources: sourcesOf(some),
      }))
      .sort((a, b) => b.networks - a.networks),
    byState: grouped(networks, ({ stateCode, state }) => JSON.stringify([stateCode, state])).map(
      ([key, some]) => {
        const [stateCode, state] = JSON.parse(key) as [string, string];
        return { ...line(some, stateLine(stateCode)), stateCode, state };
      },
    ),
  };
}
