import { looksMade, maskSecretsIn } from '../redact.ts';
import { maskValue } from '../secret.ts';
import type { Guard, GuardRemark, Route } from './route.ts';

/**
 * Routes and remarks as they may be shown: keys and tokens that stand in the source code are masked in what is quoted of
 * it. What holds none stays the same object, and what routes share they share still.
 */
export function withoutSecrets({
  routes,
  remarks,
}: {
  readonly routes: readonly Route[];
  readonly remarks: readonly GuardRemark[];
}): { readonly routes: readonly Route[]; readonly remarks: readonly GuardRemark[] } {
  const known = new Map<Guard, Guard>();
  const safe = (guard: Guard): Guard => {
    const before = known.get(guard);
    if (before) return before;
    const masked = guardWithoutSecrets(guard);
    known.set(guard, masked);
    return masked;
  };
  return {
    routes: routes.map((it) => {
      const guards = it.guards.map(safe);
      const unread = it.unread?.map(maskCode);
      const isSame =
        guards.every((one, at) => one === it.guards[at]) && !unread?.some((one, at) => one !== it.unread?.[at]);
      return isSame ? it : { ...it, guards, ...(unread ? { unread } : {}) };
    }),
    remarks: remarks.map((it) => {
      const [says, advice] = [maskCode(it.says), maskCode(it.advice)];
      return says === it.says && advice === it.advice ? it : { ...it, says, advice };
    }),
  };
}

function guardWithoutSecrets(guard: Guard): Guard {
  const [name, text] = [maskCode(guard.name), maskCode(guard.text)];
  const needs = guard.needs.map((it) => (isKey(it) ? maskValue(it) : maskSecretsIn(it)));
  const isSame = name === guard.name && text === guard.text && needs.every((it, at) => it === guard.needs[at]);
  return isSame ? guard : { ...guard, name, text, needs };
}

/** Source code as it may be shown: what a quoted text holds may be a key without any form that is known. */
export function maskCode(code: string): string {
  return maskSecretsIn(code).replace(/(["'`])([\w+/=-]{20,500})\1/g, (whole, quote, value) =>
    isKey(value) ? `${quote}${maskValue(value)}${quote}` : whole,
  );
}

/** Made by a machine: upper and lower case with digits, no words between signs. */
function isKey(value: string): boolean {
  if (value.length < 20 || !/^[\w+/=-]+$/.test(value)) return false;
  return looksMade(value) && /[0-9]/.test(value) && /[a-z]/.test(value) && /[A-Z]/.test(value);
}
