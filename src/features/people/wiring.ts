import type { Database } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Audit } from '../audit/audit.ts';
import { bandService } from './band-service.ts';
import { peopleService, type CoursesOfPerson } from './people-service.ts';
import { protectService } from './protect-service.ts';

interface Needs {
  database: Database;
  clock: Clock;
  audit: Audit;
  coursesOfPerson: CoursesOfPerson;
}

export const peopleServices = ({ database: { db }, clock, audit, coursesOfPerson }: Needs) => ({
  people: peopleService({ db, clock, audit, coursesOf: coursesOfPerson }),
  protect: protectService({ db, clock, audit }),
  bands: bandService({ db, clock, audit }),
});
