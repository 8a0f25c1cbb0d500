import type { HttpResponse } from './exchange.ts';

/** Whether an answer is a refusal to explain: 401, 403, 407 and 419. What stands in for them is judged with more than the status. */
export function isRefusal(response: HttpResponse): boolean {
  return response.status === 401 || response.status === 403 || response.status === 407 || response.status === 419;
}
