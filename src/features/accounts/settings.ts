import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import { toColumn } from '../../db/columns.ts';
import type { Reads } from '../../db/dialect/dialect.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import type { Audit } from '../audit/audit.ts';
import { may, nowhere } from '../permissions/policy.ts';

/** Who answers for personal data, as the privacy notice names it. Empty text: nobody has said so yet. */
const CONTROLLER_NAMES = ['controller', 'controllerAddress', 'controllerContact'] as const;
/** And in how many working days a request about one's own data is answered. */
export const SETTING_NAMES = [...CONTROLLER_NAMES, 'rightsDays'] as const;
export type SettingName = (typeof SETTING_NAMES)[number];
export type Settings = Record<SettingName, string>;

/** Until somebody who knows the law that binds the institution has said another number. */
const DEFAULT_RIGHTS_DAYS = '20';

const Rows = z.array(z.object({ name: z.string(), value: z.string() }));

interface Needs {
  db: Db;
  reads: Reads;
  clock: Clock;
  audit: Audit;
}

/** What platform administrators decide once for the whole installation. */
export const settingsService = ({ db, reads, clock, audit }: Needs) => ({
  async read(): Promise<Settings> {
    const rows = Rows.parse(await reads.all('select name, value from settings', []));
    const valueOf = (name: SettingName): string =>
      rows.find((row) => row.name === name)?.value ?? '';
    return {
      controller: valueOf('controller'),
      controllerAddress: valueOf('controllerAddress'),
      controllerContact: valueOf('controllerContact'),
      rightsDays: valueOf('rightsDays') || DEFAULT_RIGHTS_DAYS,
    };
  },

  /** Saves what changed, and leaves a trace of which names changed. */
  async save(actor: Actor, settings: Settings): Promise<void> {
    if (!may(actor, 'settings.manage', nowhere)) throw new Refusal('not-found', 'error.notFound');
    const before = await this.read();
    const changed = SETTING_NAMES.filter((name) => before[name] !== settings[name]);
    if (changed.length === 0) return;
    await db.transaction(async (trx) => {
      for (const name of changed) {
        await trx('settings')
          .insert({
            name,
            value: settings[name],
            changed_at: toColumn(clock()),
            changed_by: actor.id,
          })
          .onConflict('name')
          .merge();
      }
      await audit(trx, {
        actorId: actor.id,
        action: 'settings.changed',
        objectType: 'settings',
        objectId: null,
        details: { names: changed.join(' ') },
      });
    });
  },
});
export type SettingsService = ReturnType<typeof settingsService>;

/** Whether the notice can name who answers for the data. */
export const isControllerNamed = (settings: Settings): boolean =>
  CONTROLLER_NAMES.every((name) => settings[name] !== '');

/** Who answers for the platform, read inside a transaction; '' when nobody has said so yet. */
export async function controllerIn(trx: Db): Promise<string> {
  const row = z
    .object({ value: z.string() })
    .optional()
    .parse(await trx('settings').select('value').where('name', 'controller').first());
  return row?.value ?? '';
}
