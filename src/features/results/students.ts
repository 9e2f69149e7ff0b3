import type { Knex } from 'knex';
import type { Db } from '../../db/connection.ts';
import type { Binding, Reads } from '../../db/dialect/dialect.ts';
import type { Actor } from '../../lib/actor.ts';
import { scopeOf } from '../permissions/policy.ts';
import type { Action } from '../permissions/rights.ts';
import { withinScope } from '../permissions/scope-filter.ts';
import { OF_STANDING } from '../permissions/standing.ts';

/** Joins `enrolments as e` with the person (`p`), her institution (`i`) and her group (`k`). */
export const withStudents = (query: Knex.QueryBuilder): Knex.QueryBuilder =>
  query
    .join('people as p', 'p.id', 'e.person_id')
    .leftJoin('institutions as i', 'i.id', 'p.institution_id')
    .leftJoin('cohorts as k', 'k.id', 'e.cohort_id');

/**
 * Keeps the students whom the actor reaches with an action. Whoever is protected or has closed her account is nobody's
 * student here: this is a list of names.
 */
export const onlyReached = (
  query: Knex.QueryBuilder,
  actor: Actor,
  action: Action,
): Knex.QueryBuilder =>
  withinScope(
    query.whereNot('e.status', 'withdrawn').where('p.status', 'active'),
    scopeOf(actor, action),
    OF_STANDING,
  );

/** The students whom an actor reaches with an action. */
export const studentsOf = (db: Db, actor: Actor, action: Action): Knex.QueryBuilder =>
  onlyReached(withStudents(db('enrolments as e')), actor, action);

/** Runs a query outside the pool of writers. */
export const readWith =
  (reads: Reads) =>
  (query: Knex.QueryBuilder): Promise<readonly unknown[]> => {
    const { sql, bindings } = query.toSQL();
    return reads.all(sql, bindings as Binding[]);
  };
