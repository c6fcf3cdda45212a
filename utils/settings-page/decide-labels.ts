import { nameKey } from '../../contract/fold.ts';
import type { NoteDetails, TokenNote } from '../messaging/protocol.ts';
import { judgeName } from '../tokens/judge-name.ts';
import type { Label } from './annotate-labels.ts';
import { decideBadge } from './decide-badge.ts';
import { describeBadge, describeWarning, type BadgeWords } from './describe-badge.ts';
import { LABELS } from './labels.ts';
import type { Known } from './note-book.ts';
import type { CreateForm } from './read-create-form.ts';
import type { SettingsPage } from './read-settings-page.ts';
import type { TokenDetails } from './read-token-details.ts';
import { wholeText } from './whole-text.ts';
import { t } from '../i18n/t.ts';

export interface LabelKnowledge {
  readonly lookUp: (name: string) => Known;
  readonly detailsOf: (id: string) => NoteDetails | null;
  /** The token that the open question before a delete is about; null when that is not sure. */
  readonly deleting: string | null;
  /** In ms since 1970. */
  readonly now: number;
}

const PERMISSIONS = /^(?:api )?(?:permissions?|scopes?|berechtigung(?:en)?)$/i;

/** Which labels the page has beside those of its rows. */
export function decideLabels(page: SettingsPage, known: LabelKnowledge): Label[] {
  return [
    ...(page.details === null ? [] : onDetails(page.details, known)),
    ...(page.create === null ? [] : onForm(page.create, known)),
    ...(page.dialog === null || known.deleting === null
      ? []
      : warn(known.deleting, known, (words) => ({
          key: 'dialog',
          spot: { kind: 'beside', element: page.dialog?.button ?? page.part },
          words,
          ...(page.dialog === null ? {} : { unfoldBeside: page.dialog.element }),
        }))),
  ];
}

function onDetails(
  { name, nameElement, remove }: TokenDetails,
  known: LabelKnowledge,
): readonly Label[] {
  const { notes } = known.lookUp(name);
  // Of a heading it is not sure enough that it is a name to say that nobody knows it.
  const content = decideBadge({ notes, rows: 1, isCertain: true, mayAdd: false });
  if (content === null) return [];
  const details = content.kind === 'note' ? known.detailsOf(content.note.id) : null;
  const label: Label = {
    key: 'details',
    spot: { kind: 'after_text', element: nameElement },
    words: describeBadge(name, content, known.now, details),
  };
  if (remove === null) return [label];
  return [
    label,
    ...warn(name, known, (words) => ({
      key: 'remove',
      spot: { kind: 'beside', element: remove },
      words,
    })),
  ];
}

function warn(
  name: string,
  { lookUp, now }: LabelKnowledge,
  labelOf: (words: BadgeWords) => Label,
): readonly Label[] {
  const note = onlyLiving(lookUp(name).notes);
  return note === null ? [] : [labelOf(describeWarning(name, note, now))];
}

function onlyLiving(notes: readonly TokenNote[]): TokenNote | null {
  const [note, twin] = notes.filter(({ status }) => status !== 'deleted');
  return twin === undefined ? (note ?? null) : null;
}

function onForm({ field, form }: CreateForm, { lookUp }: LabelKnowledge): readonly Label[] {
  const name = field.value.trim();
  const fault = name === '' ? null : faultOf(name, lookUp(name));
  const heading = [...form.querySelectorAll('legend,h2,h3,h4,label,[role=heading]')].find(
    (element) => PERMISSIONS.test(wholeText(element)),
  );
  const button = [...form.querySelectorAll('button,[role=button]')].find((element) =>
    LABELS.create.test(wholeText(element)),
  );
  const planner = heading ?? button;
  const label = [...(field.labels ?? [])].find((one) => !one.contains(field));
  return [
    ...(fault === null
      ? []
      : [
          {
            key: 'name',
            spot:
              label === undefined
                ? ({ kind: 'beside', element: field } as const)
                : ({ kind: 'after_text', element: label } as const),
            words: hint(name, fault),
          },
        ]),
    ...(planner === undefined
      ? []
      : [
          {
            key: 'planner',
            spot: {
              kind: planner === heading ? ('after_text' as const) : ('beside' as const),
              element: planner,
            },
            words: plannerWords(),
          },
        ]),
  ];
}

function faultOf(name: string, { notes }: Known): string | null {
  const taken = notes.find((note) => nameKey(note.name) === nameKey(name));
  if (taken !== undefined) return t('settingsPage.nameTaken');
  switch (judgeName(name, [])?.kind) {
    case 'too_short':
      return t('settingsPage.nameShort');
    case 'generic':
      return t('settingsPage.nameGeneric');
    case 'near':
    case undefined:
      return null;
  }
}

function hint(name: string, fault: string): BadgeWords {
  return {
    name,
    opens: null,
    state: 'question',
    lead: fault,
    rest: '',
    label: t('settingsPage.nameLabel', { fault }),
    facts: [['', t('settingsPage.nameFact')]],
  };
}

function plannerWords(): BadgeWords {
  const lead = t('settingsPage.plan');
  return {
    name: lead,
    opens: { kind: 'planner' },
    state: 'missing',
    lead,
    rest: '',
    label: t('settingsPage.planLabel'),
    facts: [['', t('settingsPage.planFact')]],
  };
}
