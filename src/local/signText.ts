import { linearPattern } from '../core/facts/linearPattern.ts';
import type { Server } from '../core/facts/sign.ts';
import { readServers, type SignProblem } from '../core/servers/readServers.ts';
import { placeOf } from './envSections.ts';
import { type JsonNode, readLooseJson, toPlain } from './looseJson.ts';

/** What one file of rules says. */
export interface SignFile {
  readonly servers: readonly Server[];
  readonly problems: readonly SignFileProblem[];
}

/** Something in the file that is not read. */
export interface SignFileProblem {
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** Characters that are meant, on that line. */
  readonly length: number;
  readonly message: string;
}

/** Reads a file of one's own rules; `shown` is its name in explanations. What is wrong has its place, the rest counts. */
export function readSignText(text: string, shown: string): SignFile {
  const read = readLooseJson(text);
  if ('problem' in read) {
    const message = `This is not JSON: ${read.problem}. None of the rules in this file count.`;
    return { servers: [], problems: [{ ...placeOf(text, read.offset), length: 1, message }] };
  }
  const { servers, problems } = readServers(toPlain(read.node), linearPattern, shown);
  return { servers, problems: problems.slice(0, mostProblems).map((it) => placed(it, text, read.node)) };
}

const mostProblems = 200;

function placed(problem: SignProblem, text: string, root: JsonNode): SignFileProblem {
  const offset = offsetOf(root, problem.path, problem.name === true);
  return {
    ...placeOf(text, offset),
    length: lengthAt(text, offset),
    message: `${problem.says}${costs[problem.loses]}`,
  };
}

const costs: Readonly<Record<SignProblem['loses'], string>> = {
  server: ' None of its rules count.',
  sign: ' This rule does not count.',
  part: '',
};

/** Where the value at a path begins, or its name; where there is no such value, what should hold it. */
function offsetOf(root: JsonNode, path: SignProblem['path'], name: boolean): number {
  let at = root;
  for (const [i, step] of path.entries()) {
    if (at.kind === 'object') {
      const member = at.members.findLast((it) => it.name === step);
      if (!member) break;
      if (name && i === path.length - 1) return member.start;
      at = member.value;
    } else if (at.kind === 'array' && typeof step === 'number') {
      const item = at.items[step];
      if (!item) break;
      at = item;
    } else break;
  }
  return at.start;
}

/** A string or a word as a whole; of an object or list the bracket. */
function lengthAt(text: string, offset: number): number {
  const token = /"(?:[^"\\\n\r]|\\.)*"|[\w.+-]+/y;
  token.lastIndex = offset;
  return token.exec(text)?.[0].length ?? 1;
}
