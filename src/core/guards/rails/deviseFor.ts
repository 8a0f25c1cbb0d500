import { argument, type Call, type Expr, itemsOf, lastName, type Stmt } from '../code/code.ts';
import { joinPaths } from '../joinPaths.ts';
import { text } from './drawnArguments.ts';
import { singular } from './inflect.ts';

/** One route that `devise_for` draws. */
export interface DeviseRoute {
  readonly methods: readonly string[];
  /** Without the scope around. */
  readonly path: string;
  readonly controller: string;
  readonly action: string;
  /** Devise asks who is signed in: `authenticate_scope!`. */
  readonly signedIn: boolean;
}

type Kind = 'sessions' | 'passwords' | 'registrations' | 'confirmations' | 'unlocks';

/** What a model's `devise :…` brings routes for. */
const kinds: ReadonlyMap<string, Kind> = new Map([
  ['database_authenticatable', 'sessions'],
  ['recoverable', 'passwords'],
  ['registerable', 'registrations'],
  ['confirmable', 'confirmations'],
  ['lockable', 'unlocks'],
]);

/**
 * The routes that `devise_for :users, …` draws, from Devise's own documentation (`ActionDispatch::Routing::Mapper`): for
 * what the model says that it can do; where the model is not found, signing in and out only.
 */
export function deviseFor(call: Call, files: ReadonlyMap<string, readonly Stmt[]>): readonly DeviseRoute[] {
  return call.args
    .filter((it) => it.name === undefined)
    .flatMap(({ value }) => {
      const name = text(value);
      return name === undefined ? [] : routesFor(name, call, files);
    });
}

function routesFor(name: string, call: Call, files: ReadonlyMap<string, readonly Stmt[]>): DeviseRoute[] {
  const base = text(argument(call, 'path')) ?? name;
  const called = (key: string, otherwise: string): string => field(argument(call, 'path_names'), key) ?? otherwise;
  const words = (it: Expr | undefined): string[] => itemsOf(it).flatMap((one) => text(one) ?? []);
  const [skip, only] = [words(argument(call, 'skip')), words(argument(call, 'only'))];
  const wanted = modulesOf(name, files).filter(
    (it) => !skip.includes(it) && !skip.includes('all') && (only.length === 0 || only.includes(it)),
  );
  const all: DeviseRoute[] = [];
  const add = (kind: Kind, action: string, methods: readonly string[], at: string, signedIn = false): void => {
    if (!wanted.includes(kind)) return;
    const controller = field(argument(call, 'controllers'), kind) ?? `devise/${kind}`;
    all.push({ methods, path: joinPaths(base, at), controller, action, signedIn });
  };
  const out = words(argument(call, 'sign_out_via')).map((it) => it.toUpperCase());
  add('sessions', 'new', ['GET'], called('sign_in', 'sign_in'));
  add('sessions', 'create', ['POST'], called('sign_in', 'sign_in'));
  add('sessions', 'destroy', out.length === 0 ? ['DELETE'] : out, called('sign_out', 'sign_out'));
  const form = (kind: Kind, path: string): void => {
    add(kind, 'new', ['GET'], `${path}/new`);
    if (kind === 'passwords') {
      add(kind, 'edit', ['GET'], `${path}/${called('edit', 'edit')}`);
      add(kind, 'update', ['PATCH', 'PUT'], path);
    } else add(kind, 'show', ['GET'], path);
    add(kind, 'create', ['POST'], path);
  };
  form('passwords', called('password', 'password'));
  const own = called('registration', '');
  add('registrations', 'cancel', ['GET'], joinPaths(own, called('cancel', 'cancel')));
  add('registrations', 'new', ['GET'], joinPaths(own, called('sign_up', 'sign_up')));
  add('registrations', 'edit', ['GET'], joinPaths(own, called('edit', 'edit')), true);
  add('registrations', 'update', ['PATCH', 'PUT'], own, true);
  add('registrations', 'destroy', ['DELETE'], own, true);
  add('registrations', 'create', ['POST'], own);
  form('confirmations', called('confirmation', 'confirmation'));
  form('unlocks', called('unlock', 'unlock'));
  return all;
}

function field(it: Expr | undefined, key: string): string | undefined {
  if (it?.k !== 'dict') return undefined;
  return text(it.entries.find((one) => one.key.k === 'str' && one.key.v === key)?.value);
}

function modulesOf(name: string, files: ReadonlyMap<string, readonly Stmt[]>): readonly Kind[] {
  const file = [...files.keys()].find((it) => it.endsWith(`app/models/${singular(name)}.rb`));
  const body = file === undefined ? [] : (files.get(file) ?? []);
  const inside = body
    .flatMap((it) => (it.k === 'class' ? it.class.body : []))
    .map((it) => (it.k === 'expr' ? it.value : undefined));
  const said = inside.find((it): it is Call => it?.k === 'call' && lastName(it.f) === 'devise');
  if (!said) return ['sessions'];
  return said.args.flatMap((it) => kinds.get(text(it.value) ?? '') ?? []);
}
