import type { PanelTarget } from '../front-page/page-facts.ts';
import type { NoteDetails, TokenNote } from '../messaging/protocol.ts';
import { agoWords, expiryWords } from '../words/time-words.ts';
import type { BadgeContent } from './decide-badge.ts';

export interface BadgeWords {
  readonly name: string;
  /** What a click shows in the extension; null when there is not one thing to show. */
  readonly opens: PanelTarget | null;
  readonly state: 'plain' | 'expired' | 'deleted' | 'question' | 'missing' | 'warning';
  /** What stands on the badge: what the token is for, and who and what belongs to it. */
  readonly lead: string;
  readonly rest: string;
  /** What a screen reader says of the button. */
  readonly label: string;
  /** What hovering and focus show: a heading for each fact (or none), and the fact. */
  readonly facts: readonly Fact[];
}

type Fact = readonly [name: string, fact: string];

const SHOWN_TAGS = 2;
/** UTF-16 units of the purpose on the badge itself; its width cuts most of them earlier. */
const SHOWN_LEAD = 60;
/** UTF-16 units of the purpose that the fold-out shows; the extension shows the rest. */
const SHOWN_PURPOSE = 400;
const STATE_MARK = { plain: '', expired: 'Expired · ', deleted: 'Deleted here · ' } as const;
const OPENS_IT = ['', 'Click to open it in Front Token Companion.'] as const;

/** The words of a badge. Pure: `now` is in ms since 1970. */
export function describeBadge(
  name: string,
  content: BadgeContent,
  now: number,
  details: NoteDetails | null = null,
): BadgeWords {
  switch (content.kind) {
    case 'note':
      return describeNote(name, content.note, now, details);
    case 'missing':
      return describeMissing(name);
    case 'ambiguous':
      return describeQuestion(
        name,
        `${content.count} tokens have this name`,
        'Give each its own, so that each can show its note.',
      );
    case 'doubtful':
      return describeQuestion(
        name,
        'Is this the whole name?',
        'The page may show but a part of it. Open the token to see its note.',
      );
  }
}

function describeQuestion(name: string, lead: string, advice: string): BadgeWords {
  return {
    name,
    opens: null,
    state: 'question',
    lead,
    rest: '',
    label: `${lead}: ${name}. No note is shown, because it could be the wrong one.`,
    facts: [['Why no note: ', `${lead.replace('?', ' is not sure')}. ${advice}`]],
  };
}

function describeMissing(name: string): BadgeWords {
  return {
    name,
    opens: { kind: 'record', name },
    state: 'missing',
    lead: 'Not in the register – add',
    rest: '',
    label: `${name} is not in the register – add it in Front Token Companion`,
    facts: [['', 'Click to write down what it is for. Nothing is saved by the click.']],
  };
}

function describeNote(
  name: string,
  note: TokenNote,
  now: number,
  details: NoteDetails | null,
): BadgeWords {
  const { owner, environment, tags, standing } = note;
  const state = stateOf(note, now);
  const purpose = note.purpose.trim();
  const lead = (STATE_MARK[state] + (purpose.split('\n')[0] || 'No purpose noted')).slice(
    0,
    SHOWN_LEAD,
  );
  const more = tags.length - SHOWN_TAGS;
  const rest = [
    standing > 0 && standsOn(standing),
    state === 'plain' && soonWords(note, now),
    owner,
    environment,
    ...tags.slice(0, SHOWN_TAGS).map((tag) => `#${tag}`),
    more > 0 && `+${more}`,
  ]
    .filter(Boolean)
    .join(' · ');
  const facts: readonly (readonly [string, string | null | false])[] = [
    ['Purpose', purpose.slice(0, SHOWN_PURPOSE) || 'Not noted yet'],
    ['Owner', owner ?? 'Nobody noted yet'],
    ['Environment', environment],
    ['Tags', tags.join(', ')],
    ['Used in', details !== null && details.usedIn.join(', ')],
    ['Seen by', details?.seenBy ? seenWords(details.seenBy, now) : null],
    ...ageFacts(note, state, now),
    ['Standing on it', standing > 0 && `${issuedTokens(standing)}, which stop working with it`],
    ['Last use through the gateway', useWords(note, now)],
    ['State', state === 'deleted' && 'Deleted in Front Token Companion'],
    ['Made by', note.kind === 'issued' && 'Front Token Companion, not Front'],
    OPENS_IT,
  ];
  return {
    name,
    opens: { kind: 'token', id: note.id },
    state,
    lead,
    rest,
    label: `Note on ${name}: ${[lead, rest].filter(Boolean).join(' · ')} – open in Front Token Companion`,
    facts: facts.flatMap(([label, fact]) => (fact ? [[label && `${label}: `, fact] as const] : [])),
  };
}

