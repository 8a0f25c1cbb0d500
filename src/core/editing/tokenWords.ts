import type { Word } from './vocabulary.ts';

/** References to tokens: those of the sign-ins of the chosen environment, then those of the editor's accounts. */
export function tokenWords(signInIds: readonly string[]): readonly Word[] {
  const signIns = signInIds.flatMap((id) => {
    const quote = id.includes('"') ? "'" : '"';
    if (/[{}\r\n]/.test(id) || id.includes(quote)) return [];
    return [
      { label: `$auth.token(${quote}${id}${quote})`, detail: `A token of the sign-in ${id}` },
      { label: `$auth.idToken(${quote}${id}${quote})`, detail: `The ID token of the sign-in ${id}` },
    ];
  });
  return [
    ...signIns,
    { label: '$session github', detail: 'A token of your GitHub account in the editor; scopes may follow' },
    { label: '$session microsoft', detail: 'A token of your Microsoft account in the editor; scopes may follow' },
  ];
}
