/** A place where a token is used, as it is being typed. */
export interface Place {
  readonly label: string;
  readonly url: string;
}

const WITH_LINK = /^(?:(.*)\s)?(https?:\/\/\S+)$/i;

/** Reads places from the text of a form: one a line, a label and, after its last space, a link. */
export function placesOf(text: string): readonly Place[] {
  return text.split('\n').flatMap((line) => {
    const trimmed = line.trim();
    if (trimmed === '') return [];
    const match = WITH_LINK.exec(trimmed);
    return match === null
      ? [{ label: trimmed, url: '' }]
      : [{ label: (match[1] ?? '').trim(), url: match[2] ?? '' }];
  });
}

/** Writes places as the text of a form, which is what its draft keeps. */
export function textOfPlaces(places: readonly Place[]): string {
  return places
    .map(({ label, url }) => `${inLine(label)} ${inLine(url)}`.trim())
    .filter((line) => line !== '')
    .join('\n');
}

function inLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
