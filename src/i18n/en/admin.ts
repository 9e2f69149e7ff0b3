import type { EnglishOf } from '../english-of.ts';
import type { admin as spanish } from '../es/admin.ts';

export const admin: EnglishOf<typeof spanish> = {};
