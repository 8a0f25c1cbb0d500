import { nameOf } from '../js/evaluate.ts';
import type { Placed } from '../js/placed.ts';
import type { GuardRemark } from '../route.ts';
import { type FastifyRoute, type FastifyScope, phases } from './scope.ts';

/** Members of an application that are Fastify's own, or well-known plugins'. */
const own = /^(?:httpErrors|jwt|log|server|config|csrfProtection|rateLimit|basicAuth|auth|prefix|authenticate_)$/;

/** Whether a hook is a decorator that its context does not have: the hook is undefined, and Fastify runs without it. */
export function isMissing({ value, written }: Placed, scope: FastifyScope): boolean {
  if (scope.shared.foreign || value.is !== 'unknown') return false;
  if (written.is !== 'member' || written.of.is !== 'name' || own.test(written.name)) return false;
  return /^(?:fastify|app|server|instance|api|scope|f|inner|root|router)$/i.test(written.of.name);
}

/** One remark for each hook of a route that is a decorator which is not there. */
export function missingDecorators(it: FastifyRoute): readonly GuardRemark[] {
  return phases.flatMap((phase) =>
    [...it.scope.hooks[phase], ...it.own[phase]].flatMap((placed): readonly GuardRemark[] => {
      if (!isMissing(placed, it.scope)) return [];
      const name = nameOf(placed.written);
      return [
        {
          code: 'unknown-guard',
          file: placed.file,
          line: placed.line,
          says: `\`${name}\` is not decorated in this context or one around it: as ${phase} it is undefined, and Fastify runs without it.`,
          certainty: 'likely',
          advice: `Decorate it before, by a plugin that is wrapped in fastify-plugin, or correct the name.`,
        },
      ];
    }),
  );
}
