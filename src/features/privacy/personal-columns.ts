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

/** The columns that a person is given of her rows in a table. */
export const givenColumns = ({ personal }: TableOfData): string[] =>
  Object.entries(personal)
    .filter(([, [, , , given]]) => given === 'given')
    .map(([column]) => column);
