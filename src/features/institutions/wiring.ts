import type { Database } from '../../db/connection.ts';
import type { Finder } from '../../lib/pick.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Audit } from '../audit/audit.ts';
import { institutionChoices, networkChoices } from './choices.ts';
import { networkFigureService } from './network-figures.ts';
import { networkQueries } from './network-queries.ts';
import { networkService } from './network-service.ts';
import { institutionHistory } from './history-service.ts';
import { institutionImports } from './import-service.ts';
import { institutionQueries } from './queries.ts';
import { rankService } from './rank-service.ts';
import { institutionService, type MayManage } from './service.ts';

interface Needs {
  database: Database;
  clock: Clock;
  audit: Audit;
  mayManage: MayManage;
  findMunicipalities: Finder;
}

export function institutionServices({
  database: { db, reads },
  clock,
  audit,
  mayManage,
  findMunicipalities,
}: Needs) {
  const findInstitutions = institutionChoices(reads);
  const findNetworks = networkChoices(reads);
  const find = {
    institutions: findInstitutions,
    municipalities: findMunicipalities,
    networks: findNetworks,
  };
  const shared = { db, audit, mayManage, find };
  const queries = institutionQueries(reads);
  const institutions = institutionService({ ...shared, queries });
  const networks = networkService({ ...shared, queries: networkQueries(reads) });
  return {
    findInstitutions,
    findNetworks,
    institutions,
    institutionHistory: institutionHistory({
      db,
      clock,
      audit,
      institutions,
      queries,
      findInstitutions,
    }),
    institutionImports: institutionImports({ db, clock, audit, mayManage }),
    ranks: rankService({ db, clock, audit, institutions }),
    networks,
    networkFigures: networkFigureService({ db, clock, audit, networks }),
  };
}
