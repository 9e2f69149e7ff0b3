import type { EnglishOf } from '../english-of.ts';
import type { reports as spanish } from '../es/reports.ts';

export const reports: EnglishOf<typeof spanish> = {};
