/** What a person answers when asked for her sex; saying nothing is an answer too. */
export const SEXES = ['mujer', 'hombre', 'intersexual', 'no_dice'] as const;
export type Sex = (typeof SEXES)[number];
