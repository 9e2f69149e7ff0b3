import { apart } from '../../lib/apart.ts';
import type { certificatePdf } from './document.ts';

/** Draws a certificate, as `certificatePdf` does. */
export type DrawPdf = typeof certificatePdf;

/** The library and the fonts are only there while somebody draws. */
export const drawApart = (): DrawPdf =>
  apart<DrawPdf>(import.meta.dirname, 'document', 'certificatePdf');
