import { randomUUID } from 'node:crypto';
import { people } from './people.ts';
import { type Answer, type Call, problem } from './respond.ts';

const lifetime = 30 * 60 * 1000;

interface Session {
  readonly user: string;
  readonly csrf: string;
  readonly until: number;
}

/** Cookie sessions with an anti-forgery token, as server-rendered applications have them. */
export interface Sessions {
  login(call: Call): Answer;
  account(call: Call): Answer;
  changeProfile(call: Call): Answer;
}

export function createSessions(): Sessions {
  const sessions = new Map<string, Session>();

  function find(call: Call): Session | undefined {
    const id = /(?:^|; )sid=([0-9a-f-]{1,64})/.exec(call.headers.cookie ?? '')?.[1];
    const session = id ? sessions.get(id) : undefined;
    return session && Date.now() < session.until ? session : undefined;
  }

  const over = (): Answer =>
    problem(401, 'Session expired', 'The session is not known or has ended. Sign in again at /session.', {
      'WWW-Authenticate': 'Cookie realm="playground", form-action="/session", cookie-name="sid"',
      'Set-Cookie': 'sid=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax',
    });

  return {
    login(call) {
      const form = new URLSearchParams(call.body);
      const person = people.find((it) => it.name === form.get('username') && it.password === form.get('password'));
      if (!person)
        return problem(401, 'Sign-in failed', `The password for ${form.get('username') ?? 'nobody'} does not match.`);
      if (person.disabled)
        return problem(403, 'Account disabled', `The account ${person.name} was disabled by an administrator.`);
      const id = randomUUID();
      const session = { user: person.name, csrf: randomUUID(), until: Date.now() + lifetime };
      sessions.set(id, session);
      return {
        status: 200,
        headers: { 'Set-Cookie': `sid=${id}; Path=/; HttpOnly; SameSite=Lax` },
        body: { user: session.user, csrf: session.csrf },
      };
    },
    account(call) {
      const session = find(call);
      return session ? { status: 200, body: { user: session.user } } : over();
    },
    changeProfile(call) {
      const session = find(call);
      if (!session) return over();
      if (call.headers['x-csrf-token'] !== session.csrf) {
        return problem(
          403,
          'CSRF token mismatch',
          'The X-CSRF-Token header is missing or does not belong to this session.',
        );
      }
      return { status: 200, body: { saved: true } };
    },
  };
}
