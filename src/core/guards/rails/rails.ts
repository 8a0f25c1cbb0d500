import { dotted, type Stmt, textOf } from '../code/code.ts';
import { readRuby } from '../code/ruby.ts';
import type { Framework } from '../framework.ts';
import { type RailsConfig, railsRoutes } from './railsRoutes.ts';

/** What a Ruby file says. */
export interface RubyFacts {
  readonly body: readonly Stmt[];
}

/** Rails: routes as they are drawn, callbacks of controllers, Devise, Pundit and CanCanCan. */
export const rails: Framework<RubyFacts> = {
  id: 'rails',
  languages: ['ruby'],
  begins: (path, text) =>
    /(?:^|\/)config\/(?:routes(?:\/.*)?|application)\.rb$/.test(path) ||
    /(?:^|\/)app\/(?:controllers|policies)\/.*\.rb$/.test(path) ||
    (/(?:^|\/)app\/models\//.test(path) &&
      /CanCan::Ability|^[ \t]{0,20}devise[ \t]{1,4}:|^[ \t]{0,20}[A-Z_]{0,40}(?:ROLES|SCOPES|PERMISSIONS)[ \t]{0,4}=/m.test(
        text,
      )) ||
    (/(?:^|\/)lib\/.*\.rb$/.test(path) && /before_action/.test(text)),
  read: (file) => ({ body: readRuby(file.root, file.text) }),
  leadsTo: () => [],
  link(files) {
    const bodies = new Map([...files].map(([path, facts]) => [path, facts.body]));
    return railsRoutes(bodies, configOf(bodies));
  },
};

function configOf(files: ReadonlyMap<string, readonly Stmt[]>): RailsConfig {
  let api = false;
  let forgery = false;
  const visit = (body: readonly Stmt[], depth: number): void => {
    for (const stmt of body) {
      if (stmt.k === 'class' && depth < 4) visit(stmt.class.body, depth + 1);
      else if (stmt.k === 'set' && dotted(stmt.target) === 'config.api_only')
        api = stmt.value !== undefined && textOf(stmt.value) === 'true';
      else if (stmt.k === 'expr' && stmt.value.k === 'call' && dotted(stmt.value.f) === 'config.load_defaults') {
        const [version] = stmt.value.args.map((one) => Number.parseFloat(textOf(one.value).replace(/[^0-9.]/g, '')));
        forgery = version !== undefined && version >= 5.2;
      }
    }
  };
  for (const [path, body] of files) if (/(?:^|\/)config\/application\.rb$/.test(path)) visit(body, 0);
  return { api, forgery };
}
