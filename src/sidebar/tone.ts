export type Tone = 'good' | 'moved' | 'refused' | 'bad';

/** The color that a status is shown in. */
export function toneOf(status: number): Tone {
  if (status < 300) return 'good';
  if (status < 400) return 'moved';
  return status === 401 || status === 403 || status === 407 || status === 429 ? 'refused' : 'bad';
}
