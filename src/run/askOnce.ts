import type { RunHost } from './run.ts';

/** The questions of a run of many requests: one at a time, and the same one once. */
export interface Questions {
  /** The host for one user's requests. */
  hostFor(host: RunHost, user: string): RunHost;
}

export function createQuestions(signal: AbortSignal): Questions {
  const confirmed = new Map<string, Promise<boolean>>();
  const prompted = new Map<string, Promise<string | undefined>>();
  let last: Promise<unknown> = Promise.resolve();

  /** A person answers one question after another. */
  function inTurn<T>(ask: () => Promise<T>, otherwise: T): Promise<T> {
    const asked = last.then(() => (signal.aborted ? otherwise : ask()));
    last = asked.catch(() => undefined);
    return asked;
  }

  return {
    hostFor: (host, user) => ({
      ...host,
      confirm(question) {
        const answer = confirmed.get(question) ?? inTurn(() => host.confirm(question), false);
        confirmed.set(question, answer);
        return answer;
      },
      prompt(question) {
        const mine = { ...question, label: `${user}: ${question.label}` };
        const key = JSON.stringify(mine);
        const answer = prompted.get(key) ?? inTurn(() => host.prompt(mine), undefined);
        prompted.set(key, answer);
        return answer;
      },
    }),
  };
}
