import { argument, type Call, dotted, type Expr, plainArguments, textOf } from '../code/code.ts';
import type { GuardRemark, SourcePlace } from '../route.ts';
import { camelized, singular, underscored } from './inflect.ts';
import type { RubyClass, RubyProject } from './rubyProject.ts';

/** What a call of `authorize` asks: the method of a policy, or CanCanCan's ability. */
export interface PolicyAsked {
  readonly needs: readonly string[];
  readonly on: string | undefined;
  readonly definedAt: SourcePlace | undefined;
  readonly remark: GuardRemark | undefined;
}

/** Pundit's `authorize record, :query?`, ActionPolicy's `authorize! record, to: :query?`, CanCanCan's `authorize! :ability, record`. */
export function policyAsked(
  project: RubyProject,
  of: RubyClass,
  call: Call,
  action: string,
  line: number,
): PolicyAsked {
  const [first, second] = plainArguments(call);
  const ability = textOf(call.f) === 'authorize!' && first?.k === 'str' && first.symbol;
  if (ability) {
    const rules = project.named('Ability');
    return {
      needs: [first.v],
      on: second && subject(second),
      definedAt: rules && { file: rules.file, line: rules.class.line },
      remark: undefined,
    };
  }
  const asked = second?.k === 'str' ? second : argument(call, 'to');
  const query = asked?.k === 'str' ? asked.v : `${action}?`;
  const said = argument(call, 'policy_class') ?? argument(call, 'with');
  const name = said ? dotted(said) : policyName(first);
  const policy = project.named(name, of.name);
  const on = first && subject(first);
  if (!policy) return { needs: [query], on, definedAt: undefined, remark: undefined };
  const method = project.method(policy, query);
  if (method)
    return { needs: [query], on, definedAt: { file: method.of.file, line: method.def.line }, remark: undefined };
  const whole = project.lineage(policy).at(-1);
  // A base that is not in the folder may have it.
  const open =
    whole?.class.bases.length !== 0 ||
    project
      .lineage(policy)
      .some((one) =>
        one.class.body.some(
          (stmt) => stmt.k === 'expr' && !/^(?:attr_\w+|private|alias_\w+)\b/.test(textOf(stmt.value)),
        ),
      );
  const remark: GuardRemark = {
    code: 'missing-policy-method',
    file: of.file,
    line,
    says: `${textOf(call.f)} asks ${policy.name.replaceAll('.', '::')} for ${query}, which it does not have.`,
    certainty: open ? 'likely' : 'sure',
    advice: `Define ${query} in ${policy.name.replaceAll('.', '::')}, or ask for a method that it has.`,
    other: { file: policy.file, line: policy.class.line },
  };
  return { needs: [query], on, definedAt: { file: policy.file, line: policy.class.line }, remark };
}

/** `@post`, `Post`, `Post.new`, `[:admin, @post]` → `PostPolicy`, `Admin.PostPolicy`. */
function policyName(expr: Expr | undefined): string | undefined {
  if (!expr) return undefined;
  if (expr.k === 'list') {
    const parts = expr.items.map((one) =>
      one.k === 'str' ? camelized(one.v) : policyName(one)?.replace(/Policy$/, ''),
    );
    return parts.every((one) => one !== undefined) ? `${parts.join('.')}Policy` : undefined;
  }
  if (expr.k === 'str') return `${camelized(expr.v)}Policy`;
  if (expr.k === 'call') return expr.f.k === 'dot' ? policyName(expr.f.of) : undefined;
  const name = dotted(expr);
  if (name === undefined) return undefined;
  if (/^[A-Z]/.test(name)) return `${name.replace(/\.(?:new|all|none)$/, '')}Policy`;
  const plain = name.split('.')[0]?.replace(/^@+/, '') ?? '';
  return `${camelized(singular(plain))}Policy`;
}

function subject(expr: Expr): string {
  if (expr.k === 'str') return expr.v;
  if (expr.k === 'list') return expr.items.map(subject).join('/');
  const name = dotted(expr.k === 'call' && expr.f.k === 'dot' ? expr.f.of : expr) ?? textOf(expr);
  return /^[A-Z]/.test(name) ? underscored(name.replace(/\.(?:new|all)$/, '')) : name.replace(/^@+/, '');
}