/** What to say before somebody deletes the token in Front. */
export function describeWarning(name: string, note: TokenNote, now: number): BadgeWords {
  const { standing, purpose, owner } = note;
  const use = useWords(note, now);
  const lastUse = use === 'never' ? 'never used' : `last used ${use ?? ''}`;
  const lead =
    standing > 0 ? `${issuedTokens(standing)} will stop working` : 'Look before you delete';
  const facts: readonly (readonly [string, string | null | false])[] = [
    ['', standing > 0 && `${lead}: they stand on this token.`],
    ['Last use through the gateway', use ?? 'Not known. Front does not tell who uses its tokens.'],
    ['Purpose', purpose.trim().slice(0, SHOWN_PURPOSE) || 'Not noted yet'],
    ['Owner', owner ?? 'Nobody noted yet'],
    OPENS_IT,
  ];
  return {
    name,
    opens: { kind: 'token', id: note.id },
    state: standing > 0 ? 'warning' : 'plain',
    lead,
    rest: use === null ? '' : lastUse,
    label: `Before you delete ${name}: ${lead}${use === null ? '' : `, ${lastUse}`} – open in Front Token Companion`,
    facts: facts.flatMap(([label, fact]) => (fact ? [[label && `${label}: `, fact] as const] : [])),
  };
}

/** One expiry, or one age: what there is. */
function ageFacts(
  note: TokenNote,
  state: string,
  now: number,
): readonly (readonly [string, string])[] {
  const day = note.expiresAt?.slice(0, 10);
  if (day !== undefined) return [[state === 'expired' ? 'Expired' : 'Expires', day]];
  const done = note.kind === 'issued' ? 'Issued' : 'In the register since';
  return [[done, `${note.createdAt.slice(0, 10)} (${agoWords(note.createdAt, now)})`]];
}

function useWords({ lastUsedAt, standing, kind }: TokenNote, now: number): string | null {
  if (lastUsedAt !== null) return agoWords(lastUsedAt, now);
  return standing > 0 || kind === 'issued' ? 'never' : null;
}

/** An expiry that is near stands on the badge itself. */
function soonWords({ expiresAt }: TokenNote, now: number): string | null {
  const { state, text } = expiryWords(expiresAt, now);
  return state === 'soon' ? text.toLowerCase() : null;
}

function seenWords(seenBy: NonNullable<NoteDetails['seenBy']>, now: number): string {
  if (seenBy.length === 0) return 'Nobody here yet';
  return seenBy.map(({ who, at }) => `${who} (${agoWords(at, now)})`).join(', ');
}

function standsOn(count: number): string {
  return count === 1 ? '1 stands on it' : `${count} stand on it`;
}

function issuedTokens(count: number): string {
  return count === 1 ? '1 issued token' : `${count} issued tokens`;
}

function stateOf(note: TokenNote, now: number): 'plain' | 'expired' | 'deleted' {
  if (note.status === 'deleted') return 'deleted';
  const expiry = note.expiresAt === null ? Infinity : Date.parse(note.expiresAt);
  return note.status === 'expired' || expiry <= now ? 'expired' : 'plain';
}
