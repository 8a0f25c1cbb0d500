import { text } from '../text.ts';
import { wordsOfRequest } from './callers.ts';
import type { Manner } from './note.ts';

/** The words of a database in a refusal: its tables, its make, and where an injection would go. */
export const leakSql: Manner = ({ facts, body }) => {
  const said = statements.map((it) => it.exec(body)?.[0]).find((it) => it !== undefined);
  // What the request itself says, told back, is none of the database's.
  if (said === undefined || wordsOfRequest(facts).includes(said.toLowerCase())) return undefined;
  return {
    id: 'leak-sql',
    at: { in: 'response-body' },
    says: text`The refusal holds words of the database: ${said.slice(0, 120)}.`,
    instead: text`Catch the database's error, log it, and send a refusal that names no table, column or query.`,
    inDevelopment: text`Keep the query in the log, under the request id that the answer carries.`,
    link: 'https://cwe.mitre.org/data/definitions/209.html',
  };
};

const statements: readonly RegExp[] = [
  /SQLSTATE\[\w{5}\][^"<\n]{0,100}/,
  /You have an error in your SQL syntax/i,
  /\bORA-\d{5}\b/,
  /\b(?:PG::\w{3,60}|psycopg2\.errors\.\w{3,60}|PSQLException|SQLiteException|sqlite3\.OperationalError|SequelizeDatabaseError|QueryFailedError|java\.sql\.\w{3,60})/,
  /Unclosed quotation mark after the character string/,
  /\bselect [^"<;\n]{1,200} from [`"\w.]{1,80} where /i,
];
