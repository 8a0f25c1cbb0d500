import { type ExpectationProblem, readExpectations } from '../matrix/readExpectations.ts';
import type { CheckSeverity } from './finding.ts';
import type { Check } from './subject.ts';

/** `# @expect` lines that say nothing of anybody: a user whom no file names, one named twice, no status. */
export const expectations: Check = ({ request, scope }) =>
  readExpectations(request, scope.users).problems.map(({ code, span, message }) => ({
    code,
    span,
    severity: severities[code],
    certainty: 'proven',
    message,
  }));

const severities: Readonly<Record<ExpectationProblem['code'], CheckSeverity>> = {
  'expectation-unreadable': 'warning',
  'expectation-twice': 'warning',
  'expectation-unknown-user': 'warning',
};
