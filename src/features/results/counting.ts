/** An attempt as a list of grades tells it. */
export interface GradedAttempt {
  id: string;
  quizId: string;
  number: number;
  /** Open, handed in and waiting for somebody's grade, or told. */
  state: 'open' | 'waiting' | 'passed' | 'failed' | 'done';
  /** Hundredths of a percent; null until it is told. */
  score: number | null;
}

const rank = ({ state, score }: GradedAttempt): number =>
  (state === 'passed' ? 20_000 : 0) + (score ?? -1);

/**
 * The attempt that tells how a quiz went: a passed one before others, then the best score, then the later one. While
 * nothing has a score yet it is the newest.
 */
export function countingAttempt(attempts: readonly GradedAttempt[]): GradedAttempt | null {
  let best: GradedAttempt | null = null;
  for (const attempt of attempts) {
    if (
      best === null ||
      rank(attempt) > rank(best) ||
      (rank(attempt) === rank(best) && attempt.number > best.number)
    )
      best = attempt;
  }
  return best;
}

/** SQL: all attempts of the enrolment `e` in one text, which `readAttempts` reads. Ids hold no spaces. */
export const ATTEMPTS = `
  (select string_agg(a.id || ' ' || a.quiz_id || ' ' || a.number || ' ' ||
            case when a.submitted_at is null then 'open' when a.score is null then 'waiting'
                 when a.passed is null then 'done' when a.passed = true then 'passed' else 'failed' end
            || ' ' || coalesce(cast(a.score as text), ''), ',')
     from attempts a where a.enrolment_id = e.id) as attempts`;

/** The attempts that `ATTEMPTS` tells, by quiz and number. */
export const readAttempts = (joined: string | null): GradedAttempt[] =>
  (joined ?? '')
    .split(',')
    .filter(Boolean)
    .map((text): GradedAttempt => {
      const [id = '', quizId = '', number = '', state = '', score = ''] = text.split(' ');
      return {
        id,
        quizId,
        number: Number(number),
        state: state as GradedAttempt['state'],
        score: score === '' ? null : Number(score),
      };
    })
    .sort((one, other) => one.number - other.number);
