import type { Diagnosis } from '../diagnose.ts';
import { secretsOf } from '../knownSecrets.ts';
import { maskKnown } from '../mask.ts';
import { printRefusal, type RefusalForm } from '../print/refusalCode.ts';
import { maskSecretsIn } from '../redact.ts';
import type { Secret } from '../secret.ts';
import { betterRefusal } from './betterRefusal.ts';

/**
 * The refusal that the API ought to have sent, written in one form; undefined where the best finding names no cause.
 * `known`: values that the sender knows to be secrets. What the server's challenge holds of them is masked.
 */
export function writeBetterRefusal(
  { facts, findings }: Diagnosis,
  form: RefusalForm,
  known: readonly Secret[] = [],
): string | undefined {
  const best = findings[0]?.cause.id;
  const refusal = best && betterRefusal(facts, best);
  if (!refusal) return undefined;
  return maskSecretsIn(maskKnown(printRefusal(refusal, form), secretsOf(facts.exchange, known)));
}
