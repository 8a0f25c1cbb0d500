/**
 * Whether a module that others import may say anything of guards: it is small, as lists of roles and paths are, or it has
 * words of requests, refusals or rights. Others (models, queries, templates) need no parsing.
 */
export function mayGuard(text: string): boolean {
  return text.length < small || words.test(text);
}

const small = 800;
const words =
  /\b(?:req|res|request|response|reply|ctx|next|router|throw|Router|Response)\b|40[13]|419|429|unauth|forbid|denied|permission|role|scope|guard|middleware|jwt|passport|ability|enum\b/i;
