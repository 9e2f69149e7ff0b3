/** Keeps what was made under keys, in bounded memory: what nobody asked for the longest goes first. */
export class Kept<T> {
  private readonly entries = new Map<string, { value: T; weight: number }>();
  private readonly most: number;
  private readonly weigh: (value: T) => number;
  private weight = 0;

  /** `most`: what all that is kept may weigh together, in the unit of `weigh`. */
  constructor(most: number, weigh: (value: T) => number) {
    this.most = most;
    this.weigh = weigh;
  }

  /** What was made for a key, where it is still kept. */
  find(key: string): T | undefined {
    const known = this.entries.get(key);
    if (known === undefined) return undefined;
    this.entries.delete(key);
    this.entries.set(key, known);
    return known.value;
  }

  /** What was made for a key, or what `make` makes now. The same key must always mean the same. */
  get(key: string, make: () => T): T {
    const known = this.find(key);
    if (known !== undefined) return known;
    const value = make();
    const weight = this.weigh(value);
    this.weight += weight;
    this.entries.set(key, { value, weight });
    for (const [oldest, entry] of this.entries) {
      if (this.weight <= this.most) break;
      this.entries.delete(oldest);
      this.weight -= entry.weight;
    }
    return value;
  }
}
