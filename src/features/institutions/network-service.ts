import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { Refusal } from '../../lib/errors.ts';
import { pickAll, type Finder } from '../../lib/pick.ts';
import { isFine } from '../../lib/problems.ts';
import { newId } from '../../lib/random-code.ts';
import { toSearchText } from '../../lib/search-text.ts';
import type { Audit } from '../audit/audit.ts';
import type { NetworkForm } from './forms.ts';
import type { NetworkQueries } from './network-queries.ts';
import type { NetworkSheet } from './sheets.ts';
import type { MayManage, Saved } from './service.ts';

interface Needs {
  db: Db;
  audit: Audit;
  queries: NetworkQueries;
  mayManage: MayManage;
  find: { institutions: Finder; municipalities: Finder; networks: Finder };
}

const Code = z.object({ code: z.string() });

const placeOf = (cvegeo: string) => ({
  side: 'community' as const,
  institutionPath: null,
  stateCode: cvegeo.slice(0, 2),
  cvegeo,
});

/** Women's networks. Their kind, sponsor and source of funds are data, since programmes change and networks stay. */
export function networkService({ db, audit, queries, mayManage, find }: Needs) {
  const sheetFor = async (actor: Actor, id: string): Promise<NetworkSheet> => {
    const sheet = await queries.sheet(id);
    if (sheet === null || !mayManage(actor, placeOf(sheet.cvegeo))) {
      throw new Refusal('not-found', 'error.notFound');
    }
    return sheet;
  };

  const save = async (
    actor: Actor,
    form: NetworkForm,
    known: NetworkSheet | null,
  ): Promise<Saved> => {
    const { ids, problems, choices } = await pickAll({
      municipio: { typed: form.municipio, find: find.municipalities },
      patrocina: { typed: form.patrocina, find: find.institutions },
      parte_de: { typed: form.parte_de, find: find.networks },
    });
    if (known !== null && ids.parte_de !== null && (await leadsTo(db, ids.parte_de, known.id))) {
      problems['parte_de'] = ['networks.notItself'];
    }
    if (!isFine(problems) || ids.municipio === null) return { ok: false, problems, choices };
    const cvegeo = ids.municipio;
    if (!mayManage(actor, placeOf(cvegeo))) throw new Refusal('not-found', 'error.notFound');
    const id = known?.id ?? newId();
    await db.transaction(async (trx) => {
      const code = known?.code ?? (await nextCode(trx, cvegeo));
      const row = {
        name: form.nombre,
        search_text: toSearchText(`${form.nombre} ${code}`),
        cvegeo,
        state_code: cvegeo.slice(0, 2),
        locality: form.localidad ?? null,
        founded_on: form.fundada ?? null,
        funding_source: form.recurso ?? null,
        kind: form.clase,
        sponsor_id: ids.patrocina,
        parent_network_id: ids.parte_de,
        status: form.estatus,
      };
      if (known === null) await trx('networks').insert({ id, code, ...row });
      else await trx('networks').where('id', id).update(row);
      await audit(trx, {
        actorId: actor.id,
        action: known === null ? 'networks.added' : 'networks.changed',
        objectType: 'network',
        objectId: id,
        details: { code, cvegeo, status: form.estatus },
      });
    });
    return { ok: true, id };
  };

  return {
    sheetFor,
    list: (filter: { search: string; stateCode: string | undefined }, page: number) =>
      queries.list(filter, page),
    add: (actor: Actor, form: NetworkForm): Promise<Saved> => save(actor, form, null),
    async edit(actor: Actor, id: string, form: NetworkForm): Promise<Saved> {
      return save(actor, form, await sheetFor(actor, id));
    },
  };
}
export type NetworkService = ReturnType<typeof networkService>;

/** `MUCPAZ-15033-07`: the number follows the highest of the municipality, so that no code is used twice. */
async function nextCode(trx: Db, cvegeo: string): Promise<string> {
  const rows = z
    .array(Code)
    .parse(await trx('networks').select('code').where('code', 'like', `MUCPAZ-${cvegeo}-%`));
  const numbers = rows.map(({ code }) => Number(code.split('-')[2] ?? 0)).filter(Number.isFinite);
  return `MUCPAZ-${cvegeo}-${String(Math.max(0, ...numbers) + 1).padStart(2, '0')}`;
}

const Parent = z.object({ parent_network_id: z.string().nullable() }).optional();

/** Whether going up from one network passes through another. */
async function leadsTo(db: Db, from: string, id: string): Promise<boolean> {
  const seen = new Set<string>();
  for (let at: string | null = from; at !== null && !seen.has(at);) {
    if (at === id) return true;
    seen.add(at);
    const row: unknown = await db('networks').select('parent_network_id').where('id', at).first();
    at = Parent.parse(row)?.parent_network_id ?? null;
  }
  return false;
}
