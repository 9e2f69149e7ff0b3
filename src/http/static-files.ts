import express, { type RequestHandler } from 'express';
import { assetsFolder } from './assets.ts';

/** Built files carry a digest in their name and never change. */
export const staticFiles = (): RequestHandler =>
  express.static(assetsFolder, {
    index: false,
    redirect: false,
    dotfiles: 'ignore',
    immutable: true,
    maxAge: '365d',
    fallthrough: true,
  });
