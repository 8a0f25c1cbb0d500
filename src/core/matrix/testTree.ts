import type { HttpFile, RequestBlock, Span } from '../http/httpFile.ts';
import { requestId } from '../http/requestId.ts';
import { maskUrl } from '../mask.ts';
import { visibleLine } from '../print/visible.ts';
import { maskSecretsIn } from '../redact.ts';
import type { Text } from '../text.ts';
import { shortTitle } from './cellWords.ts';
import type { Expectation, Want } from './expectation.ts';
import { testsItself } from './hasTests.ts';
import { expectDirectives, readExpectations } from './readExpectations.ts';
import { rowMarks } from './rowMarks.ts';
import { wantFor } from './want.ts';

/** A request of which something is expected, as a list of tests shows it. */
export interface RequestTest {
  /** As `http/requestId.ts` has it. */
  readonly id: string;
  readonly request: RequestBlock;
  /** The name, else method and target. */
  readonly label: string;
  /** Method and target. */
  readonly title: string;
  /** The request line. */
  readonly span: Span;
  readonly safe: boolean;
  /** In the order of `@expect`, then those for whom `*` stands. */
  readonly users: readonly UserTest[];
  /** Without an `@expect`: its assertions and the tests of its scripts are what is expected, whoever sends it. */
  readonly own?: true;
  /** Why nobody can be asked as; present where there is an `@expect` and `users` is empty. */
  readonly problem?: { readonly span: Span; readonly message?: Text };
}

/** What is expected of a request that one user sends. */
export interface UserTest {
  readonly user: string;
  readonly want: Want;
  /** The pair of `@expect` that says it. */
  readonly span: Span;
  /** Why it cannot be sent as this user. */
  readonly problem?: Text;
}

/** The tests of a file. `users`: the names of `$users`, for whom `*` stands. */
export function testsOf(file: HttpFile, users: readonly string[]): readonly RequestTest[] {
  return file.requests.flatMap((request): RequestTest[] => {
    const [directive] = expectDirectives(request);
    const { off, safe } = rowMarks(request);
    if (off) return [];
    if (!directive) return testsItself(request) ? [{ ...about(file, request), safe, users: [], own: true }] : [];
    const { expectations, problems } = readExpectations(request, users);
    const tests = usersOf(expectations, users).map((it) => {
      const problem = problems.find(
        ({ code, span }) => code === 'expectation-unknown-user' && span.start === it.span.start,
      );
      // Without any `$users` this is said once, at the first of them: it holds for each.
      const said = problem ?? (users.length === 0 ? problems.find((one) => one.code === unknownUser) : undefined);
      return said ? { ...it, problem: said.message } : it;
    });
    const [problem] = problems;
    const nobody = {
      span: { start: directive.start, end: directive.end },
      ...(problem && { message: problem.message }),
    };
    return [{ ...about(file, request), safe, users: tests, ...(tests.length === 0 ? { problem: nobody } : {}) }];
  });
}

const unknownUser = 'expectation-unknown-user';

function usersOf(expectations: readonly Expectation[], users: readonly string[]): readonly UserTest[] {
  const named = expectations.filter((it) => it.user !== '*');
  const rest = expectations.find((it) => it.user === '*');
  const others = rest ? users.filter((user) => !named.some((it) => it.user === user)) : [];
  return [...named, ...others.map((user) => ({ user, span: rest?.span ?? { start: 0, end: 0 } }))].flatMap(
    ({ user, span }) => {
      const want = wantFor(expectations, user);
      return want ? [{ user, want, span }] : [];
    },
  );
}

function about(
  file: HttpFile,
  request: RequestBlock,
): Pick<RequestTest, 'id' | 'request' | 'label' | 'title' | 'span'> {
  const title = shortTitle({ method: request.method.text, target: maskUrl(request.target.text) });
  return {
    id: requestId(file, request),
    request,
    label: request.name === '' ? title : maskSecretsIn(visibleLine(request.name)),
    title,
    span: request.requestLine,
  };
}
