import type { Body } from '../exchange.ts';

/** What a value of a body names. */
export type IdentifierKind =
  /** The thing itself: `id`, `uuid`, `key`. */
  | 'thing'
  /** Whose it is: `owner`, `user_id`, `createdBy`. */
  | 'owner'
  /** What is a person's own: `email`, `sub`, `phone`. */
  | 'person'
  | 'tenant';

export interface Identifier {
  /** `orders[].owner`: where it stands, the places in lists left out. */
  readonly path: string;
  readonly kind: IdentifierKind;
  /** In lower case, as values are compared. */
  readonly value: string;
}

/** What two JSON bodies are compared by: their shape, and what they name. Times, counts and words are left out. */
export interface BodyPrint {
  /** The paths of its members with the types of their values, sorted. */
  readonly shape: string;
  readonly identifiers: readonly Identifier[];
}

/** Larger bodies are not compared: nothing is said of them. */
const bounds = { characters: 1_000_000, depth: 32, nodes: 50_000, identifiers: 2_000, value: 200, path: 400 } as const;

/** Undefined for what is no JSON, is larger than is read, or names nothing. */
export function bodyPrint(body: Body | undefined): BodyPrint | undefined {
  if (!body || body.cut || body.notRecorded || bounds.characters < body.text.length) return undefined;
  if (!/^\s{0,100}[{[]/.test(body.text)) return undefined;
  const value = readJson(body.text);
  return value === undefined ? undefined : printOf(value);
}

interface Node {
  readonly value: unknown;
  readonly path: string;
  readonly name: string;
  readonly depth: number;
  /** The kind of the object around it: the `id` in `owner: {id: 7}` names an owner. */
  readonly within?: IdentifierKind;
}

function printOf(root: unknown): BodyPrint | undefined {
  const shape = new Set<string>();
  const identifiers: Identifier[] = [];
  const open: Node[] = [{ value: root, path: '', name: '', depth: 0 }];
  for (let seen = 0; ; seen++) {
    const node = open.pop();
    if (!node) break;
    const { value, path, depth } = node;
    if (bounds.nodes < seen || bounds.depth < depth || bounds.path < path.length) return undefined;
    shape.add(`${path}:${typeOf(value)}`);
    if (Array.isArray(value)) {
      if (bounds.nodes < value.length) return undefined;
      const inList = { path: `${path}[]`, name: node.name, depth: depth + 1, ...inside(node.within) };
      for (const it of value.toReversed()) open.push({ ...inList, value: it });
    } else if (typeof value === 'object' && value !== null) {
      const entries = Object.entries(value);
      if (bounds.nodes < entries.length) return undefined;
      const within = around(node);
      for (const [name, it] of entries.toReversed())
        open.push({
          value: it,
          path: path === '' ? name : `${path}.${name}`,
          name,
          depth: depth + 1,
          ...inside(within),
        });
    } else {
      const kind = kindOf(node);
      const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
      if (!kind || text === '' || bounds.value < text.length) continue;
      if (identifiers.length === bounds.identifiers) return undefined;
      identifiers.push({ path, kind, value: text.toLowerCase() });
    }
  }
  return identifiers.length === 0 ? undefined : { shape: [...shape].sort().join('\n'), identifiers };
}

/** The kind that the members of this object have where they are but an `id` or a name. */
function around({ name, within }: Node): IdentifierKind | undefined {
  const kind = byName.get(bare(name));
  return kind === 'owner' || kind === 'tenant' ? kind : within;
}

function kindOf({ name, within }: Node): IdentifierKind | undefined {
  const lower = bare(name);
  const kind = byName.get(lower);
  if (kind === 'person' || !within) return kind;
  return kind !== undefined || names.has(lower) ? within : undefined;
}

function inside(within: IdentifierKind | undefined): Pick<Node, 'within'> {
  return within ? { within } : {};
}

/** `Owner_ID` and `ownerId` are one name. */
function bare(name: string): string {
  return name.length <= 60 ? name.toLowerCase().replace(/[^a-z0-9]/g, '') : '';
}

const byName: ReadonlyMap<string, IdentifierKind> = new Map(
  (
    [
      ['thing', ['id', 'uuid', 'guid', 'key', 'slug', 'number', 'ref', 'reference', 'oid']],
      ['person', ['email', 'emailaddress', 'mail', 'sub', 'subject', 'phone', 'phonenumber', 'mobile', 'ssn', 'iban']],
      [
        'owner',
        [
          ...['owner', 'ownerid', 'owneremail', 'ownername', 'ownedby', 'user', 'userid', 'username', 'useremail'],
          ...['account', 'accountid', 'customer', 'customerid', 'member', 'memberid', 'patient', 'patientid', 'holder'],
          ...['createdby', 'createdbyid', 'belongsto', 'assignee', 'assigneeid', 'login', 'upn', 'preferredusername'],
        ],
      ],
      [
        'tenant',
        [
          ...['tenant', 'tenantid', 'tid', 'org', 'orgid', 'organization', 'organizationid', 'organisation'],
          ...['organisationid', 'company', 'companyid', 'workspace', 'workspaceid', 'realm'],
        ],
      ],
    ] as const
  ).flatMap(([kind, all]) => all.map((it): [string, IdentifierKind] => [it, kind])),
);

/** Inside of `owner: {…}` a name says whose it is, too. */
const names: ReadonlySet<string> = new Set(['name', 'handle', 'nickname']);

function typeOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
