import { apart } from '../../lib/apart.ts';
import type { completionChart } from './chart.ts';
import type { reportWorkbook } from './xlsx.ts';

/** Charts and workbooks of reports: their libraries are heavy, and only there while somebody draws. */
export const reportDrawing = {
  chart: apart<typeof completionChart>(import.meta.dirname, 'chart', 'completionChart'),
  workbook: apart<typeof reportWorkbook>(import.meta.dirname, 'xlsx', 'reportWorkbook'),
};
