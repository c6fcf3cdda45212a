import type { PanelTarget } from '../front-page/page-facts.ts';
import type { NoteDetails, TokenNote } from '../messaging/protocol.ts';
import { number, row } from '../i18n/locale.ts';
import { t } from '../i18n/t.ts';
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
        t('settingsPage.ambiguous', content.count, { count: number(content.count) }),
        t('settingsPage.ambiguousFact', content.count, { count: number(content.count) }),
      );
    case 'doubtful':
      return describeQuestion(name, t('settingsPage.doubtful'), t('settingsPage.doubtfulFact'));
  }
}

function describeQuestion(name: string, lead: string, fact: string): BadgeWords {
  return {
    name,
    opens: null,
    state: 'question',
    lead,
    rest: '',
    label: t('settingsPage.questionLabel', { question: lead, name }),
    facts: [[headOf(t('settingsPage.whyNoNote')), fact]],
  };
}

function describeMissing(name: string): BadgeWords {
  return {
    name,
    opens: { kind: 'record', name },
    state: 'missing',
    lead: t('settingsPage.missing'),
    rest: '',
    label: t('settingsPage.missingLabel', { name }),
    facts: [['', t('settingsPage.missingFact')]],
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
  const lead = leadWords(state, purpose.split('\n')[0] || t('settingsPage.noPurpose')).slice(
    0,
    SHOWN_LEAD,
  );
  const more = tags.length - SHOWN_TAGS;
  const rest = [
    standing > 0 && t('settingsPage.standOnIt', standing, { count: number(standing) }),
    state === 'plain' && soonWords(note, now),
    owner,
    environment,
    ...tags.slice(0, SHOWN_TAGS).map((tag) => `#${tag}`),
    more > 0 && `+${more}`,
  ]
    .filter(Boolean)
    .join(' · ');
  const facts: readonly MaybeFact[] = [
    ...purposeAndOwner(purpose, owner),
    [t('common.environment'), environment],
    [t('common.tags'), row(tags)],
    [t('common.usedIn'), details !== null && row(details.usedIn)],
    [t('settingsPage.seenBy'), details?.seenBy ? seenWords(details.seenBy, now) : null],
    ...ageFacts(note, state, now),
    [
      t('settingsPage.standing'),
      standing > 0 && t('settingsPage.standingFact', standing, { count: number(standing) }),
    ],
    [t('settingsPage.lastUse'), useWords(note, now)],
    [t('settingsPage.state'), state === 'deleted' && t('settingsPage.deletedFact')],
    [t('settingsPage.madeBy'), note.kind === 'issued' && t('settingsPage.madeByUs')],
    ['', t('settingsPage.opensIt')],
  ];
  return {
    name,
    opens: { kind: 'token', id: note.id },
    state,
    lead,
    rest,
    label: t('settingsPage.noteLabel', { name, note: [lead, rest].filter(Boolean).join(' · ') }),
    facts: withoutEmpty(facts),
  };
}

/** What to say before somebody deletes the token in Front. */
export function describeWarning(name: string, note: TokenNote, now: number): BadgeWords {
  const { standing, purpose, owner } = note;
  const use = useWords(note, now);
  const rest = lastUseWords(note, now);
  const count = number(standing);
  const lead =
    standing > 0 ? t('settingsPage.willStop', standing, { count }) : t('settingsPage.lookBefore');
  const facts: readonly MaybeFact[] = [
    ['', standing > 0 && t('settingsPage.willStopFact', standing, { count })],
    [t('settingsPage.lastUse'), use ?? t('settingsPage.useNotKnown')],
    ...purposeAndOwner(purpose.trim(), owner),
    ['', t('settingsPage.opensIt')],
  ];
  return {
    name,
    opens: { kind: 'token', id: note.id },
    state: standing > 0 ? 'warning' : 'plain',
    lead,
    rest,
    label: t('settingsPage.warningLabel', {
      name,
      warning: [lead, rest].filter(Boolean).join(' · '),
    }),
    facts: withoutEmpty(facts),
  };
}

/** One expiry, or one age: what there is. */
function ageFacts(
  note: TokenNote,
  state: string,
  now: number,
): readonly (readonly [string, string])[] {
  const day = note.expiresAt?.slice(0, 10);
  if (day !== undefined)
    return [[state === 'expired' ? t('settingsPage.expired') : t('settingsPage.expires'), day]];
  const done = note.kind === 'issued' ? t('settingsPage.issued') : t('settingsPage.since');
  const when = { day: note.createdAt.slice(0, 10), ago: agoWords(note.createdAt, now) };
  return [[done, t('settingsPage.dayAgo', when)]];
}

function useWords({ lastUsedAt, standing, kind }: TokenNote, now: number): string | null {
  if (lastUsedAt !== null) return agoWords(lastUsedAt, now);
  return standing > 0 || kind === 'issued' ? t('settingsPage.never') : null;
}

/** An expiry that is near stands on the badge itself. */
function soonWords({ expiresAt }: TokenNote, now: number): string | null {
  const { state, text } = expiryWords(expiresAt, now);
  return state === 'soon' ? text.charAt(0).toLowerCase() + text.slice(1) : null;
}

function seenWords(seenBy: NonNullable<NoteDetails['seenBy']>, now: number): string {
  if (seenBy.length === 0) return t('settingsPage.seenByNobody');
  return row(
    seenBy.map(({ who, at }) => t('settingsPage.seenByOne', { name: who, ago: agoWords(at, now) })),
  );
}

/** The last use as it stands behind a warning; empty where it is not known. */
function lastUseWords(note: TokenNote, now: number): string {
  if (note.lastUsedAt !== null) {
    return t('settingsPage.lastUsed', { ago: agoWords(note.lastUsedAt, now) });
  }
  return useWords(note, now) === null ? '' : t('settingsPage.neverUsed');
}

function leadWords(state: ReturnType<typeof stateOf>, purpose: string): string {
  switch (state) {
    case 'plain':
      return purpose;
    case 'expired':
      return t('settingsPage.expiredLead', { purpose });
    case 'deleted':
      return t('settingsPage.deletedLead', { purpose });
  }
}

type MaybeFact = readonly [name: string, fact: string | null | false];

function purposeAndOwner(purpose: string, owner: string | null): readonly MaybeFact[] {
  return [
    [t('common.purpose'), purpose.slice(0, SHOWN_PURPOSE) || t('settingsPage.notNoted')],
    [t('common.owner'), owner ?? t('settingsPage.nobodyNoted')],
  ];
}

function withoutEmpty(facts: readonly MaybeFact[]): readonly Fact[] {
  return facts.flatMap(([name, fact]) => (fact ? [[headOf(name), fact] as const] : []));
}

/** A heading before a fact. */
function headOf(name: string): string {
  return name && `${t('settingsPage.factName', { name })} `;
}

function stateOf(note: TokenNote, now: number): 'plain' | 'expired' | 'deleted' {
  if (note.status === 'deleted') return 'deleted';
  const expiry = note.expiresAt === null ? Infinity : Date.parse(note.expiresAt);
  return note.status === 'expired' || expiry <= now ? 'expired' : 'plain';
}
