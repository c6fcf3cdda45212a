import type { TokenNote } from '../messaging/protocol.ts';
import type { BadgeContent } from './decide-badge.ts';

export interface BadgeWords {
  readonly name: string;
  /** Id of the token that a click opens; null when there is not one token to open. */
  readonly opens: string | null;
  readonly state: 'plain' | 'expired' | 'deleted' | 'question';
  /** What stands on the badge: what the token is for, and who and what belongs to it. */
  readonly lead: string;
  readonly rest: string;
  /** What a screen reader says of the button. */
  readonly label: string;
  /** What hovering and focus show: a heading for each fact (or none), and the fact. */
  readonly facts: readonly (readonly [name: string, fact: string])[];
}

const SHOWN_TAGS = 2;
/** UTF-16 units of the purpose on the badge itself; its width cuts most of them earlier. */
const SHOWN_LEAD = 60;
/** UTF-16 units of the purpose that the fold-out shows; the extension shows the rest. */
const SHOWN_PURPOSE = 400;
const STATE_MARK = { plain: '', expired: 'Expired · ', deleted: 'Deleted here · ' } as const;

/** The words of a badge. Pure: `now` is in ms since 1970. */
export function describeBadge(name: string, content: BadgeContent, now: number): BadgeWords {
  return content.kind === 'ambiguous'
    ? describeQuestion(name, content.count)
    : describeNote(name, content.note, now);
}

function describeQuestion(name: string, count: number): BadgeWords {
  const lead = `${count} tokens have this name`;
  return {
    name,
    opens: null,
    state: 'question',
    lead,
    rest: '',
    label: `${lead}: ${name}. No note is shown, because it could be the wrong one.`,
    facts: [['Why no note: ', `${lead}. Give each its own, so that each can show its note.`]],
  };
}

function describeNote(name: string, note: TokenNote, now: number): BadgeWords {
  const { owner, environment, tags, expiresAt } = note;
  const state = stateOf(note, now);
  const purpose = note.purpose.trim();
  const lead = (STATE_MARK[state] + (purpose.split('\n')[0] || 'No purpose noted')).slice(
    0,
    SHOWN_LEAD,
  );
  const more = tags.length - SHOWN_TAGS;
  const rest = [
    owner,
    environment,
    ...tags.slice(0, SHOWN_TAGS).map((tag) => `#${tag}`),
    more > 0 && `+${more}`,
  ]
    .filter(Boolean)
    .join(' · ');
  const facts: readonly (readonly [string, string | null])[] = [
    ['Purpose', purpose.slice(0, SHOWN_PURPOSE) || 'Not noted yet'],
    ['Owner', owner ?? 'Nobody noted yet'],
    ['Environment', environment],
    ['Tags', tags.join(', ')],
    [state === 'expired' ? 'Expired' : 'Expires', expiresAt?.slice(0, 10) ?? null],
    ['State', state === 'deleted' ? 'Deleted in Front Token Companion' : null],
    ['Made by', note.kind === 'issued' ? 'Front Token Companion, not Front' : null],
    ['', 'Click to open it in Front Token Companion.'],
  ];
  return {
    name,
    opens: note.id,
    state,
    lead,
    rest,
    label: `Note on ${name}: ${[lead, rest].filter(Boolean).join(' · ')} – open in Front Token Companion`,
    facts: facts.flatMap(([label, fact]) => (fact ? [[label && `${label}: `, fact] as const] : [])),
  };
}

function stateOf(note: TokenNote, now: number): 'plain' | 'expired' | 'deleted' {
  if (note.status === 'deleted') return 'deleted';
  const expiry = note.expiresAt === null ? Infinity : Date.parse(note.expiresAt);
  return note.status === 'expired' || expiry <= now ? 'expired' : 'plain';
}
