/** Writes the backup of this version beside those of the released ones: the cast, and a course as they live it. */
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkBackup } from '../../src/backup/check.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { startApp } from '../support/app.ts';
import { liveIn } from '../support/world.ts';
import { backUp, newFolder } from './places.ts';

const app = await startApp();
await liveIn(app);
const file = await backUp(app, { to: newFolder() });
const { migrations } = (await checkBackup(file, null)).manifest;
const name = `${migrations.at(-1) ?? ''}.tar.gz`;
await copyFile(file, join(projectRoot, 'test', 'fixtures', 'versions', name));
await app.stop();
process.stdout.write(`${name}\n`);
