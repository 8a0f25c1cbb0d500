import { Secret } from '../secret.ts';
import type { ConfigValue, SignInConfig } from './config.ts';

/** A configuration with its texts replaced; `secret` tells of a text whether it was one before. */
export function fillConfig(
  config: SignInConfig,
  fill: (text: string, field: string, secret: boolean) => string | Secret,
): SignInConfig {
  const value = (it: ConfigValue, field: string): ConfigValue => {
    if (typeof it === 'string') return fill(it, field, false);
    if (it instanceof Secret) return fill(it.reveal(), field, true);
    if (Array.isArray(it)) return it.map((one: ConfigValue) => value(one, field));
    if (typeof it !== 'object' || it === null) return it;
    return Object.fromEntries(Object.entries(it).map(([name, one]) => [name, value(one, field)]));
  };
  const fields = Object.entries(config.fields).map(([name, it]) => [name, value(it, name)]);
  return { ...config, fields: Object.fromEntries(fields) };
}
