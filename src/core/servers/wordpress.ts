import type { Server } from '../facts/sign.ts';

/** WordPress: how its answers are known, and what its words mean. */
export const wordpress: Server = {
  id: 'wordpress',
  name: 'WordPress',
  recognize: {
    headers: [['link', /api\.w\.org/], ['x-wp-total']],
    cookie: /wordpress_(?:logged_in|sec|test)/,
    body: /"code":"(?:rest_|jwt_auth_|woocommerce_)/,
  },
  signs: [
    {
      cause: 'csrf-failed',
      code: ['rest_cookie_invalid_nonce'],
      shows: 'the nonce is older than a day, or of another session',
      fix: 'Reload the page for a new nonce, and keep nonces out of page caches',
      source: 'https://developer.wordpress.org/rest-api/using-the-rest-api/authentication/',
    },
    {
      cause: 'csrf-failed',
      status: [401],
      when: ['cookie', 'no-authorization'],
      says: /rest_(?:forbidden|not_logged_in|cannot|user_)/i,
      shows: 'a login cookie counts for the REST API only together with X-WP-Nonce',
      fix: 'Send X-WP-Nonce (wp_create_nonce("wp_rest")) with the cookie',
      source: 'https://developer.wordpress.org/rest-api/using-the-rest-api/authentication/',
    },
    {
      cause: 'token-expired',
      says: /expired token/i,
      source: 'https://wordpress.org/plugins/jwt-authentication-for-wp-rest-api/',
    },
    {
      cause: 'api-key-invalid',
      says: /consumer (?:key|secret) is (?:invalid|missing)/i,
      shows: 'WooCommerce takes a consumer key and secret (ck_, cs_), no user and password',
      fix: 'Create a ck_/cs_ pair under WooCommerce, Settings, Advanced, REST API',
      source: 'https://woocommerce.github.io/woocommerce-rest-api-docs/#authentication',
    },
    {
      cause: 'password-wrong',
      code: ['incorrect_password', 'invalid_username', 'invalid_email', '[jwt_auth] incorrect_password'],
      source: 'https://developer.wordpress.org/rest-api/using-the-rest-api/authentication/',
    },
    {
      cause: 'credentials-missing',
      when: ['anonymous'],
      says: /rest_(?:forbidden|not_logged_in|cannot|user_)|jwt_auth_no_auth_header/i,
      source: 'https://developer.wordpress.org/rest-api/using-the-rest-api/authentication/',
    },
    {
      cause: 'role-missing',
      when: ['credentials'],
      says: /rest_(?:forbidden|cannot)|sorry, you are not allowed/i,
      source: 'https://wordpress.org/documentation/article/roles-and-capabilities/',
    },
  ],
};
