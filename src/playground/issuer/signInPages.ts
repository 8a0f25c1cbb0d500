import { people } from '../people.ts';
import type { Answer } from '../respond.ts';
import type { AuthorizationRequest } from './authorizationRequest.ts';
import { type Html, html, page } from './pages.ts';

/** A sign-in on its way, as the pages show it. */
export interface Shown {
  readonly id: string;
  readonly request: AuthorizationRequest;
  /** Who is signed in to the issuer already and may go on without a password. */
  readonly known?: string;
  readonly wrong?: string;
}

/** Choose a person, or type name and password. */
export function signInPage({ id, request, known, wrong }: Shown): Answer {
  const scopes = (request.scope ?? '').split(' ').filter(Boolean).join(', ') || 'everything you may';
  return page(
    wrong ? 403 : 200,
    'Sign in',
    html`<p>The client <code>${request.client.id}</code> asks for: ${scopes}.</p>
${wrong ? html`<p class="wrong" role="alert">${wrong}</p>` : html``}
<form method="post" action="sign-in">${hidden(id)}
${known ? html`<button name="known" value="${known}">Stay signed in as ${known}</button>` : html``}
${personButtons(request.loginHint)}
</form>
<hr>
<form method="post" action="sign-in">${hidden(id)}
<label for="username">Name</label>
<input id="username" name="username" autocomplete="off" value="${request.loginHint ?? ''}">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="off">
<button class="plain">Sign in with this password</button>
<button class="plain" name="decline" value="yes">Decline</button>
</form>
<p class="quiet">Nobody here is real, and the passwords are no secret: ada has <code>analytical-engine</code>, vic has <code>view-only</code>.</p>`,
    formAction(request.redirectUri),
  );
}

/** The second factor of a playground: the code that a telephone would show stands on the page. */
export function secondStepPage({ id, request, wrong }: Shown, code: string): Answer {
  return page(
    wrong ? 403 : 200,
    'Second step',
    html`<p>A second factor is asked for. A telephone would show this code:</p>
<p class="code">${code}</p>
${wrong ? html`<p class="wrong" role="alert">${wrong}</p>` : html``}
<form method="post" action="sign-in">${hidden(id)}
<label for="code">Code</label>
<input id="code" name="code" inputmode="numeric" autocomplete="off" autofocus>
<button>Confirm</button>
<button class="plain" name="decline" value="yes">Decline</button>
</form>`,
    formAction(request.redirectUri),
  );
}

/** A button for each person who can sign in; the hinted one stands out. */
export function personButtons(hint: string | undefined): readonly Html[] {
  return people
    .filter((it) => !it.disabled)
    .map(
      ({ name, roles }) =>
        html`<button name="person" value="${name}"${hint === undefined || hint === name ? html`` : html` class="plain"`}>${name} (${roles.join(', ')})</button>`,
    );
}

function hidden(id: string): Html {
  return html`<input type="hidden" name="sign_in" value="${id}">`;
}

/** Chromium holds the redirect after a form to the policy as well, and its policies know no IPv6 address. */
function formAction(redirectUri: string): string {
  const { protocol, origin, hostname } = new URL(redirectUri);
  return `'self' ${protocol === 'http:' && !hostname.startsWith('[') ? origin : protocol}`;
}
