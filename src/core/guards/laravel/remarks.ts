import { baseName } from '../php/ast.ts';
import type { GuardRemark, SourcePlace } from '../route.ts';
import type { Application, Assembled } from './assemble.ts';
import { packagePasses } from './knownMiddleware.ts';
import { resourceActions } from './resources.ts';
import type { Layer } from './stack.ts';
import { type ControllerEntry, isKind, type ListItem, type Value } from './value.ts';

/** What looks wrong in an application, each thing once. */
export function remarksOf(application: Application, packages: readonly string[] | undefined): readonly GuardRemark[] {
  const all = [
    ...missingPolicyMethods(application),
    ...methodGaps(application),
    ...unknownGuards(application, packages ?? []),
    ...unknownAbilities(application),
  ];
  const seen = new Set<string>();
  return all.filter((it) => {
    const key = `${it.code} ${it.file}:${it.line} ${it.says}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Abilities that lead to a policy without a method for them: the gate then allows nobody. */
function missingPolicyMethods({ abilities, asked, interpreter }: Application): readonly GuardRemark[] {
  return asked.flatMap(({ ability, model, file, line }): GuardRemark[] => {
    const { missingIn, method } = abilities.of(ability, model);
    if (!missingIn) return [];
    const { class: policy, file: policyFile } = missingIn;
    const name = baseName(policy.name);
    const before = interpreter.gates.before ?? (interpreter.program.method(policy.name, 'before') && missingIn);
    return [
      {
        code: 'missing-policy-method',
        file,
        line,
        says: `The ability ${ability} leads to ${name}, which has no method ${method ?? ability}${before ? ': only what runs before it may allow anybody' : ': nobody is allowed'}.`,
        certainty: before ? 'likely' : 'sure',
        advice: `Add the method ${method ?? ability} to ${name}, or ask for an ability that it has.`,
        other: { file: policyFile, line: policy.line },
      },
    ];
  });
}

/** `only` and `except` that name methods which are not there, or that leave one which changes something without a guard. */
function methodGaps({ controllers, interpreter, routes }: Application): readonly GuardRemark[] {
  const remarks: GuardRemark[] = [];
  const byController = new Map<string, Assembled[]>();
  for (const it of routes)
    if (it.controller) byController.set(it.controller.of, [...(byController.get(it.controller.of) ?? []), it]);
  for (const [of, own] of byController) {
    const { program } = interpreter;
    if (!program.find(of)) continue;
    const certain = unseenParents(program.unseen(of)).length === 0 && !program.method(of, '__call');
    for (const one of controllers.entries(of)) {
      if (one.entry.name.startsWith('can:') && one.only?.every((it) => it.at === one.entry.at)) continue;
      // The actions of a resource are often listed whole, whether all of them are there or not.
      for (const key of ['only', 'except'] as const)
        for (const it of one[key] ?? [])
          if (
            certain &&
            typeof it.value === 'string' &&
            !resourceActions.includes(it.value) &&
            !program.method(of, it.value)
          )
            remarks.push(absent(of, one, key, it));
      remarks.push(...leftOut(of, one, own));
    }
  }
  for (const pending of interpreter.router.declared)
    for (const key of ['only', 'except'] as const)
      for (const it of listItems(pending.options.get(key)))
        if (typeof it.value === 'string' && !resourceActions.includes(it.value))
          remarks.push({
            code: 'method-gap',
            ...it.at,
            says: `${key} of the resource ${pending.name} names ${it.value}, which is no action of a resource.`,
            certainty: 'sure',
            advice: `Name one of ${resourceActions.join(', ')}.`,
          });
  return remarks;
}

const listItems = (value: Value | undefined): readonly ListItem[] => (isKind(value, 'list') ? value.items : []);

function absent(of: string, { entry }: ControllerEntry, key: 'only' | 'except', it: ListItem): GuardRemark {
  return {
    code: 'method-gap',
    ...it.at,
    says: `${key} of ${entry.name} names ${String(it.value)}, which is no method of ${baseName(of)}.`,
    certainty: 'sure',
    advice:
      key === 'only'
        ? `Name the method that ${entry.name} is to guard.`
        : 'Take it out, or name the method that is meant.',
  };
}

/** Methods that are public on purpose in many an application, by their names. */
const open =
  /log_?in|sign_?in|regist|sign_?up|contact|subscribe|newsletter|feedback|webhook|hook|callback|search|forgot|reset|verif|session|track|guest|public|logout|refresh|token/i;

/** A method that changes something and that a controller's `only` or `except` leaves without any guard. */
function leftOut(
  of: string,
  { entry, only, except }: ControllerEntry,
  own: readonly Assembled[],
): readonly GuardRemark[] {
  if (!only && !except) return [];
  const covered = (method: string): boolean => {
    const has = (list: readonly ListItem[]): boolean => list.some((it) => it.value === method);
    return !(only && !has(only)) && !(except && has(except));
  };
  const guards = own.some(
    ({ route, controller }) =>
      controller &&
      covered(controller.method) &&
      route.guards.some((it) => it.name === entry.name && isAccess(it.kind)),
  );
  if (!guards) return [];
  const said = new Set<string>();
  return own.flatMap(({ route, controller }): GuardRemark[] => {
    const method = controller?.method ?? '';
    if (said.has(method) || covered(method) || !/^(?:PUT|PATCH|DELETE|POST)$/.test(route.method)) return [];
    if (route.guards.some((it) => isAccess(it.kind) || it.kind === 'signature' || it.kind === 'other')) return [];
    if (open.test(`${baseName(of)} ${method} ${route.path}`)) return [];
    // A form that anybody may see is meant to be sent by anybody.
    const form = method === 'store' && own.some((it) => it.controller?.method === 'create' && !covered('create'));
    if (form) return [];
    said.add(method);
    const listed = only ?? except ?? [];
    const at: SourcePlace = listed.find((it) => it.value === method)?.at ?? listed[0]?.at ?? entry.at;
    return [
      {
        code: 'method-gap',
        ...at,
        says: `${entry.name} of ${baseName(of)} ${only ? 'is only for' : 'leaves out'} ${only ? listed.map((it) => String(it.value)).join(', ') : method}, so that nothing guards ${method}, which ${route.method} ${route.path} leads to.`,
        certainty: 'likely',
        advice: only ? `Add ${method} to only.` : `Take ${method} out of except.`,
        other: { file: route.file, line: route.line },
      },
    ];
  });
}

const isAccess = (kind: string): boolean => kind === 'authentication' || kind === 'authorization';

/** Parents and traits of packages that bring no actions. */
const unseenParents = (names: readonly string[]): readonly string[] =>
  names.filter((it) => !/^Illuminate\\(?:Routing\\Controller|Foundation\\)/.test(it));

/** Middleware and guards of that name which nobody has defined. */
function unknownGuards({ interpreter, routes }: Application, packages: readonly string[]): readonly GuardRemark[] {
  const guards = interpreter.config('auth.guards');
  const known = isKind(guards, 'list') ? guards.items.map((it) => String(it.key)) : undefined;
  const names = [...interpreter.settings.aliases.keys(), ...interpreter.settings.groups.keys()];
  return routes.flatMap(({ layers }) =>
    layers.flatMap((layer): readonly GuardRemark[] => [
      ...(interpreter.settings.known && layer.unresolved ? unknownAlias(layer, packages, names) : []),
      ...(known && isAuthenticate(layer, interpreter.program.kinds(layer.of)) ? unknownGuard(layer, known) : []),
    ]),
  );
}

function unknownAlias(
  { of, entry }: Layer,
  packages: readonly string[],
  names: readonly string[],
): readonly GuardRemark[] {
  if (entry.at.file === '' || packagePasses(of)) return [];
  const near = names.find((it) => isTypo(of, it));
  // A package may define it, unless it is a known name misspelled.
  if (packages.length > 0 && near === undefined) return [];
  return [
    {
      code: 'unknown-guard',
      ...entry.at,
      says: `No middleware is called ${of}: neither an alias, nor a group, nor a class of the project${near === undefined ? '' : `; there is ${near}`}.`,
      certainty: 'likely',
      advice:
        near === undefined ? 'Give it an alias, or use the name that it has.' : `Write ${near}, if that is meant.`,
    },
  ];
}

/** Whether two names differ by one letter, or by two neighbours that changed places. */
function isTypo(one: string, other: string): boolean {
  if (one === other || Math.abs(one.length - other.length) > 1 || Math.min(one.length, other.length) < 3) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const [mine, theirs] = [one.slice(at), other.slice(at)];
  return (
    mine.slice(1) === theirs.slice(1) ||
    mine.slice(1) === theirs ||
    mine === theirs.slice(1) ||
    (mine.slice(2) === theirs.slice(2) && mine[0] === theirs[1] && mine[1] === theirs[0])
  );
}

const isAuthenticate = (layer: Layer, kinds: readonly string[]): boolean =>
  kinds.includes('Illuminate\\Auth\\Middleware\\Authenticate') && !layer.entry.closure;

/** Guards that packages add to the configuration by themselves. */
const added = /^(?:sanctum|passport)$/;

function unknownGuard({ parameters, entry }: Layer, known: readonly string[]): readonly GuardRemark[] {
  if (entry.at.file === '') return [];
  return parameters
    .filter((it) => it !== '' && !known.includes(it) && !added.test(it))
    .map((it) => ({
      code: 'unknown-guard',
      ...entry.at,
      says: `${entry.name} asks for the guard ${it}, which config/auth.php does not have; it has ${known.join(', ')}.`,
      certainty: 'sure',
      advice: `Add ${it} to the guards of config/auth.php, or use one that is there.`,
    }));
}

/** Abilities that are asked for without a model, while the project defines others and not these. */
function unknownAbilities({ abilities, asked, interpreter }: Application): readonly GuardRemark[] {
  if (abilities.open || interpreter.gates.abilities.size === 0) return [];
  return asked.flatMap(({ ability, onSomething, file, line }): GuardRemark[] => {
    if (onSomething || !/^[\w.:-]+$/.test(ability) || !abilities.of(ability, undefined).undefined) return [];
    return [
      {
        code: 'unknown-guard',
        file,
        line,
        says: `No gate defines the ability ${ability}; those that are defined are ${[...interpreter.gates.abilities.keys()].slice(0, 8).join(', ')}.`,
        certainty: 'likely',
        advice: `Define ${ability}, or ask for an ability that is defined.`,
      },
    ];
  });
}
