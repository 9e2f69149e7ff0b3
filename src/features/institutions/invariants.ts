import { idsOf, type Invariant } from '../../db/invariant.ts';

/** What holds of the tree of institutions: scopes are read from its paths. */
export const institutionInvariants: Invariant[] = [
  {
    key: 'verify.institutionPaths',
    broken: ({ db }) =>
      idsOf(
        db('institutions as i')
          .leftJoin('institutions as p', 'p.id', 'i.parent_id')
          .whereRaw(`i.path <> coalesce(p.path, '/') || i.id || '/'`)
          .orWhereRaw('i.side <> p.side'),
        'i.id',
      ),
  },
];
