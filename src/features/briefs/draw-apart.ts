import { apart } from '../../lib/apart.ts';
import type { briefPdf } from './brief-document.ts';

/** Sets a brief, as `briefPdf` does. */
export type DrawBrief = typeof briefPdf;

/** The library and the fonts are only there while somebody prints. */
export const briefDrawing = (): DrawBrief =>
  apart<DrawBrief>(import.meta.dirname, 'brief-document', 'briefPdf');
