/** What a value tells of somebody. */
export type Kind =
  | 'identity'
  | 'contact'
  | 'place'
  | 'sensitive'
  | 'secret'
  | 'learning'
  | 'words'
  | 'choice'
  | 'act'
  | 'trace';

/** What it is kept for. */
export type Purpose =
  'account' | 'learning' | 'certificates' | 'figures' | 'care' | 'security' | 'teaching' | 'rights';

/** Until when: while the account is open, as long as the platform stands, or until the daily rule of this name. */
export type Kept = 'open' | 'always' | `rule:${string}`;

/**
 * What cancelling the account does to it: takes it away, puts something in its place that says nothing, leaves it to the
 * daily rule, leaves a dated count that has lost its name, keeps it so that nobody else can take it, or leaves it as a
 * document that answers to whoever checks it.
 */
export type Erasure = 'erased' | 'replaced' | 'rule' | 'unnamed' | 'reserved' | 'issued';

/** One personal column: kind, purpose, how long, whether its person gets it in her package, what cancelling does. */
export type PersonalColumn = readonly [Kind, Purpose, Kept, 'given' | 'withheld', Erasure];

export interface TableOfData {
  /** The condition that finds the rows about a person in `t`; each `?` is her id. Null: no row is about one person. */
  hers: string | null;
  /** Columns that tell something of somebody. */
  personal: Readonly<Record<string, PersonalColumn>>;
  /** Columns that tell of nobody, by name between blanks. */
  plain: string;
}

/** What columns have in common beside their kind: what for, until when, and what cancelling does to them. */
type Fate = `${Purpose} ${Kept} ${Erasure}`;

/** Personal columns by fate and kind, their names between blanks; a hyphen before one says that its person does not get it. */
type Columns = Readonly<Partial<Record<Fate, Readonly<Partial<Record<Kind, string>>>>>>;

/** The condition of a table whose rows are about the person in this column. */
export const by = (column: string): string => `t.${column} = ?`;

/** A table that tells of people. */
export function table(hers: string | null, columns: Columns, plain: string): TableOfData {
  const personal: Record<string, PersonalColumn> = {};
  for (const [fate, kinds] of Object.entries(columns)) {
    const [purpose, kept, erasure] = fate.split(' ') as [Purpose, Kept, Erasure];
    for (const [kind, names] of Object.entries(kinds ?? {}))
      for (const name of names.split(' '))
        personal[name.replace('-', '')] = [
          kind as Kind,
          purpose,
          kept,
          name.startsWith('-') ? 'withheld' : 'given',
          erasure,
        ];
  }
  return { hers, personal, plain };
}

/** A table that tells of nobody. */
export const nobodys = (plain: string): TableOfData => table(null, {}, plain);

/** The columns that a person is given of her rows in a table. */
export const givenColumns = ({ personal }: TableOfData): string[] =>
  Object.entries(personal)
    .filter(([, [, , , given]]) => given === 'given')
    .map(([column]) => column);
