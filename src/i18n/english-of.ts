/** The keys that the English catalogue must have: those of the Spanish one, less the plural that English lacks. */
export type EnglishOf<T> = Record<Exclude<keyof T, `${string}_many`>, string>;
