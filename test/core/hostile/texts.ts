import { bodies } from './bodies.ts';
import { heads } from './heads.ts';
import type { HostileText } from './make.ts';
import { files, hars, prints, signs } from './readings.ts';
import { carried, tokens } from './tokens.ts';

/** Every hostile text. */
export const hostileTexts: readonly HostileText[] = [
  ...heads,
  ...bodies,
  ...tokens,
  ...carried,
  ...hars,
  ...prints,
  ...files,
  ...signs,
];
