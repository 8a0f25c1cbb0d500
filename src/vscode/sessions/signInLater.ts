import type { SignInHost } from '../../send/oauth/obtained.ts';
import type { Callbacks } from './callbacks.ts';
import type { EditorSignIn } from './signInHost.ts';

/** What the editor lends for signing in, loaded when somebody signs in. `cancel` ends the run. */
export function signInLater(callbacks: Callbacks, cancel: () => void): SignInHost {
  let loading: Promise<EditorSignIn> | undefined;
  const load = () => {
    loading ??= loadHost();
    return loading;
  };

  async function loadHost(): Promise<EditorSignIn> {
    const [{ createSignInHost }, { loadOauth }] = await Promise.all([
      import('../sessions/index.ts'),
      import('../../run/index.ts'),
    ]);
    const { listenForRedirect } = await loadOauth();
    return createSignInHost(callbacks, listenForRedirect, cancel);
  }

  return {
    openBrowser: async (url) => (await load()).openBrowser(url),
    receiver: async (wanted) => (await load()).receiver(wanted),
    showDeviceCode: async (code) => (await load()).showDeviceCode(code),
    confirm: async (question) => (await load()).confirm(question),
  };
}
