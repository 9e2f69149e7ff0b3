import { createHash } from 'node:crypto';
import { apart, workshop } from '../../lib/apart.ts';
import { Kept } from '../../lib/kept.ts';
import type { completionChart } from './chart.ts';
import type { HideNetworkLines } from './network-lines.ts';
import type { ProtectTable, ProtectTogether } from './protect.ts';
import type { reportPdf } from './report-document.ts';

type Draw = typeof completionChart;

/** Some 300 charts, in letters. */
const MOST_KEPT = 2_000_000;

/**
 * Charts by all that they are drawn of, so that a report that is asked for again draws nothing. Bars hold what may be shown, so
 * whoever is told the same is shown the same, and nobody anything else. Two who ask at once wait for one drawing.
 */
export function keptCharts(draw: Draw, most = MOST_KEPT): Draw {
  const kept = new Kept<string>(most, (chart) => chart.length);
  const beingDrawn = new Map<string, Promise<string>>();
  return async (...given) => {
    const key = createHash('sha256').update(JSON.stringify(given)).digest('base64url');
    const known = kept.find(key);
    if (known !== undefined) return known;
    const drawing = beingDrawn.get(key) ?? draw(...given);
    beingDrawn.set(key, drawing);
    try {
      const chart = await drawing;
      return kept.get(key, () => chart);
    } finally {
      beingDrawn.delete(key);
    }
  };
}

/** Charts and printed reports: their libraries are heavy, and only there while somebody draws. */
export const reportDrawing = {
  chart: keptCharts(apart<Draw>(import.meta.dirname, 'chart', 'completionChart')),
  document: apart<typeof reportPdf>(import.meta.dirname, 'report-document', 'reportPdf'),
};

/** Nobody's certificate waits behind a table, and its solver gives the memory back soon: a table is made once a month. */
const protecting = workshop({ patience: 60_000, rest: 2_000 });

/** Hiding small cells takes up to some seconds, and a solver of some megabytes. */
export const protectApart = {
  one: apart<ProtectTable>(import.meta.dirname, 'protect', 'protectTable', protecting),
  together: apart<ProtectTogether>(import.meta.dirname, 'protect', 'protectTogether', protecting),
  networkLines: apart<HideNetworkLines>(
    import.meta.dirname,
    'network-lines',
    'hideNetworkLines',
    protecting,
  ),
};
