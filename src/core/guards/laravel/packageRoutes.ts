import type { SourcePlace } from '../route.ts';
import { groupOf, noGroup } from './groups.ts';
import type { Router } from './router.ts';
import { entryOf, type NamedValue } from './value.ts';

/** Routes that packages of the framework's authors define at one call; controllers are the application's own. */
export function packageRoutes(
  facade: string,
  name: string,
  args: readonly NamedValue[],
  at: SourcePlace,
  router: Router,
): boolean {
  if (facade === 'Auth' && name === 'routes') {
    const said = (option: string, otherwise: boolean): boolean => {
      const value = entryOf(args[0]?.value, option)?.value;
      return typeof value === 'boolean' ? value : otherwise;
    };
    for (const [option, otherwise, methods, uri, action, as] of authentication)
      if (said(option, otherwise))
        router.define([methods], uri, { ...noGroup, ...(as && { as }) }, `Auth\\${action}`, at);
    return true;
  }
  if (facade === 'Broadcast' && name === 'routes') {
    const group = args[0] ? groupOf(args[0].value) : { ...noGroup, middleware: [{ name: 'web', at }] };
    router.define(['GET', 'POST'], 'broadcasting/auth', group, undefined, at);
    return true;
  }
  return false;
}

/** `Auth::routes()` of laravel/ui: option and its default, method, path, controller's method, name. */
const authentication: readonly (readonly [string, boolean, string, string, string, string?])[] = [
  ['login', true, 'GET', 'login', 'LoginController@showLoginForm', 'login'],
  ['login', true, 'POST', 'login', 'LoginController@login'],
  ['logout', true, 'POST', 'logout', 'LoginController@logout', 'logout'],
  ['register', true, 'GET', 'register', 'RegisterController@showRegistrationForm', 'register'],
  ['register', true, 'POST', 'register', 'RegisterController@register'],
  ['reset', true, 'GET', 'password/reset', 'ForgotPasswordController@showLinkRequestForm', 'password.request'],
  ['reset', true, 'POST', 'password/email', 'ForgotPasswordController@sendResetLinkEmail', 'password.email'],
  ['reset', true, 'GET', 'password/reset/{token}', 'ResetPasswordController@showResetForm', 'password.reset'],
  ['reset', true, 'POST', 'password/reset', 'ResetPasswordController@reset', 'password.update'],
  ['confirm', true, 'GET', 'password/confirm', 'ConfirmPasswordController@showConfirmForm', 'password.confirm'],
  ['confirm', true, 'POST', 'password/confirm', 'ConfirmPasswordController@confirm'],
  ['verify', false, 'GET', 'email/verify', 'VerificationController@show', 'verification.notice'],
  ['verify', false, 'GET', 'email/verify/{id}/{hash}', 'VerificationController@verify', 'verification.verify'],
  ['verify', false, 'POST', 'email/resend', 'VerificationController@resend', 'verification.resend'],
];
