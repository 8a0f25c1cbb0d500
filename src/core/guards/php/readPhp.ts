import type { Node } from 'web-tree-sitter';
import type { Attribute, ClassLike, Expr, Method, PhpFile, Property, Stmt } from './ast.ts';
import { Names } from './names.ts';
import { inField, ofType, outlineOf, type Piece } from './outline.ts';
import { CodeReader } from './readCode.ts';

/** Bodies of methods longer than this are read only if a word in them tells of something. */
const shortMethod = 300;
/** The same of statements within them. */
const shortStatement = 30;

/** Reads a PHP file into plain data. `tells`: whether the text of a longer method may hold something of interest. */
export function readPhp(text: string, root: Node, tells: RegExp): PhpFile {
  const inClass = /^[ \t]*(?:abstract[ \t]+|final[ \t]+|readonly[ \t]+)*(?:class|trait)[ \t]/m.test(text);
  const silent = (start: number, end: number): boolean => !tells.test(text.slice(start, end));
  const skips = (type: string, start: number, end: number, inside: string): boolean => {
    if (inside === 'method_declaration') return end - start > shortMethod && silent(start, end);
    if (!inClass || inside !== 'compound_statement') return false;
    return type === 'expression_statement' && end - start > shortStatement && silent(start, end);
  };
  const piece = outlineOf(root, skips);
  const names = new Names();
  const reader = new FileReader(new CodeReader(text, names));
  reader.read(piece);
  return { text, classes: reader.classes, body: reader.body, mentions: [...names.mentions] };
}

class FileReader {
  readonly classes: ClassLike[] = [];
  readonly body: Stmt[] = [];
  readonly #code: CodeReader;

  constructor(code: CodeReader) {
    this.#code = code;
  }

  read(piece: Piece): void {
    for (const it of piece.children) {
      if (it.type === 'namespace_definition') this.#namespace(it);
      else if (it.type === 'namespace_use_declaration') this.#imports(it);
      else if (/^(?:class|trait|interface|enum)_declaration$/.test(it.type)) this.#class(it);
      else {
        const said = this.#code.statement(it);
        if (said) this.body.push(said);
        if (it.type !== 'function_definition') this.#nested(it);
      }
    }
  }

  /** Classes within `if (! class_exists(…)) { … }`, and `return new class extends …`. */
  #nested(piece: Piece): void {
    for (const it of piece.children) {
      if (it.type === 'class_declaration') this.#class(it);
      else if (it.type === 'compound_statement') this.#nested(it);
    }
  }

  #namespace(piece: Piece): void {
    const name = inField(piece, 'name');
    const body = inField(piece, 'body');
    this.#code.names.namespace = name ? this.#code.source(name) : '';
    if (body) this.read(body);
  }

  #imports(piece: Piece): void {
    if (piece.children.some((it) => it.field === 'type')) return;
    const group = inField(piece, 'body');
    const prefix = group && piece.children.find((it) => it.type === 'namespace_name');
    const start = prefix ? `${this.#code.source(prefix)}\\` : '';
    for (const it of (group ?? piece).children) {
      if (it.type !== 'namespace_use_clause' || inField(it, 'type')) continue;
      const alias = inField(it, 'alias');
      const name = it.children.find((child) => child !== alias && child.type !== 'comment');
      if (name) this.#code.names.import(start + this.#code.source(name), alias && this.#code.source(alias));
    }
  }

  #class(piece: Piece): void {
    const name = inField(piece, 'name');
    if (!name) return;
    const { names } = this.#code;
    const members = inField(piece, 'body')?.children ?? [];
    const listed = (it: Piece | undefined): string[] =>
      (it?.children ?? []).flatMap((child) =>
        /^(?:name|qualified_name)$/.test(child.type) ? names.resolve(this.#code.source(child)) : [],
      );
    const parent = piece.type === 'interface_declaration' ? undefined : listed(ofType(piece, 'base_clause'))[0];
    this.classes.push({
      ...this.#code.span(piece, name),
      name: names.namespace === '' ? this.#code.source(name) : `${names.namespace}\\${this.#code.source(name)}`,
      ...(parent && { parent }),
      interfaces: listed(ofType(piece, 'class_interface_clause')),
      traits: members.filter((it) => it.type === 'use_declaration').flatMap(listed),
      attributes: this.#attributes(piece),
      methods: members.filter((it) => it.type === 'method_declaration').flatMap((it) => this.#method(it)),
      properties: members.filter((it) => it.type === 'property_declaration').flatMap((it) => this.#properties(it)),
      constants: members.flatMap((it) => this.#constants(it)),
    });
  }

  #attributes(piece: Piece): readonly Attribute[] {
    const groups = inField(piece, 'attributes')?.children ?? [];
    return groups.flatMap((group) =>
      group.children.flatMap((it) => {
        const name = it.children.find((child) => /^(?:name|qualified_name)$/.test(child.type));
        if (it.type !== 'attribute' || !name) return [];
        const args = this.#code.args(inField(it, 'parameters') ?? ofType(it, 'arguments'));
        return { ...this.#code.span(it), name: this.#code.names.resolve(this.#code.source(name)), args };
      }),
    );
  }

  #method(piece: Piece): Method[] {
    const name = inField(piece, 'name');
    if (!name) return [];
    const body = inField(piece, 'body');
    const visibility = ofType(piece, 'visibility_modifier');
    return [
      {
        ...this.#code.span(piece, name),
        name: this.#code.source(name),
        params: this.#code.params(piece),
        attributes: this.#attributes(piece),
        ...(body && { body: this.#code.statements(body) }),
        ...(visibility && this.#code.source(visibility).toLowerCase() !== 'public' && { hidden: true as const }),
        ...(ofType(piece, 'static_modifier') && { static: true as const }),
      },
    ];
  }

  #properties(piece: Piece): Property[] {
    const type = inField(piece, 'type');
    const types = type ? this.#code.typeNames(type) : [];
    return piece.children.flatMap((it) => {
      const name = it.type === 'property_element' ? (inField(it, 'name') ?? it.children[0]) : undefined;
      if (!name) return [];
      const value = inField(it, 'default_value') ?? ofType(it, 'property_initializer')?.children[0];
      const line = this.#code.lineAt(it.start);
      return { name: this.#code.source(name).slice(1), types, line, ...(value && { value: this.#code.expr(value) }) };
    });
  }

  #constants(piece: Piece): (readonly [string, Expr | undefined])[] {
    if (piece.type === 'enum_case') {
      const name = inField(piece, 'name');
      const value = inField(piece, 'value');
      return name ? [[this.#code.source(name), value && this.#code.expr(value)]] : [];
    }
    if (piece.type !== 'const_declaration') return [];
    return piece.children.flatMap((it) => {
      const [name, value] = it.children.filter((child) => child.type !== 'comment');
      return it.type === 'const_element' && name
        ? [[this.#code.source(name), value && this.#code.expr(value)] as const]
        : [];
    });
  }
}
