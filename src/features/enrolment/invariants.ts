import { idsOf, type Invariant } from '../../db/invariant.ts';

/** What holds of enrolments and of the lessons done in them. */
export const enrolmentInvariants: Invariant[] = [
  {
    key: 'verify.enrolmentStates',
    broken: ({ db }) =>
      idsOf(
        db('enrolments').where((wrong) => {
          void wrong
            .orWhere((active) => {
              void active
                .where('status', 'active')
                .where((dates) =>
                  dates.whereNotNull('completed_at').orWhereNotNull('withdrawn_at'),
                );
            })
            .orWhere((completed) => {
              void completed
                .where('status', 'completed')
                .where((dates) => dates.whereNull('completed_at').orWhereNotNull('withdrawn_at'));
            })
            .orWhere((withdrawn) =>
              withdrawn.where('status', 'withdrawn').whereNull('withdrawn_at'),
            )
            .orWhereNotIn('status', ['active', 'completed', 'withdrawn'])
            .orWhereRaw('(completed_at is null) <> (completed_on is null)');
        }),
      ),
  },
  {
    key: 'verify.enrolmentVersions',
    broken: ({ db }) =>
      idsOf(
        db('enrolments as e')
          .join('course_versions as v', 'v.id', 'e.version_id')
          .whereRaw('v.course_id <> e.course_id'),
        'e.id',
      ),
  },
  {
    key: 'verify.lessonProgress',
    broken: ({ db }) =>
      idsOf(
        db('enrolments as e').whereExists((lesson) => {
          void lesson
            .from('lesson_progress as p')
            .select('p.lesson_id')
            .whereRaw('p.enrolment_id = e.id')
            .where((wrong) => {
              void wrong.whereRaw('p.done_at < p.opened_at').orWhereNull('e.started_at');
            });
        }),
        'e.id',
      ),
  },
];
