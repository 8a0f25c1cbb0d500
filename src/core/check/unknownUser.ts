import { text, words } from '../text.ts';
import { unknownAs } from '../variables/asUser.ts';
import type { Check } from './subject.ts';

/** `# @as` names a user that the environment files don't have. */
export const unknownUser: Check = ({ request, scope }) => {
  const unknown = scope.users && unknownAs(request, scope.users);
  if (!unknown) return [];
  return [
    {
      code: 'user-unknown',
      span: unknown.span,
      severity: 'error',
      certainty: 'proven',
      message: text`${`# @as ${unknown.name}`} names a user that is not known here. ${words(unknown.hint.replaceAll('`', ''))}`,
    },
  ];
};
