import type { Response } from 'express';
import { changePolicy } from './security-headers.ts';

/** Lets a page show another page of this site in a frame; without this no page shows any. */
export function framesOurs(response: Response): void {
  changePolicy(response, (policy) => `${policy};frame-src 'self'`);
}

/** Lets pages of this site, and no others, show this one in a frame. */
export function framedByUs(response: Response): void {
  changePolicy(response, (policy) =>
    policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'"),
  );
  response.setHeader('X-Frame-Options', 'SAMEORIGIN');
}
