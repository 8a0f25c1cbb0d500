import type { Guard, SourcePlace } from '../route.ts';
import type { Bound } from './bound.ts';
import { type Def, type Stmt, textOf } from './code.ts';
import { guardFrom, joined, readsCredentials, texts } from './guardFrom.ts';
import type { Needs } from './needs.ts';
import type { PythonRefusals, Refusal } from './pythonRefusals.ts';

/** The guard that a function of the project is; undefined where it is not seen to refuse. */
export function guardOfDef(
  refusals: PythonRefusals,
  of: { readonly def: Def; readonly file: string },
  as: {
    readonly name: string;
    readonly place: SourcePlace;
    readonly text: string;
    readonly bound?: Bound;
    readonly needs?: Needs | undefined;
  },
): Guard | undefined {
  const found = refusals.ofDef(of.file, of.def, as.bound);
  if (found.length === 0) return undefined;
  return guardOfRefusals(found, of, as);
}

/** The same, where its refusals are known already. */
export function guardOfRefusals(
  found: readonly Refusal[],
  of: { readonly def: Def; readonly file: string },
  as: { readonly name: string; readonly place: SourcePlace; readonly text: string; readonly needs?: Needs | undefined },
): Guard {
  return guardFrom({
    name: as.name,
    place: as.place,
    text: as.text,
    statuses: found.map((one) => one.status),
    needs: as.needs ?? joined(found.map((one) => one.needs)),
    definedAt: { file: of.file, line: of.def.line },
    credentials: () => readsCredentials([{ k: 'def', def: of.def, line: of.def.line }]),
  });
}

/** Checks inside a handler, in order. Those of a handler that itself looks at a password are its answers, and no guards. */
export function inlineGuards(found: readonly Refusal[], body: readonly Stmt[]): readonly Guard[] {
  const guards: Guard[] = [];
  const said = body.flatMap(texts);
  const signsIn = said.some((text) => signingIn.test(text));
  const groups = new Map<string, Refusal[]>();
  for (const one of found) {
    if (signsIn && (one.status === 401 || one.status === 302)) continue;
    const key = one.by === undefined ? `${one.line}` : `${one.by} ${one.line}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  for (const group of groups.values()) {
    const [first] = group;
    if (!first) continue;
    const test = first.tests.at(-1)?.expr;
    // Without a condition, or a function that decides, it answers everyone so: that is what the handler is for.
    if (first.by === undefined && !test) continue;
    guards.push(
      guardFrom({
        name: first.by ?? (test ? textOf(test) : ''),
        place: { file: first.file, line: first.by === undefined ? (test?.line ?? first.line) : first.line },
        text: first.by ?? (test ? `if ${textOf(test)}` : ''),
        statuses: group.map((one) => one.status),
        needs: joined(group.map((one) => one.needs).filter((one) => one?.needsAre)),
        ...(first.byFile !== undefined && { definedAt: { file: first.byFile, line: first.byLine ?? 1 } }),
        credentials: () => /token|header|cookie|session/i.test(test ? textOf(test) : (first.by ?? '')),
      }),
    );
  }
  return guards;
}

const signingIn =
  /check_password|verify_password|authenticate\(|create_access_token|checkpw|authenticate_user|login_user\(|\blogin\(request/;
