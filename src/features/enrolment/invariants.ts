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
    key: 'verify.cohortRequests',
    broken: ({ db }) =>
      idsOf(
        db('cohort_requests as r').where((wrong) => {
          void wrong
            .orWhereRaw(`(r.state = 'waiting' and r.turn is null)`)
            .orWhereRaw(
              `(r.state in ('asked', 'waiting') and r.decided_at is not null and r.decided_by is null)`,
            )
            .orWhereRaw(`(r.state not in ('asked', 'waiting') and r.decided_at is null)`)
            .orWhereRaw(`(r.state = 'declined') <> (r.reason_sealed is not null)`)
            .orWhere((inside) => {
              void inside.where('r.state', 'waiting').whereExists((member) => {
                void member
                  .from('enrolments as e')
                  .select('e.id')
                  .whereRaw('e.person_id = r.person_id and e.cohort_id = r.cohort_id')
                  .whereNot('e.status', 'withdrawn');
              });
            });
        }),
        'r.id',
      ),
  },
  {
    key: 'verify.dueExtensions',
    broken: ({ db }) =>
      idsOf(
        db('enrolments as e')
          .whereNotNull('e.due_on')
          .whereNotExists((last) => {
            void last
              .from('due_extensions as x')
              .select('x.id')
              .whereRaw('x.enrolment_id = e.id and x.until = e.due_on')
              .whereNotExists((later) => {
                void later
                  .from('due_extensions as y')
                  .select('y.id')
                  .whereRaw('y.enrolment_id = x.enrolment_id and y.number > x.number');
              });
          }),
        'e.id',
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
