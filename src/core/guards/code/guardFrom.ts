import type { Guard, GuardKind, SourcePlace } from '../route.ts';
import { clip } from './clip.ts';
import { type Expr, type Stmt, textOf } from './code.ts';
import type { Needs } from './needs.ts';

/** What is known of a guard whose code was read. */
export interface Read {
  readonly name: string;
  /** Where it is put in front of the route. */
  readonly place: SourcePlace;
  readonly text: string;
  readonly statuses: readonly number[];
  readonly needs?: Needs | undefined;
  readonly definedAt?: SourcePlace | undefined;
  /** Whether its code reads a token, a header, a session. Asked only where the statuses do not tell its kind. */
  readonly credentials?: () => boolean;
}

/** The guard that code is that was seen to answer so. */
export function guardFrom(read: Read): Guard {
  const answers = [...new Set(read.statuses)].sort((a, b) => a - b);
  return {
    name: read.name,
    kind: kindOf(read.name, answers, read.credentials ?? (() => false)),
    file: read.place.file,
    line: read.place.line,
    needs: read.needs?.needs ?? [],
    ...(read.needs?.needsAre && { needsAre: read.needs.needsAre }),
    ...(read.needs?.anyOf && { anyOf: true }),
    text: clip(read.text),
    ...(read.definedAt && { definedAt: read.definedAt }),
    ...(answers.length > 0 && { answers }),
  };
}

/** What several refusals ask for together. */
export function joined(all: readonly (Needs | undefined)[]): Needs | undefined {
  const some = all.filter((one) => one !== undefined);
  const needs = [...new Set(some.flatMap((one) => one.needs))];
  if (needs.length === 0) return undefined;
  const needsAre = some.find((one) => one.needsAre)?.needsAre;
  const anyOf = needs.length > 1 && some.some((one) => one.anyOf);
  return { needs, ...(needsAre && { needsAre }), ...(anyOf && { anyOf: true as const }) };
}

/** Whether a name says that what it names guards. */
export function guardsByName(name: string): boolean {
  return /(?:^|[._])(?:auth|guard|requires?|ensure|is|can|has|verify|check|protect|login|permission|roles?|admin|token|jwt|authenticated|restrict|allow)/i.test(
    name.replace(/([a-z])([A-Z])/g, '$1_$2'),
  );
}

/** Whether statements read what a caller identifies itself by. */
export function readsCredentials(body: readonly Stmt[]): boolean {
  return body.some((stmt) => texts(stmt).some((text) => credentials.test(text)));
}

const credentials =
  /token|authoriz|\bheaders?\b|cookie|session|jwt|api_?key|credential|bearer|current_user|is_authenticated|\bidentity/i;

function kindOf(name: string, answers: readonly number[], credentialed: () => boolean): GuardKind {
  if (/csrf|xsrf/i.test(name)) return 'csrf';
  if (/signature|hmac/i.test(name)) return 'signature';
  if (answers.includes(401) && answers.includes(403)) return credentialed() ? 'authentication' : 'authorization';
  if (answers.includes(401)) return 'authentication';
  if (answers.includes(403)) return 'authorization';
  if (answers.includes(302)) return 'authentication';
  if (answers.includes(429)) return 'throttle';
  if (answers.includes(419)) return 'csrf';
  return 'other';
}

/** The texts of a statement's expressions, those of the statements in it as well. */
export function texts(stmt: Stmt): readonly string[] {
  const of = (expr: Expr | undefined): readonly string[] => (expr ? [textOf(expr)] : []);
  switch (stmt.k) {
    case 'expr':
      return of(stmt.value);
    case 'set':
      return [...of(stmt.target), ...of(stmt.value)];
    case 'return':
    case 'throw':
      return of(stmt.value);
    case 'if':
      return [...of(stmt.test), ...stmt.body.flatMap(texts), ...stmt.otherwise.flatMap(texts)];
    case 'block':
      return [...stmt.heads.flatMap(of), ...stmt.body.flatMap(texts)];
    case 'def':
      return [...stmt.def.params.map((one) => one.name), ...stmt.def.body.flatMap(texts)];
    default:
      return [];
  }
}
