import { people } from '../people.ts';
import type { Answer, Call } from '../respond.ts';
import type { Devices } from './devices.ts';
import { html, page } from './pages.ts';
import { personButtons } from './signInPages.ts';

/** Where a person enters the code that a device shows (RFC 8628, 3.3), and says who they are. */
export function createDevicePages(devices: Devices): { show(call: Call): Answer; decide(call: Call): Answer } {
  return {
    show: (call) => devicePage(call.query.get('user_code') ?? ''),

    decide(call) {
      const form = new URLSearchParams(call.body);
      const userCode = form.get('user_code') ?? '';
      const request = devices.find(userCode);
      if (!request)
        return devicePage(userCode, 'No sign-in waits for this code: it is another, was used, or has expired.');
      if (form.has('decline')) {
        request.decided = 'denied';
        return page(200, 'Declined', html`<p>The device gets nothing. You can close this page.</p>`);
      }
      const person = people.find((it) => it.name === form.get('person') && !it.disabled);
      if (!person) return devicePage(userCode, 'Choose who you are.');
      devices.allow(request, person);
      return page(
        200,
        'Signed in',
        html`<p><code>${request.client.id}</code> is signed in as ${person.name}. You can close this page and go back.</p>`,
      );
    },
  };
}

function devicePage(userCode: string, wrong?: string): Answer {
  return page(
    wrong ? 400 : 200,
    'Sign in a device',
    html`<p>Compare the code with the one that the device shows, then choose who you are.</p>
${wrong ? html`<p class="wrong" role="alert">${wrong}</p>` : html``}
<form method="post" action="device">
<label for="user_code">Code</label>
<input id="user_code" name="user_code" class="code" autocomplete="off" value="${userCode}">
${personButtons(undefined)}
<button class="plain" name="decline" value="yes">Decline</button>
</form>`,
    "'self'",
  );
}
