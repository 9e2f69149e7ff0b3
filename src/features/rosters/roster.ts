import { DAY } from '../../lib/clock.ts';
import type { Mapping } from './table.ts';

/** What was read waits so long for its owner; what was done can be taken back for so long. */
export const STAGED_LIVES = DAY;
export const UNDO_LIVES = 30 * DAY;

/** What became of a table. */
export interface Outcome {
  made: number;
  changed: number;
  enrolled: number;
  /** On the waiting list of their group. */
  waiting: number;
  same: number;
  /** Rows with mistakes, and those that were left out. */
  wrong: number;
  left: number;
  /** After it was taken back. */
  removed?: number;
  stayed?: number;
  restored?: number;
}

export const nothingYet: Outcome = {
  made: 0,
  changed: 0,
  enrolled: 0,
  waiting: 0,
  same: 0,
  wrong: 0,
  left: 0,
};

export interface Roster {
  id: string;
  /** Null: whoever operates the server. */
  madeBy: string | null;
  madeAt: Date;
  status: 'read' | 'adding' | 'added' | 'undoing' | 'undone' | 'forgotten';
  fileName: string;
  mapping: Mapping;
  rows: number;
  done: number;
  outcome: Outcome;
  noPassword: string | null;
  /** When the last step of it ended. */
  endedAt: Date | null;
}
