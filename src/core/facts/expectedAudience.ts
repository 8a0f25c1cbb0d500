/** The audience that a server's words name as expected, where it is not the token's own. */
export function expectedAudience(quote: string, has: readonly string[]): string | undefined {
  const named =
    /(?:expected|should be|must be|want(?:s|ed)?|allowed|valid audiences? (?:is|are))[:\s]{1,3}(?:one of )?['"[(]?([^\s'"\])]{2,200})/i
      .exec(quote)?.[1]
      ?.replace(/[.,;]$/, '');
  return named === undefined || has.includes(named) || /^(?:a|an|the|to|be|audiences?|aud|claim|value)$/i.test(named)
    ? undefined
    : named;
}
