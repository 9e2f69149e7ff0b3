import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { parse } from 'yaml';
import { z } from 'zod';
import { makeBackup } from '../../src/backup/backup.ts';
import { traffic } from '../../src/http/traffic.ts';
import { serveMetrics } from '../../src/metrics/serve.ts';
import { blocksOfPage } from '../guide/page.ts';
import { startApp } from '../support/app.ts';
import { DATA_KEY, newFolder } from './places.ts';

const fileOfPage = (path: string): unknown =>
  parse(blocksOfPage().find((block) => block.path === path)?.text ?? '');

const Alerts = z.strictObject({
  groups: z.tuple([
    z.strictObject({
      name: z.literal('aula'),
      rules: z.array(
        z.strictObject({ alert: z.string(), expr: z.string(), for: z.string().regex(/^\d+m$/) }),
      ),
    }),
  ]),
});
const Scrape = z.strictObject({
  global: z.strictObject({ scrape_interval: z.string() }),
  rule_files: z.tuple([z.literal('/etc/prometheus/aula-alerts.yml')]),
  scrape_configs: z.tuple([
    z.strictObject({
      job_name: z.literal('aula'),
      static_configs: z.tuple([z.strictObject({ targets: z.tuple([z.string()]) })]),
    }),
  ]),
});

/** What a rule of Prometheus speaks of that comes from the server. */
const metricsIn = (expr: string): string[] =>
  [...expr.matchAll(/\b(?:aula|http|process|nodejs)_[a-z_]+/g)].map(([name]) => name);

describe('the alerts of the page of operations', () => {
  it('speak of figures that the server tells', async () => {
    const app = await startApp();
    const counted = traffic();
    counted.count('/cursos', 200, 3);
    await makeBackup({ ...app, dataKey: DATA_KEY }, { to: newFolder(), key: null });
    const server = await serveMetrics(0, { ...app, traffic: counted });
    const { port } = server.address() as AddressInfo;
    const text = await (await fetch(`http://127.0.0.1:${String(port)}/metrics`)).text();
    server.close();
    await app.stop();

    const { groups } = Alerts.parse(fileOfPage('/etc/prometheus/aula-alerts.yml'));
    const [{ rules }] = groups;
    expect(rules).to.have.length(5);
    for (const { alert, expr } of rules) {
      const names = metricsIn(expr);
      expect(names.length > 0 || expr.startsWith('up{job="aula"}'), alert).to.equal(true);
      for (const name of names) expect(text, alert).to.match(new RegExp(`^${name}[ {]`, 'm'));
    }
  });

  it('are read from the port of the figures of a process', () => {
    const { scrape_configs: jobs } = Scrape.parse(fileOfPage('/etc/prometheus/prometheus.yml'));
    const service = blocksOfPage().find(({ path }) => path?.includes('aula-web@') === true);
    expect(service?.text).to.include('METRICS_PORT=1%i');
    expect(jobs[0].static_configs[0].targets).to.deep.equal(['127.0.0.1:13001']);
  });
});
