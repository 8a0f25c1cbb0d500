import type { Supplies } from './supplies.ts';

type Draw = Supplies['random'];

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const firstNames = ['Ada', 'Alan', 'Barbara', 'Edsger', 'Frances', 'Grace', 'Katherine', 'Ken', 'Margaret', 'Radia'];
const lastNames = [
  'Allen',
  'Hamilton',
  'Hopper',
  'Johnson',
  'Lamport',
  'Liskov',
  'Lovelace',
  'Perlman',
  'Thompson',
  'Turing',
];
const cities = ['Bergen', 'Graz', 'Kyoto', 'Leeds', 'Lyon', 'Porto', 'Quito', 'Tartu', 'Toronto', 'Turin'];
const words = ['amber', 'brook', 'cedar', 'delta', 'ember', 'flint', 'grove', 'harbor', 'island', 'juniper'];

/** Names without parentheses, as JetBrains writes them; a sample of its Faker names is enough to fill a form. */
const named: Readonly<Record<string, (draw: Draw) => string>> = {
  $uuid: uuid,
  $guid: uuid,
  '$random.uuid': uuid,
  '$random.email': email,
  '$random.name.firstName': (draw) => pick(firstNames, draw),
  '$random.name.lastName': (draw) => pick(lastNames, draw),
  '$random.name.fullName': (draw) => `${pick(firstNames, draw)} ${pick(lastNames, draw)}`,
  '$random.name.name': (draw) => `${pick(firstNames, draw)} ${pick(lastNames, draw)}`,
  '$random.name.username': (draw) => `${pick(firstNames, draw)}.${pick(lastNames, draw)}`.toLowerCase(),
  '$random.internet.emailAddress': email,
  '$random.internet.domainName': (draw) => `${pick(words, draw)}.example`,
  '$random.internet.url': (draw) => `https://${pick(words, draw)}.example`,
  '$random.address.city': (draw) => pick(cities, draw),
  '$random.company.name': (draw) => `${pick(lastNames, draw)} Ltd`,
  '$random.lorem.word': (draw) => pick(words, draw),
  '$random.lorem.sentence': (draw) => `${sample(words, 6, draw).join(' ')}.`,
  '$random.bool.bool': (draw) => String(draw() < 0.5),
  '$random.phoneNumber.cellPhone': (draw) => `+1555${characters('0123456789', 7, draw)}`,
};

export const randomNames: readonly string[] = [
  '$randomInt',
  '$random.integer',
  '$random.float',
  '$random.alphabetic',
  '$random.alphanumeric',
  '$random.hexadecimal',
  ...Object.keys(named).filter((it) => it.startsWith('$random')),
];

/** A value drawn anew; undefined for a name that is not random; a problem for arguments that cannot be read. */
export function randomValue(name: string, rest: string, supplies: Supplies): string | { problem: string } | undefined {
  const draw = () => supplies.random();
  const simple = Object.hasOwn(named, name) ? named[name] : undefined;
  if (simple) return simple(draw);
  const list = rest
    .replace(/^\(|\)$/g, '')
    .split(/[\s,]+/)
    .filter((it) => it !== '');
  const numbers = list.map(Number);
  const given = `\`{{${name}${rest.startsWith('(') ? rest : rest && ` ${rest}`}}}\``;
  if (numbers.some((it) => !Number.isFinite(it)) || 2 < numbers.length) {
    return randomNames.includes(name) ? { problem: `${given}: expected one or two numbers.` } : undefined;
  }
  const [from, to] = numbers.length < 2 ? [0, numbers[0] ?? 1001] : [numbers[0] ?? 0, numbers[1] ?? 0];
  const length = Math.max(0, Math.min(numbers[0] ?? 10, 100_000));
  switch (name) {
    case '$randomInt':
    case '$random.integer':
      if (to <= from)
        return {
          problem: `${given}: the second number must be greater than the first; it is drawn from ${from} up to, not including, ${to}.`,
        };
      return String(Math.floor(from + draw() * (to - from)));
    case '$random.float':
      if (to <= from) return { problem: `${given}: the second number must be greater than the first.` };
      return String(from + draw() * (to - from));
    case '$random.alphabetic':
      return characters(letters, length, draw);
    case '$random.alphanumeric':
      return characters(`${letters}0123456789_`, length, draw);
    case '$random.hexadecimal':
      return characters('0123456789abcdef', length, draw);
  }
  return undefined;
}

/** Version 4, RFC 9562 section 5.4. */
function uuid(draw: Draw): string {
  const hex = characters('0123456789abcdef', 32, draw);
  const variant = '89ab'[Math.floor(draw() * 4)] ?? '8';
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

function email(draw: Draw): string {
  return `${pick(firstNames, draw)}.${pick(lastNames, draw)}${Math.floor(draw() * 100)}@example.com`.toLowerCase();
}

function characters(from: string, length: number, draw: Draw): string {
  let text = '';
  for (let i = 0; i < length; i++) text += from[Math.floor(draw() * from.length)] ?? '';
  return text;
}

function sample(from: readonly string[], count: number, draw: Draw): string[] {
  return Array.from({ length: count }, () => pick(from, draw));
}

function pick(from: readonly string[], draw: Draw): string {
  return from[Math.floor(draw() * from.length)] ?? '';
}
