import { nameOf } from './evaluate.ts';
import type { CallExpression, Expression, Pattern } from './syntax.ts';

/** Which names of a function hold something of who is calling: filled while its statements are read. */
export type Identities = Set<string>;

/**
 * Whether an expression speaks of who is calling: `req.user`, a header with a credential, the session, or a name that
 * was made of such.
 */
export function speaksOfCaller(expression: Expression, known: Identities): boolean {
  switch (expression.is) {
    case 'name':
      return known.has(expression.name) || ofCaller.test(expression.name);
    case 'member':
    case 'index': {
      const name = nameOf(expression);
      if (requestPart.test(name)) return true;
      const at = expression.is === 'index' ? expression.at : undefined;
      if (at?.is === 'string' && credentialHeader.test(at.value)) return true;
      return speaksOfCaller(expression.of, known) || (at !== undefined && speaksOfCaller(at, known));
    }
    case 'call': {
      const name = nameOf(expression.callee);
      if (/(?:^|\.)(?:isAuthenticated|isUnauthenticated)$/.test(name)) return true;
      const [first] = expression.args;
      if (sessionGetter.test(name)) return true;
      // Hono's variables: `c.get('user')`.
      if (/^(?:c|ctx|context)\.get$/.test(name) && first?.is === 'string' && variableOfCaller.test(first.value))
        return true;
      const header =
        /(?:^|\.)(?:get|header)$/.test(name) && first?.is === 'string' && credentialHeader.test(first.value);
      return (
        header || speaksOfCaller(expression.callee, known) || expression.args.some((it) => speaksOfCaller(it, known))
      );
    }
    case 'unary':
    case 'spread':
      return speaksOfCaller(expression.of, known);
    case 'binary':
      return speaksOfCaller(expression.left, known) || speaksOfCaller(expression.right, known);
    case 'choice':
      return [expression.test, expression.yes, expression.no].some((it) => speaksOfCaller(it, known));
    case 'assign':
      return speaksOfCaller(expression.value, known);
    case 'array':
      return expression.items.some((it) => speaksOfCaller(it, known));
    case 'object':
      return expression.fields.some((it) => speaksOfCaller(it.value, known));
    case 'template':
    case 'other':
      return expression.parts.some((it) => speaksOfCaller(it, known));
    case 'function':
      return expression.value.body.some(
        (it) => it.is === 'return' && it.value !== undefined && speaksOfCaller(it.value, known),
      );
    default:
      return false;
  }
}

/** Notes the names that hold something of the caller after `to = value`. */
export function noteIdentity(to: Pattern, value: Expression, known: Identities): void {
  if (to.is === 'object') {
    const request =
      (value.is === 'name' && /^(?:req|request|ctx|context|c|socket)$/.test(value.name)) ||
      (value.is === 'member' && /(?:^|\.)(?:state|locals|var)$/.test(nameOf(value))) ||
      (value.is === 'call' && /(?:^|\.)getRequest$/.test(nameOf(value.callee)));
    for (const it of to.fields)
      if (request ? ofRequest.test(it.key) : speaksOfCaller(value, known))
        for (const name of namesIn(it.to)) known.add(name);
    return;
  }
  if (speaksOfCaller(value, known)) for (const it of namesIn(to)) known.add(it);
}

function namesIn(to: Pattern): readonly string[] {
  if (to.is === 'name') return [to.name];
  if (to.is === 'array') return to.items.flatMap((it) => (it ? namesIn(it) : []));
  return to.is === 'object' ? to.fields.flatMap((it) => namesIn(it.to)) : [];
}

/** Functions that give the session or user of the request. */
const sessionGetter =
  /(?:^|\.)(?:auth|getServerSession|unstable_getServerSession|getServerAuthSession|getSession|getToken|currentUser|getAuth|getUser|getCurrentUser|getSessionUser|getIronSession|validateRequest|getClaims|auth0\.getSession|auth\.getUser|auth\.getSession|api\.getSession)$/;
const variableOfCaller =
  /user|auth|account|session|jwt|payload|role|claims|identity|principal|member|admin|token|who|viewer|permission|scope/i;
const ofRequest =
  /^(?:user|auth|session|account|currentUser|token|jwt|apiKey|cookies|signedCookies|userId|kauth|oidc|role|roles|permissions|identity|principal|authorization|isAuthenticated|decoded|decodedToken|member|tokenData|payload|jwtPayload|tokenPayload|uid|authUser|loggedInUser)$/;
const requestPart =
  /(?:^|\.)(?:req|request|ctx|context|c|res|response|locals|state|raw|this|socket)\.(?:user|auth|session|account|currentUser|token|jwt|apiKey|cookies|signedCookies|userId|kauth|oidc|role|roles|permissions|identity|principal|isAuthenticated|decoded|decodedToken|tokenData|payload|jwtPayload|tokenPayload|uid|authUser|loggedInUser|headers\.authorization|headers\.cookie)\b/;
const ofCaller =
  /^(?:current_?user|auth_?user|logged_?in_?user|principal|decoded(?:_?token)?|ability|session|auth_?header|bearer|access_?token|user_?role|is_?admin)$/i;
const credentialHeader =
  /^(?:proxy-)?authorization$|^cookie$|(?:api|access|app)[-_]?key$|token$|^x-(?:hub-)?signature|signature/i;

/** `!user`, `!session && …`: what holds the caller is missing. */
export function isAbsent(test: Expression, known: Identities): boolean {
  if (test.is === 'binary') return isAbsent(test.left, known) || isAbsent(test.right, known);
  return test.is === 'unary' && test.operator === '!' && speaksOfCaller(test.of, known);
}

/**
 * Names that a callback takes beside something of the caller: `verify(token, key, (error, decoded) => …)`,
 * `User.findById(req.userId).then((user) => …)`.
 */
export function noteCallbacks({ callee, args }: CallExpression, known: Identities): void {
  const on = callee.is === 'member' && callee.of.is === 'call' ? [callee.of] : [];
  if (![...on, ...args].some((it) => speaksOfCaller(it, known))) return;
  for (const it of args)
    for (const { to } of it.is === 'function' ? it.value.params : [])
      if (to.is === 'name' && !/^(?:e|err|error|next|res|resolve|reject)$/.test(to.name)) known.add(to.name);
}
