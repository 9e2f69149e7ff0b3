import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import { seeded } from '../../lib/seeded.ts';
import { previewCourse } from '../content/course-folder.ts';
import type { Draft } from '../studio/draft.ts';
import type { DraftService } from '../studio/draft-service.ts';
import type { SentAnswers } from './answers.ts';
import { toReview, type AttemptResult, type OpenedAttempt } from './attempt-pages.ts';
import { BankTooSmall } from './draw.ts';
import { kindOf } from './item-types.ts';
import { creditOf, isRight, scoreOf, waitingIn, type Answers } from './scoring.ts';
import { takeSnapshot, type Snapshot } from './snapshot.ts';

/** A quiz of a draft as its author tries it: drawn and scored like an attempt, and nowhere kept. */
export interface Trial {
  draft: Draft;
  opened: OpenedAttempt;
  /** What the draw came from: the same one gives the same questions while the draft stays as it is. */
  seed: number;
}

interface Needs {
  drafts: DraftService;
  clock: Clock;
}

/** Trying the quizzes of drafts. Everything that a trial is made of comes with its form. */
export const quizTrials = ({ drafts, clock }: Needs) => ({
  /** Draws a quiz of a draft, with what was answered so far where it can be an answer. */
  async open(
    actor: Actor,
    draftId: string,
    quizId: string,
    { seed, sent }: { seed: number; sent: SentAnswers },
  ): Promise<Trial> {
    const written = await drafts.open(actor, draftId);
    const document = previewCourse(await drafts.source(written));
    if (document === null) throw new Refusal('conflict', 'studio.previewBroken');
    const quiz = document.quizzes.find(({ id }) => id === quizId);
    if (quiz === undefined) throw new Refusal('not-found', 'error.notFound');
    const snapshot = drawn(() => {
      const next = seeded(seed);
      return takeSnapshot({ id: draftId, document }, quiz, (below) => Math.floor(next() * below));
    });
    const texts = new Map(document.items.map((item) => [item.id, item]));
    const taken = snapshot.items.flatMap((item) => {
      const chosen = sent.get(item.id) ?? [];
      const isAnswer = chosen.length > 0 && kindOf(item.type).takes(item as never, chosen);
      return isAnswer ? [[item.id, { chosen, savedAt: clock(), isGone: false }] as const] : [];
    });
    const attempt: OpenedAttempt['attempt'] = {
      id: '',
      enrolmentId: '',
      quizId,
      number: 1,
      snapshot,
      deadlineAt: null,
      submittedAt: null,
      answersErasedAt: null,
      score: null,
      passed: null,
      criticalMissed: 0,
      cohortId: null,
      answers: new Map(taken),
    };
    const items = snapshot.items.flatMap((item) => {
      const text = texts.get(item.id);
      return text === undefined ? [] : [{ drawn: item, text }];
    });
    return {
      draft: written.draft,
      seed,
      opened: { attempt, isOver: false, document, quiz, items, files: new Map() },
    };
  },

  /** What the trial would have meant. Its author sees the reasons, whenever others are to see them. */
  result({ opened }: Trial): AttemptResult {
    const { attempt, document } = opened;
    const { snapshot } = attempt;
    const answers: Answers = new Map([...attempt.answers].map(([id, { chosen }]) => [id, chosen]));
    const waiting = waitingIn(snapshot, answers);
    const { score, passed, criticalMissed } = scoreOf(snapshot, answers);
    const isScored = waiting.length === 0;
    return {
      ...opened,
      attempt: {
        ...attempt,
        criticalMissed,
        submittedAt: clock(),
        score: isScored ? score : null,
        passed: isScored ? passed : null,
      },
      corrections: [],
      attemptsLeft: null,
      toReview: toReview(document, snapshot.items, answers, new Map()),
      rightItems: new Set(
        snapshot.items.filter((item) => isRight(creditOf(item, answers))).map(({ id }) => id),
      ),
      waiting,
      grades: new Map(),
      byDeadline: false,
      certificateId: null,
      reasonsFrom: null,
      helpers: [],
      pretestScore: null,
    };
  },
});
export type QuizTrials = ReturnType<typeof quizTrials>;

function drawn(draw: () => Snapshot): Snapshot {
  try {
    return draw();
  } catch (error) {
    if (error instanceof BankTooSmall) throw new Refusal('conflict', 'trial.tooFew');
    throw error;
  }
}
