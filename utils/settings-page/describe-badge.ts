import type { TokenNote } from '../messaging/protocol.ts';
import type { BadgeContent } from './decide-badge.ts';

export interface BadgeWords {
  readonly state: 'plain' | 'expired' | 'deleted' | 'question';
  /** What stands on the badge, the most telling part first. */
  readonly line: readonly string[];
  /** What a screen reader says of the button. */
  readonly label: string;
  /** What hovering and focus show: a name for each fact, and the fact. */
  readonly facts: readonly (readonly [name: string, fact: string])[];
}

const SHOWN_TAGS = 2;
/** UTF-16 units of the purpose that the fold-out shows; the extension shows the rest. */
const SHOWN_PURPOSE = 400;

/** The words of a badge. Pure: `now` is in ms since 1970. */
export function describeBadge(name: string, content: BadgeContent, now: number): BadgeWords {
  return content.kind === 'ambiguous'
    ? describeQuestion(name, content.count)
    : describeNote(content.note, now);
}

function describeQuestion(name: string, count: number): BadgeWords {
  const said = `${count} tokens have this name`;
  return {
    state: 'question',
    line: [said],
    label: `${said}: ${name}. No note is shown, because it could be the wrong one.`,
    facts: [['Why no note', `${said}. Give each its own name, so that each can show its note.`]],
  };
}

function describeNote(note: TokenNote, now: number): BadgeWords {
  const state = stateOf(note, now);
  const purpose = firstLine(note.purpose) || 'No purpose noted';
  const mark = state === 'expired' ? ['Expired'] : state === 'deleted' ? ['Deleted here'] : [];
  const line = [
    ...mark,
    purpose,
    ...given(note.owner),
    ...given(note.environment),
    ...shortTags(note.tags),
  ];
  const facts: [string, string][] = [['Purpose', cut(note.purpose.trim()) || 'Not noted yet']];
  facts.push(['Owner', note.owner ?? 'Nobody noted yet']);
  if (note.environment !== null) facts.push(['Environment', note.environment]);
  if (note.tags.length > 0) facts.push(['Tags', note.tags.join(', ')]);
  if (note.expiresAt !== null)
    facts.push([state === 'expired' ? 'Expired' : 'Expires', day(note.expiresAt)]);
  if (note.kind === 'issued') facts.push(['Made by', 'Front Token Companion, not Front']);
  if (state === 'deleted') facts.push(['State', 'Deleted in Front Token Companion']);
  return {
    state,
    line,
    label: `Note on ${note.name}: ${line.join(', ')}. Open in Front Token Companion`,
    facts,
  };
}

function stateOf(note: TokenNote, now: number): 'plain' | 'expired' | 'deleted' {
  if (note.status === 'deleted') return 'deleted';
  const expiry = note.expiresAt === null ? Infinity : Date.parse(note.expiresAt);
  return note.status === 'expired' || expiry <= now ? 'expired' : 'plain';
}

function firstLine(text: string): string {
  return text.trim().split('\n', 1)[0]?.trim() ?? '';
}

function given(text: string | null): string[] {
  return text === null || text === '' ? [] : [text];
}

function shortTags(tags: readonly string[]): string[] {
  const shown = tags.slice(0, SHOWN_TAGS).map((tag) => `#${tag}`);
  const more = tags.length - shown.length;
  return more > 0 ? [...shown, `+${more}`] : shown;
}

function cut(text: string): string {
  return text.length > SHOWN_PURPOSE ? `${text.slice(0, SHOWN_PURPOSE).trimEnd()}…` : text;
}

function day(iso: string): string {
  return iso.slice(0, 10);
}
