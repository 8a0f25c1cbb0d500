import { type CauseId, causeIds } from '../../causeIds.ts';
import { lazyPattern, type Pattern } from '../../facts/pattern.ts';

/** Software that writes logs, and what it says in them about refusals. */
export interface Speaker {
  readonly id: string;
  readonly name: string;
  /** Other values of `LogRecord.by` whose records its words are in. */
  readonly by: readonly string[];
  /** Its access lines tell reasons too, such as HAProxy's and Envoy's. Of other access lines nothing is read. */
  readonly access: boolean;
  /** Its words mean this in its own records only, being codes or common words. */
  readonly own: boolean;
  /** From special to general. */
  readonly wordings: readonly Wording[];
}

/** Certain words of a log, and what they mean. */
export interface Wording {
  readonly cause: CauseId;
  readonly certainty: 'stated' | 'likely';
  /** All of them must match; their named groups are the values that `shows` and `advice` may name. */
  readonly says: readonly Pattern[];
  /** More values, as far as these match. */
  readonly reads: readonly Pattern[];
  /** A whole sentence in our words; `{name}` stands for a value. Of several the first is taken whose values are known. */
  readonly shows: readonly string[];
  readonly advice?: string;
  /** Tells that somebody was refused, while another record tells why. */
  readonly yields?: true;
  /** The message's number (`AH01617`), where it has one. */
  readonly code?: string;
  /** Where it is documented, or the source file that writes it. */
  readonly source?: string;
}

/** The same as it stands in the files of this folder. */
export interface SpeakerJson {
  readonly id: string;
  readonly name: string;
  readonly by?: readonly string[];
  readonly access?: boolean;
  readonly own?: boolean;
  readonly wordings: readonly {
    readonly cause: string;
    readonly certainty?: string;
    readonly says: string | readonly string[];
    readonly reads?: readonly string[];
    readonly shows: string | readonly string[];
    readonly advice?: string;
    readonly yields?: boolean;
    readonly code?: string;
    readonly source?: string;
  }[];
}

/** Reads our own data; a cause that is not in the closed list is left out, and a test names it. */
export function readSpeaker(json: SpeakerJson): Speaker {
  return {
    id: json.id,
    name: json.name,
    by: json.by ?? [],
    access: json.access === true,
    own: json.own === true,
    wordings: json.wordings.flatMap((it) => {
      const cause = causeIds.find((id) => id === it.cause);
      if (!cause) return [];
      return [
        {
          cause,
          certainty: it.certainty === 'likely' ? ('likely' as const) : ('stated' as const),
          says: listOf(it.says).map((source) => lazyPattern(source, 'im')),
          reads: (it.reads ?? []).map((source) => lazyPattern(source, 'im')),
          shows: listOf(it.shows),
          ...(it.advice === undefined ? {} : { advice: it.advice }),
          ...(it.yields === true ? { yields: true as const } : {}),
          ...(it.code === undefined ? {} : { code: it.code }),
          ...(it.source === undefined ? {} : { source: it.source }),
        },
      ];
    }),
  };
}

function listOf(it: string | readonly string[]): readonly string[] {
  return typeof it === 'string' ? [it] : it;
}
