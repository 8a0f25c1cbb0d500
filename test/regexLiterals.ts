/** A regular expression literal of a source file. */
export interface RegexLiteral {
  readonly source: string;
  readonly flags: string;
  /** 1-based. */
  readonly line: number;
}

/**
 * Every regular expression literal of a TypeScript text: strings, templates and comments are passed over, and a slash is
 * a division where it follows an operand.
 */
export function regexLiterals(text: string): RegexLiteral[] {
  const found: RegexLiteral[] = [];
  /** What stands before, as far as it tells a division from a literal. */
  let before = '';
  /** Braces that a template waits for, and ordinary ones. */
  const braces: ('template' | 'block')[] = [];
  let at = text.startsWith('#!') ? text.indexOf('\n') : 0;

  /** To the end of a template, or into its next `${`. */
  const template = (): void => {
    for (; at < text.length; at++) {
      if (text[at] === '\\') at++;
      else if (text[at] === '`') {
        at++;
        before = ')';
        return;
      } else if (text.startsWith('${', at)) {
        at += 2;
        braces.push('template');
        before = '{';
        return;
      }
    }
  };

  while (at < text.length) {
    const rest = text.slice(at, at + 2);
    const it = text[at] ?? '';
    if (/\s/.test(it)) at++;
    else if (rest === '//') at = endOf(text, '\n', at);
    else if (rest === '/*') at = endOf(text, '*/', at);
    else if (it === "'" || it === '"') {
      at = stringEnd(text, at);
      before = ')';
    } else if (it === '`') {
      at++;
      template();
    } else if (it === '}' && braces.pop() === 'template') {
      at++;
      template();
    } else if (it === '/' && !endsOperand(before)) {
      const end = literalEnd(text, at);
      const flags = /^[a-z]*/.exec(text.slice(end))?.[0] ?? '';
      found.push({ source: text.slice(at + 1, end - 1), flags, line: text.slice(0, at).split('\n').length });
      at = end + flags.length;
      before = ')';
    } else {
      const word = /^[\w$]+/.exec(text.slice(at, at + 100))?.[0] ?? it;
      if (word === '{') braces.push('block');
      before = word;
      at += word.length;
    }
  }
  return found;
}

const keywords = new Set(['return', 'typeof', 'case', 'in', 'of', 'yield', 'await', 'else', 'do', 'void', 'default']);

function endsOperand(before: string): boolean {
  return before === ')' || before === ']' || before === '}' || (/^[\w$]/.test(before) && !keywords.has(before));
}

function endOf(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from + 1);
  return end < 0 ? text.length : end + mark.length;
}

function stringEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== text[start]) at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

/** Behind the closing slash; within brackets a slash closes nothing. */
function literalEnd(text: string, start: number): number {
  let inClass = false;
  let at = start + 1;
  for (; at < text.length; at++) {
    const it = text[at];
    if (it === '\\') at++;
    else if (it === '[') inClass = true;
    else if (it === ']') inClass = false;
    else if (it === '/' && !inClass) break;
  }
  return at + 1;
}
