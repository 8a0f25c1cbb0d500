// A real authorization server and a real browser: code with PKCE, the device's page, a refusal, signing out.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { endSessionUrl, refresh, signIn } from '../../../src/send/oauth/index.ts';
import { startProvider } from '../../send/oauth/provider.ts';
import { options, sessionOf, signInWith } from '../../send/oauth/signIns.ts';
import { launchBrowser } from '../browser.mjs';
import { install } from '../install.mjs';

const editor = install();

describe('a real authorization server in a real browser', () => {
  let provider;
  let browser;
  let page;

  before(async () => {
    provider = await startProvider({ par: 'offered', dpopNonce: true });
    browser = await launchBrowser(editor);
  });
  after(async () => {
    await browser?.close();
    await provider?.stop();
  });

  /** Somebody at the browser: signs in and agrees, or does what is asked. */
  function person(act) {
    return {
      async openBrowser(url) {
        page = await (await browser.newContext()).newPage();
        await page.goto(url);
        act(page).catch((error) => {
          person.failed = error;
        });
        return true;
      },
      showDeviceCode: async ({ verificationUri, userCode }) => {
        page = await (await browser.newContext()).newPage();
        await page.goto(verificationUri);
        await page.locator('[name=user_code]').fill(userCode);
        await page.locator('[type=submit]').first().click();
        await page.getByRole('button', { name: 'Continue' }).click();
        await logInAndAgree(page);
      },
      confirm: async () => true,
    };
  }

  async function logInAndAgree(shown) {
    await shown.locator('[name=login]').fill('ada');
    await shown.locator('[name=password]').fill('any');
    await shown.locator('[type=submit]').first().click();
    await shown.getByRole('button', { name: 'Continue' }).click();
  }

  const byCode = (more = {}) =>
    signInWith({ issuer: provider.issuer, endpoints: {}, scopes: ['openid', 'offline_access'], ...more });

  test('code with PKCE, pushed, bound to a key; the page says that it can be closed', async () => {
    const it = byCode({ dpop: true });
    const got = await signIn(it, { prompt: 'consent' }, person(logInAndAgree), options());
    assert.equal(got.kind, 'obtained', JSON.stringify(person.failed ?? got));
    await page.getByText('You can close this page.').waitFor();
    assert.equal(got.tokens.tokenType, 'DPoP');
    assert.ok(got.tokens.idToken && got.tokens.dpopKey);
    const pushed = got.calls.some((call) => new URL(call.request.url).pathname.endsWith('/request'));
    assert.ok(pushed, 'the authorization request was pushed');
    assert.ok(got.tokens.refreshToken);
    const again = await refresh(it, sessionOf(it, got), options());
    assert.equal(again.kind, 'obtained', JSON.stringify(again));
    assert.notEqual(again.tokens.accessToken.reveal(), got.tokens.accessToken.reveal());
  });

  test('a person who declines is an answer that can be explained', async () => {
    const decline = async (shown) => {
      await shown.getByRole('link', { name: /cancel/i }).click();
    };
    const got = await signIn(byCode(), {}, person(decline), options());
    assert.equal(got.kind, 'refused', JSON.stringify(got));
    assert.match(got.exchange.request.url, /error=access_denied/);
    await page.getByText('You can close this page.').waitFor();
  });

  test('a device’s code, typed in', async () => {
    const it = byCode({ grant: 'device_code', scopes: ['openid'] });
    const got = await signIn(
      it,
      {},
      person(logInAndAgree),
      options({ wait: () => new Promise((r) => setTimeout(r, 300)) }),
    );
    assert.equal(got.kind, 'obtained', JSON.stringify(got));
    const out = await endSessionUrl(it, sessionOf(it, got), options());
    assert.equal(out.kind, 'url');
    await page.goto(out.url);
    await page.getByRole('heading').first().waitFor();
  });
});
