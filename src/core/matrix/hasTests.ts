import type { HttpFile, RequestBlock } from '../http/httpFile.ts';
import { expectDirectives } from './readExpectations.ts';
import { rowMarks } from './rowMarks.ts';

/** Whether a file has tests at all, whoever its users are. */
export function hasTests(file: HttpFile): boolean {
  return file.requests.some((it) => (0 < expectDirectives(it).length || testsItself(it)) && !rowMarks(it).off);
}

/** Whether a text may hold tests: for what is not worth reading any closer. */
export function mayHaveTests(text: string): boolean {
  return text.includes('@expect') || text.includes('??') || text.includes('client.test');
}

/** Has assertions, or a script that tests its answer. One that keeps values is no test. */
export function testsItself({ attachments }: RequestBlock): boolean {
  return attachments.some(
    (it) => it.kind === 'assertion' || (it.kind === 'handler' && it.text.includes('client.test')),
  );
}
