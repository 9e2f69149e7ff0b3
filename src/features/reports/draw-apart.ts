import { apart } from '../../lib/apart.ts';
import type { completionChart } from './chart.ts';
import type { protectTable } from './protect.ts';
import type { reportPdf } from './report-document.ts';
import type { reportWorkbook } from './xlsx.ts';

/** Charts and workbooks of reports: their libraries are heavy, and only there while somebody draws. */
export const reportDrawing = {
  chart: apart<typeof completionChart>(import.meta.dirname, 'chart', 'completionChart'),
  workbook: apart<typeof reportWorkbook>(import.meta.dirname, 'xlsx', 'reportWorkbook'),
  document: apart<typeof reportPdf>(import.meta.dirname, 'report-document', 'reportPdf'),
};

/** Hiding small cells takes up to some seconds, and a solver of some megabytes. */
export const protectApart = apart<typeof protectTable>(
  import.meta.dirname,
  'protect',
  'protectTable',
);
