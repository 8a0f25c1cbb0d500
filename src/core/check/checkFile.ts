import { createPerRequest, movedBy } from '../editing/perRequest.ts';
import type { HttpFile, RequestBlock } from '../http/httpFile.ts';
import { scopeFor } from '../variables/asUser.ts';
import type { Scope } from '../variables/scope.ts';
import { checkRequest } from './checkRequest.ts';
import type { CheckFinding } from './finding.ts';
import type { HostMemory } from './hostMemory.ts';
import { readOutgoing } from './outgoing.ts';
import type { WeakSecret } from './weakSecrets.ts';
import { secretsInDefinitions, secretsInRequest, type WrittenSecret } from './writtenSecrets.ts';

/** Everything that decides besides the file. */
export interface CheckInput {
  readonly scope: Scope;
  /** Seconds since the epoch. */
  readonly now: number;
  readonly memory: HostMemory;
  weakSecretOf(token: string): WeakSecret | undefined;
}

/** A finding, and the request that it speaks of. */
export interface PlacedFinding extends CheckFinding {
  readonly request: RequestBlock;
}

export interface CheckedFile {
  readonly findings: readonly PlacedFinding[];
  /** What the file writes out, wherever it is kept: whether git tracks the file is for others to say. */
  readonly secrets: readonly WrittenSecret[];
  /** Seconds since the epoch: from then on the findings are others, though nothing is edited. */
  readonly changesAt?: number;
}

/** Checks a file over and over while it is edited. */
export interface FileChecker {
  /** `basis` tells what of the input decides: while its parts stay the same objects, what was found stays found. */
  check(file: HttpFile, input: CheckInput, basis: readonly unknown[]): CheckedFile;
}

interface Found {
  /** Their offsets count from the request's start. */
  readonly findings: readonly CheckFinding[];
  readonly secrets: readonly WrittenSecret[];
  readonly changesAt?: number;
}

export function createFileChecker(): FileChecker {
  const requests = createPerRequest<Found>();
  return {
    check(file, input, basis) {
      const round = requests.begin(file, basis);
      const findings: PlacedFinding[] = [];
      const secrets: WrittenSecret[] = [...secretsInDefinitions(file, input)];
      let next = Number.POSITIVE_INFINITY;
      for (const request of file.requests) {
        const before = round.known(request);
        const isOld = before?.changesAt !== undefined && before.changesAt <= input.now;
        const found = before && !isOld ? before : look(file, request, input);
        round.keep(request, found);
        const { start } = request.span;
        for (const it of found.findings) findings.push({ ...it, span: movedBy(it.span, start), request });
        for (const it of found.secrets) secrets.push({ ...it, span: movedBy(it.span, start) });
        next = Math.min(next, found.changesAt ?? next);
      }
      return { findings, secrets, ...(Number.isFinite(next) ? { changesAt: next } : {}) };
    },
  };
}

function look(file: HttpFile, request: RequestBlock, input: CheckInput): Found {
  const scope = scopeFor(request, input.scope);
  const outgoing = readOutgoing(file, request, scope);
  const { findings, changesAt } = checkRequest({ ...input, scope, file, request, outgoing });
  const by = -request.span.start;
  return {
    findings: findings.map((it) => ({ ...it, span: movedBy(it.span, by) })),
    secrets: secretsInRequest(file, request, outgoing.target?.hostname, input).map((it) => ({
      ...it,
      span: movedBy(it.span, by),
    })),
    ...(changesAt === undefined ? {} : { changesAt }),
  };
}
