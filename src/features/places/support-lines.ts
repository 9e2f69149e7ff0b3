import { MINUTE, dayOf, daysBetween, type Clock } from '../../lib/clock.ts';
import type { Localized } from '../../lib/localized.ts';
import { remembered } from '../../lib/remembered.ts';

/** A number that somebody checked on a known day. */
export interface SupportLine {
  id: string;
  name: Localized;
  /** Null when the line is reached another way, which its text says. */
  number: string | null;
  hours: Localized;
  text: Localized;
  always: boolean;
  /** Null when it answers in the whole country. */
  states: readonly string[] | null;
  verifiedOn: string;
  /** True when nobody has checked it for half a year: the page asks to confirm the number. */
  stale: boolean;
}

/** What the support box and the help page show. */
export interface SupportSheet {
  lines: SupportLine[];
  /** The way around the corporation when the aggressor belongs to it. */
  outside: { title: Localized; text: Localized } | null;
}

const STALE_AFTER_DAYS = 180;
const NATIONAL = 'national';

/** Port: lines and the way around, as the lists of the content say them. */
export type ReadSupport = () => Promise<{
  lines: (Pick<SupportLine, 'id' | 'name' | 'number' | 'hours' | 'text' | 'always'> & {
    scope: string;
    states?: string[] | undefined;
    verifiedOn: string | null;
  })[];
  outside: SupportSheet['outside'];
}>;

/**
 * Support lines by place. A line that nobody verified is never shown. They change seldom and stand on many pages, so a
 * process keeps them for a minute.
 */
export function supportLines({ read, clock }: { read: ReadSupport; clock: Clock }) {
  const load = remembered(clock, MINUTE, read);

  const sheet = async (): Promise<SupportSheet> => {
    const today = dayOf(clock());
    const { lines, outside } = await load();
    return {
      outside,
      lines: lines.flatMap(({ verifiedOn, scope, states, ...line }) =>
        verifiedOn === null
          ? []
          : {
              ...line,
              states: scope === NATIONAL ? null : (states ?? [scope]),
              verifiedOn,
              stale: daysBetween(verifiedOn, today) > STALE_AFTER_DAYS,
            },
      ),
    };
  };

  const reaches = (line: SupportLine, stateCode: string | null): boolean =>
    line.states === null || (stateCode !== null && line.states.includes(stateCode));

  return {
    /** The box of lessons: the lines that always stand, then those of the person's state. */
    async box(stateCode: string | null): Promise<SupportSheet> {
      const { lines, outside } = await sheet();
      const ofState = lines.filter(
        (line) => !line.always && line.states !== null && reaches(line, stateCode),
      );
      return { lines: [...lines.filter(({ always }) => always), ...ofState], outside };
    },

    /** Every line that answers in a state; without one, those of the whole country. */
    async inState(stateCode: string | null): Promise<SupportSheet> {
      const { lines, outside } = await sheet();
      return { lines: lines.filter((line) => reaches(line, stateCode)), outside };
    },

    /** Lines that are shown but that nobody has checked for half a year: staff is told. */
    async stale(): Promise<SupportLine[]> {
      return (await sheet()).lines.filter((line) => line.stale);
    },
  };
}
export type SupportLines = ReturnType<typeof supportLines>;
