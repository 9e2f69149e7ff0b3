import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import { dayOf, HOUR, type Clock } from '../../lib/clock.ts';
import type { Language } from '../../lib/localized.ts';
import { digest, newId, newLinkCode } from '../../lib/random-code.ts';
import type { Audit } from '../audit/audit.ts';
import { hashPassword } from '../accounts/passwords.ts';
import { addAccountAs } from '../accounts/people-repository.ts';

const LIVES = 24 * HOUR;

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
}

export interface FirstAdministrator {
  displayName: string;
  username: string;
  password: string;
  cvegeo: string | null;
  language: Language;
}

/** Thrown to undo the transaction: the link died meanwhile, or somebody has the name. */
class LinkDied extends Error {}
class UsernameTaken extends Error {}

/**
 * The way to the first account: a link that is printed where the server was started, for nobody has a password before. It
 * works once, for a day, and only while no platform administrator exists.
 */
export function firstAdministratorService({ db, clock, audit }: Needs) {
  const exists = async (handle: Db): Promise<boolean> => {
    const row: unknown = await handle('grants')
      .join('people', 'people.id', 'grants.person_id')
      .select('grants.id')
      .where({ 'grants.role': 'platform_admin', 'people.status': 'active' })
      .whereNull('grants.withdrawn_at')
      .where((open) =>
        open.whereNull('grants.ends_on').orWhere('grants.ends_on', '>=', dayOf(clock())),
      )
      .first();
    return row !== undefined;
  };

  const openLinks = (handle: Db) =>
    handle('setup_links').whereNull('used_at').where('expires_at', '>', toColumn(clock()));

  return {
    /** Makes a new link and voids the ones before it. Null when the platform has an administrator already. */
    async newLink(): Promise<string | null> {
      return db.transaction(async (trx) => {
        if (await exists(trx)) return null;
        const now = clock();
        const code = newLinkCode();
        await trx('setup_links')
          .whereNull('used_at')
          .update({ used_at: toColumn(now) });
        await trx('setup_links').insert({
          code_digest: digest(code),
          created_at: toColumn(now),
          expires_at: toColumn(new Date(now.getTime() + LIVES)),
        });
        return code;
      });
    },

    async isOpen(code: string): Promise<boolean> {
      const link: unknown = await openLinks(db).where('code_digest', digest(code)).first();
      return link !== undefined && !(await exists(db));
    },

    /** Creates the administrator and closes the link, both or neither. */
    async create(
      code: string,
      form: FirstAdministrator,
    ): Promise<{ id: string } | 'dead' | 'username-taken'> {
      if (!(await this.isOpen(code))) return 'dead';
      const passwordHash = await hashPassword(form.password);
      const now = clock();
      try {
        return await db.transaction(async (trx) => {
          const used = await openLinks(trx)
            .where('code_digest', digest(code))
            .update({ used_at: toColumn(now) });
          if (used !== 1 || (await exists(trx))) throw new LinkDied();
          const id = await addAccountAs(trx, form.username, {
            displayName: form.displayName,
            passwordHash,
            sex: 'no_dice',
            cvegeo: form.cvegeo,
            side: 'community',
            institutionId: null,
            networkId: null,
            language: form.language,
            now,
          });
          if (id === null) throw new UsernameTaken();
          const grantId = newId();
          await trx('grants').insert({
            id: grantId,
            person_id: id,
            role: 'platform_admin',
            granted_at: toColumn(now),
          });
          await audit(trx, {
            actorId: id,
            action: 'grant.given',
            objectType: 'person',
            objectId: id,
            details: { role: 'platform_admin', grant: grantId, how: 'first-administrator-link' },
          });
          return { id };
        });
      } catch (error) {
        if (error instanceof LinkDied) return 'dead';
        if (error instanceof UsernameTaken) return 'username-taken';
        throw error;
      }
    },
  };
}
export type FirstAdministratorService = ReturnType<typeof firstAdministratorService>;
