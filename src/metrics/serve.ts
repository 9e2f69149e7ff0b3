import { readFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import type { Database } from '../db/connection.ts';
import { migrationState } from '../db/migrations.ts';
import type { Traffic } from '../http/traffic.ts';
import type { Clock } from '../lib/clock.ts';
import { projectRoot } from '../lib/project-root.ts';
import { databaseFamilies } from './database-families.ts';
import { exposition, single, type Family } from './exposition.ts';
import { watchProcess } from './process-families.ts';
import { trafficFamilies } from './traffic-families.ts';

interface Needs {
  database: Database;
  dataDir: string;
  clock: Clock;
  traffic: Traffic;
}

async function buildFamily({ db, dialect }: Database): Promise<Family> {
  const { version } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
    version: string;
  };
  const { applied } = await migrationState(db, dialect);
  const labels = {
    version,
    node: process.versions.node,
    engine: dialect.engine,
    schema: applied.at(-1)?.slice(0, 14) ?? '',
  };
  return {
    name: 'aula_build_info',
    type: 'gauge',
    help: 'What runs here.',
    samples: [{ labels, value: 1 }],
  };
}

async function diskFamilies(dataDir: string): Promise<Family[]> {
  const disk = await statfs(dataDir).catch(() => null);
  if (disk === null) return [];
  const { bavail, blocks, bsize } = disk;
  return [
    single('aula_disk_free_bytes', 'gauge', 'Room where the data lie.', bavail * bsize),
    single('aula_disk_size_bytes', 'gauge', 'Size of the disk of the data.', blocks * bsize),
  ];
}

/**
 * Tells how the server is in the text of Prometheus, at `/metrics` of a port of its own that only this machine reaches:
 * nobody finds it through the proxy. It tells of no person.
 */
export async function serveMetrics(
  port: number,
  { database, dataDir, clock, traffic }: Needs,
): Promise<Server> {
  const ofProcess = watchProcess();
  const build = await buildFamily(database);
  const told = async (): Promise<string> =>
    exposition([
      build,
      ...ofProcess(),
      ...trafficFamilies(traffic),
      ...(await databaseFamilies(database, clock)),
      ...(await diskFamilies(dataDir)),
    ]);
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    told().then(
      (text) => {
        response
          .writeHead(200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' })
          .end(text);
      },
      () => {
        response.writeHead(500).end();
      },
    );
  });
  await new Promise<void>((ready, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', ready);
  });
  return server;
}
