import type { Database } from '../../db/connection.ts';
import type { Finder } from '../../lib/pick.ts';
import type { Audit } from '../audit/audit.ts';
import { institutionChoices, networkChoices } from './choices.ts';
import { networkQueries } from './network-queries.ts';
import { networkService } from './network-service.ts';
import { institutionQueries } from './queries.ts';
import { institutionService, type MayManage } from './service.ts';

interface Needs {
  database: Database;
  audit: Audit;
  mayManage: MayManage;
  findMunicipalities: Finder;
}

export function institutionServices({
  database: { db, reads },
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
  return {
    findInstitutions,
    findNetworks,
    institutions: institutionService({ ...shared, queries: institutionQueries(reads) }),
    networks: networkService({ ...shared, queries: networkQueries(reads) }),
  };
}
