import type { Argument, ArrayItem, Expr, MatchArm, Param, Stmt } from './ast.ts';
import type { Names } from './names.ts';
import { inField, ofType, type Piece } from './outline.ts';

/** Reads statements and expressions of one file. */
export class CodeReader {
  readonly text: string;
  readonly names: Names;
  readonly #lines: readonly number[];

  constructor(text: string, names: Names) {
    this.text = text;
    this.names = names;
    const lines = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines.push(at + 1);
    this.#lines = lines;
  }

  /** 1-based. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#lines.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#lines[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  source({ start, end }: Piece): string {
    return this.text.slice(start, end);
  }

  span(piece: Piece, named: Piece = piece): { start: number; end: number; line: number } {
    return { start: piece.start, end: piece.end, line: this.lineAt(named.start) };
  }

  statements(piece: Piece | undefined): readonly Stmt[] {
    if (!piece) return [];
    const plain = piece.type === 'compound_statement' || piece.type === 'program' || piece.type === 'colon_block';
    return (plain ? piece.children : [piece]).flatMap((it) => this.statement(it) ?? []);
  }

  statement(piece: Piece): Stmt | undefined {
    const span = this.span(piece);
    const body = inField(piece, 'body');
    switch (piece.type) {
      case 'expression_statement':
      case 'echo_statement': {
        const value = this.first(piece);
        return value && { ...span, kind: 'expr', value };
      }
      case 'return_statement': {
        const value = this.first(piece);
        return { ...span, kind: 'return', ...(value && { value }) };
      }
      case 'if_statement':
      case 'else_if_clause':
        return this.#if(piece);
      case 'foreach_statement': {
        const [over, as] = piece.children.filter((it) => it.field !== 'body' && it.type !== 'comment');
        if (!over || !as) return undefined;
        const [key, value] = as.type === 'pair' ? as.children : [undefined, as];
        return {
          ...span,
          kind: 'foreach',
          over: this.expr(over),
          as: this.expr(value ?? as),
          ...(key && { key: this.expr(key) }),
          body: this.statements(body),
        };
      }
      case 'switch_statement': {
        const cases = (body?.children ?? []).map((it) => {
          const value = inField(it, 'value');
          const inside = it.children.filter((child) => child !== value).flatMap((child) => this.statement(child) ?? []);
          return [value && this.expr(value), inside] as const;
        });
        const subject = inField(piece, 'condition');
        return subject && { ...span, kind: 'switch', subject: this.expr(subject), cases };
      }
      case 'compound_statement':
      case 'while_statement':
      case 'do_statement':
      case 'for_statement':
      case 'catch_clause':
      case 'finally_clause':
      case 'colon_block':
        return { ...span, kind: 'block', body: this.statements(body ?? piece) };
      case 'try_statement':
        return { ...span, kind: 'block', body: piece.children.flatMap((it) => this.statement(it) ?? []) };
      case 'function_definition': {
        const name = inField(piece, 'name');
        if (!name) return undefined;
        return {
          ...span,
          kind: 'function',
          name: this.source(name),
          params: this.params(piece),
          body: this.statements(body),
        };
      }
    }
    return undefined;
  }

  #if(piece: Piece): Stmt | undefined {
    const condition = inField(piece, 'condition');
    if (!condition) return undefined;
    const [next, ...rest] = piece.children.filter((it) => it.field === 'alternative');
    let otherwise: readonly Stmt[] = [];
    if (next?.type === 'else_if_clause') {
      const nested = this.#if({ ...next, children: [...next.children, ...rest] });
      otherwise = nested ? [nested] : [];
    } else if (next) otherwise = this.statements(inField(next, 'body'));
    return {
      ...this.span(piece),
      kind: 'if',
      condition: this.expr(condition),
      whenTrue: this.statements(inField(piece, 'body')),
      otherwise,
    };
  }

  params(piece: Piece): readonly Param[] {
    const list = inField(piece, 'parameters') ?? ofType(piece, 'formal_parameters');
    return (list?.children ?? []).flatMap((it) => {
      const name = inField(it, 'name');
      if (!name) return [];
      const type = inField(it, 'type');
      const fallback = inField(it, 'default_value');
      return {
        name: this.source(name).replace(/^[&.]*\$/, ''),
        types: type ? this.typeNames(type) : [],
        line: this.lineAt(it.start),
        ...(it.type === 'variadic_parameter' && { variadic: true }),
        ...(it.type === 'property_promotion_parameter' && { promoted: true }),
        ...(fallback && { fallback: this.expr(fallback) }),
      };
    });
  }

  typeNames(piece: Piece): readonly string[] {
    if (piece.type === 'named_type') return [this.names.resolve(this.source(piece))];
    return piece.children.flatMap((it) => this.typeNames(it));
  }

  args(piece: Piece | undefined): readonly Argument[] {
    return (piece?.children ?? []).flatMap((it) => {
      if (it.type !== 'argument') return [];
      const name = inField(it, 'name');
      const inside = it.children.find(
        (child) => child !== name && child.type !== 'comment' && child.type !== 'reference_modifier',
      );
      if (!inside) return [];
      const spread = inside.type === 'variadic_unpacking';
      const value = spread ? this.first(inside) : this.expr(inside);
      return value ? { value, ...(name && { name: this.source(name) }), ...(spread && { spread: true as const }) } : [];
    });
  }

  first(piece: Piece): Expr | undefined {
    const inside = piece.children.find((it) => it.type !== 'comment');
    return inside && this.expr(inside);
  }

  expr(piece: Piece): Expr {
    const span = this.span(piece);
    const child = (field: string): Expr => {
      const inside = inField(piece, field);
      return inside ? this.expr(inside) : { ...span, kind: 'other', parts: [] };
    };
    const args = (): readonly Argument[] => this.args(ofType(piece, 'arguments'));
    const name = inField(piece, 'name');
    switch (piece.type) {
      case 'parenthesized_expression':
      case 'by_ref':
        return this.first(piece) ?? { ...span, kind: 'other', parts: [] };
      case 'string':
      case 'encapsed_string':
        return this.#string(piece);
      case 'integer':
        return { ...span, kind: 'number', value: Number(this.source(piece).replaceAll('_', '')) };
      case 'boolean':
      case 'null':
      case 'name':
        return { ...span, kind: 'constant', name: this.source(piece) };
      case 'qualified_name':
        return { ...span, kind: 'constant', name: this.source(piece).replace(/^.*\\/, '') };
      case 'variable_name':
        return { ...span, kind: 'variable', name: this.source(piece).slice(1) };
      case 'array_creation_expression':
      case 'list_literal':
        return { ...span, kind: 'array', items: piece.children.flatMap((it) => this.#item(it)) };
      case 'class_constant_access_expression': {
        const [of, constant] = piece.children.filter((it) => it.type !== 'comment');
        if (!of || !constant) break;
        return { ...span, kind: 'classConstant', of: this.#className(of), name: this.source(constant) };
      }
      case 'function_call_expression': {
        const callee = inField(piece, 'function');
        if (!callee) break;
        if (callee.type === 'name' || callee.type === 'qualified_name')
          return { ...span, kind: 'call', name: this.source(callee).replace(/^.*\\/, ''), args: args() };
        return { ...span, kind: 'invoke', callee: this.expr(callee), args: args() };
      }
      case 'member_call_expression':
      case 'nullsafe_member_call_expression':
        if (!name) break;
        return {
          ...this.span(piece, name),
          kind: 'methodCall',
          object: child('object'),
          name: this.source(name),
          args: args(),
        };
      case 'scoped_call_expression': {
        const scope = inField(piece, 'scope');
        if (!name || !scope) break;
        const named = { ...this.span(piece, name), name: this.source(name), args: args() };
        if (/^(?:name|qualified_name|relative_scope)$/.test(scope.type))
          return { ...named, kind: 'staticCall', of: this.#className(scope) };
        return { ...named, kind: 'methodCall', object: this.expr(scope) };
      }
      case 'object_creation_expression': {
        const of = piece.children.find((it) => it.type !== 'comment');
        if (!of || of.type === 'anonymous_class') break;
        if (!/^(?:name|qualified_name|relative_scope)$/.test(of.type)) break;
        return { ...span, kind: 'new', of: this.#className(of), args: args() };
      }
      case 'member_access_expression':
      case 'nullsafe_member_access_expression':
        if (!name) break;
        return { ...span, kind: 'property', object: child('object'), name: this.source(name) };
      case 'scoped_property_access_expression': {
        const scope = inField(piece, 'scope');
        if (!name || !scope) break;
        return { ...span, kind: 'staticProperty', of: this.#className(scope), name: this.source(name).slice(1) };
      }
      case 'subscript_expression': {
        const [object, index] = piece.children.filter((it) => it.type !== 'comment');
        if (!object) break;
        return { ...span, kind: 'index', object: this.expr(object), ...(index && { index: this.expr(index) }) };
      }
      case 'binary_expression':
        return { ...span, kind: 'binary', operator: this.#operator(piece), left: child('left'), right: child('right') };
      case 'unary_op_expression':
        if (this.#operator(piece) !== '!') break;
        return { ...span, kind: 'not', value: child('argument') };
      case 'cast_expression':
        return child('value');
      case 'conditional_expression': {
        const then = inField(piece, 'body');
        return {
          ...span,
          kind: 'choice',
          condition: child('condition'),
          ...(then && { whenTrue: this.expr(then) }),
          otherwise: child('alternative'),
        };
      }
      case 'match_expression':
        return { ...span, kind: 'match', subject: child('condition'), arms: this.#arms(inField(piece, 'body')) };
      case 'assignment_expression':
      case 'reference_assignment_expression':
        return { ...span, kind: 'assign', target: child('left'), value: child('right') };
      case 'augmented_assignment_expression':
        return {
          ...span,
          kind: 'assign',
          target: child('left'),
          value: child('right'),
          operator: this.#operator(piece),
        };
      case 'arrow_function': {
        const value = child('body');
        const { start, end, line } = value;
        return {
          ...span,
          kind: 'closure',
          params: this.params(piece),
          body: [{ start, end, line, kind: 'return', value }],
        };
      }
      case 'anonymous_function':
      case 'anonymous_function_creation_expression':
        return { ...span, kind: 'closure', params: this.params(piece), body: this.statements(inField(piece, 'body')) };
      case 'throw_expression':
        return { ...span, kind: 'throw', value: this.first(piece) ?? { ...span, kind: 'other', parts: [] } };
      case 'require_expression':
      case 'require_once_expression':
      case 'include_expression':
      case 'include_once_expression':
        return { ...span, kind: 'include', path: this.first(piece) ?? { ...span, kind: 'other', parts: [] } };
    }
    return { ...span, kind: 'other', parts: piece.children.filter((it) => isCode(it.type)).map((it) => this.expr(it)) };
  }

  #className(piece: Piece): string {
    const written = this.source(piece);
    return /^(?:name|qualified_name|relative_scope)$/.test(piece.type) ? this.names.resolve(written) : written;
  }

  #operator(piece: Piece): string {
    const operator = inField(piece, 'operator');
    return operator ? this.source(operator).toLowerCase() : '';
  }

  #item(piece: Piece): ArrayItem[] {
    if (piece.type === 'comment') return [];
    if (piece.type !== 'array_element_initializer') return [{ value: this.expr(piece) }];
    const inside = piece.children.filter((it) => it.type !== 'comment');
    const [first, second] = inside;
    if (!first) return [];
    if (first.type === 'variadic_unpacking') {
      const value = this.first(first);
      return value ? [{ value, spread: true }] : [];
    }
    return second ? [{ key: this.expr(first), value: this.expr(second) }] : [{ value: this.expr(first) }];
  }

  #arms(piece: Piece | undefined): readonly MatchArm[] {
    return (piece?.children ?? []).flatMap((it) => {
      const value = inField(it, 'return_expression') ?? it.children.find((child) => child.type !== 'comment');
      if (!value || !it.type.startsWith('match_')) return [];
      const conditions = inField(it, 'conditional_expressions')?.children ?? [];
      return { conditions: conditions.map((child) => this.expr(child)), value: this.expr(value) };
    });
  }

  #string(piece: Piece): Expr {
    const span = this.span(piece);
    const parts: Expr[] = [];
    let text = '';
    const flush = (): void => {
      if (text !== '') parts.push({ ...span, kind: 'string', value: text });
      text = '';
    };
    for (const it of piece.children) {
      if (it.type === 'string_content') text += this.source(it);
      else if (it.type === 'escape_sequence')
        text += /^\\["'\\$]$/.test(this.source(it)) ? this.source(it)[1] : this.source(it);
      else {
        flush();
        parts.push(this.expr(it));
      }
    }
    if (parts.length === 0) {
      // Classes are named by strings, too: `'PostController@show'`.
      const named = /^\\?([A-Z][\w\\]*?)(?:@\w+)?$/.exec(text);
      if (named?.[1] && /\\|@|Controller$/.test(text)) this.names.mentions.add(named[1]);
      return { ...span, kind: 'string', value: text };
    }
    flush();
    return { ...span, kind: 'interpolated', parts };
  }
}

const isCode = (type: string): boolean =>
  /expression|string|name|_literal|arguments?$|pair|block|list|clause/.test(type) && !/type|parameters/.test(type);
