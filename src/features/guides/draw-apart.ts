import { apart } from '../../lib/apart.ts';
import type { guidePdf } from './document.ts';

/** Sets a guide, as `guidePdf` does. */
export type DrawGuide = typeof guidePdf;

/** The library and the fonts are only there while somebody prints. */
export const guideDrawing = (): DrawGuide =>
  apart<DrawGuide>(import.meta.dirname, 'document', 'guidePdf');
