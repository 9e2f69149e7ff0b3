/** The fund of each network, by its id; '' where it has none. */
export type Funds = Readonly<Record<string, string>>;

/**
 * Under which fund each network is told, after what was told of them when an earlier month closed. A network stays where it was:
 * what one total loses to another tells how many it counts. A fund whose networks all go by one new name is told by it.
 */
export function fundsTold(before: Funds, present: Funds): Funds {
  const known = new Set(Object.values(before));
  const names = new Map<string, Set<string>>();
  for (const [id, fund] of Object.entries(before)) {
    const found = names.get(fund) ?? new Set();
    names.set(fund, found.add(present[id] ?? fund));
  }
  const renamed = new Map(
    [...names].flatMap(([fund, [name = fund, ...others]]): [string, string][] =>
      others.length > 0 || known.has(name) ? [] : [[fund, name]],
    ),
  );
  const taken = [...renamed.values()];
  const nameOf = (fund: string): string => {
    const name = renamed.get(fund) ?? fund;
    return taken.filter((one) => one === name).length > 1 ? fund : name;
  };
  const stays = Object.entries(before).map(([id, fund]) => [id, nameOf(fund)] as const);
  return { ...present, ...Object.fromEntries(stays) };
}
