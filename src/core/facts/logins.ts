import type { HttpRequest } from '../exchange.ts';
import { inspectToken } from '../jwt/inspect.ts';
import type { Place } from '../place.ts';
import { Secret } from '../secret.ts';
import type { ReadBody } from './body.ts';
import type { Credential, CredentialDefect } from './credentials.ts';
import type { Target } from './target.ts';

/** User and password in a pair of headers: `X-ClickHouse-User` and `X-ClickHouse-Key`. */
export function readHeaderLogin({ headers }: HttpRequest): Credential[] {
  const user = headers.find((it) => /^x-[a-z0-9-]{1,30}-user(?:name)?$/i.test(it.name) && it.value !== '');
  const start = user?.name.toLowerCase().replace(/user(?:name)?$/, '') ?? '';
  const password =
    user && headers.find((it) => ['key', 'password', 'pass'].some((end) => it.name.toLowerCase() === start + end));
  return password
    ? [
        {
          kind: 'login',
          in: 'header',
          at: { in: 'request-header', name: password.name },
          name: password.name,
          secret: new Secret(password.value),
          user: user.value,
          defects: [],
        },
      ]
    : [];
}

/** User and password as parameters of the URL. */
export function readQueryLogin({ query }: Target): Credential[] {
  // Subsonic: `t` is made of password and salt `s`.
  const salted = query.some((it) => it.name === 's');
  const password = query.find(
    (it) => (/^(?:p|pass|passwd|password|pwd)$/i.test(it.name) || (salted && it.name === 't')) && it.value !== '',
  );
  const user = query.find((it) => /^(?:u|user|user_?name|login)$/i.test(it.name) && it.value !== '');
  if (!password || !user) return [];
  return [
    {
      kind: 'login',
      in: 'query',
      at: { in: 'url', part: 'query', name: password.name },
      name: password.name,
      secret: new Secret(password.value),
      user: user.value,
      defects: [],
    },
  ];
}

/** A code is no word with a percent sign in it: what still is encoded after decoding was encoded once too often. */
function encodedTwice({ key, value }: { readonly key: string; readonly value: string }): CredentialDefect[] {
  const piece = key === 'code' ? /%(?:2[0-9A-F]|3[ADF])/i.exec(value)?.[0] : undefined;
  return piece === undefined
    ? []
    : [{ code: 'encoded-twice', says: `${key} is percent-encoded twice: ${piece} stands in it once it is decoded.` }];
}

/** Logins, client secrets and tokens in a form, JSON or XML. */
export function readBodyCredentials(body: ReadBody): Credential[] {
  if (body.kind !== 'form' && body.kind !== 'json' && body.kind !== 'xml') return [];
  const found: Credential[] = [];
  const at: Place = { in: 'request-body' };
  const user = body.fields.find(
    (it) =>
      /(?:^|[._-])(?:user(?:[-_]?(?:name|id))?|e-?mail|e-?mail_?address|login|account|identifier|benutzer(?:name)?|nutzer(?:name)?|usuario|correo|utilisateur|identifiant|courriel|usu[aá]rio|utente|gebruiker(?:snaam)?|u[zż]ytkownik|kullanici(?:_?adi)?|логин|用户名|phone(?:_?number)?|mobile)$/i.test(
        it.key,
      ) && it.value !== '',
  );
  const password = body.fields.find((it) =>
    /pass(?:word|wd|phrase|code)?$|(?:^|[._-])pwd?$|^(?:kennwort|passwort|contrase(?:n|ñ|ni)a|clave|mot_?de_?passe|mdp|senha|wachtwoord|has[lł]o|[sş]ifre|parola|пароль|密码)$/i.test(
      it.key,
    ),
  );
  if (password) {
    found.push({
      kind: 'login',
      in: 'body',
      at,
      name: password.key,
      secret: new Secret(password.value),
      defects: [],
      ...(user ? { user: user.value } : {}),
    });
  }
  const clientId = body.fields.find((it) => /^(?:client|role)_?id$/i.test(it.key));
  const clientSecret = body.fields.find((it) => /^(?:client_?(?:secret|assertion)|secret_?id)$/i.test(it.key));
  if (clientSecret) {
    found.push({
      kind: 'client',
      in: 'body',
      at,
      name: clientSecret.key,
      secret: new Secret(clientSecret.value),
      defects: [],
      ...(clientId ? { user: clientId.value } : {}),
    });
  }
  for (const field of body.fields) {
    if (field === password || field === clientSecret) continue;
    const named =
      /^(?:access_token|api\.token|refresh_token|id_token|assertion|jwt|subject_token|WebIdentityToken|code|api_?(?:key|secret)|[a-z]{0,12}[-_]?tokens?|mac|sign(?:ature)?)$/i.test(
        field.key,
      ) && !/csrf|xsrf|authenticity|form|verification|captcha/i.test(field.key);
    if (!named && !/^eyJ[\w-]{10,}\./.test(field.value)) continue;
    const token = inspectToken(field.value);
    found.push({
      kind: 'key',
      in: 'body',
      at,
      name: field.key,
      secret: new Secret(field.value),
      defects: encodedTwice(field),
      ...(token.kind === 'opaque' ? {} : { token }),
    });
  }
  return found;
}
