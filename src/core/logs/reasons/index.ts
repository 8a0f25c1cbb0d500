import apache from './apache.json' with { type: 'json' };
import nginx from './nginx.json' with { type: 'json' };
import { readSpeaker, type Speaker } from './wording.ts';

/** All software whose words we know; the words of those that stand first are tried first. */
export const speakers: readonly Speaker[] = [nginx, apache].map(readSpeaker);
