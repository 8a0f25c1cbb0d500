import type { Node } from 'web-tree-sitter';
import type { SourceFile } from '../framework.ts';
import { readClass } from './readClass.ts';
import { readExpression } from './readExpression.ts';
import { readFunction } from './readFunction.ts';
import { createReading } from './reading.ts';
import { readStatements } from './readStatements.ts';
import type { ModuleSyntax } from './syntax.ts';

/**
 * What a JavaScript or TypeScript file says, as plain data. Broken code is read as far as it is sound; what is too deep
 * or too much is passed over and `cut` says so. Never throws.
 */
export function readModule(file: Pick<SourceFile, 'text'> & { readonly root: Node }): ModuleSyntax {
  const reading = createReading(file.text, readers);
  const body = readStatements(file.root, reading);
  return {
    body,
    imports: [...reading.imports],
    ...(reading.importsOthers ? { importsOthers: true } : {}),
    ...(reading.isCut() ? { cut: true } : {}),
  };
}

const readers = { expression: readExpression, statements: readStatements, function: readFunction, class: readClass };
