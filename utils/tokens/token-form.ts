import { LIMITS } from '../../contract/limits.ts';
import type { FieldProblem } from '../../contract/errors.ts';
import { FEATURES, ISSUABLE_SCOPES, NAMESPACES } from '../../contract/scopes.ts';
import type { Feature, Namespace } from '../../contract/scopes.ts';
import type { CreateToken, PatchToken, Token, TokenKind } from '../../contract/token.ts';
import { number } from '../i18n/locale.ts';
import { t, type PlainTextKey } from '../i18n/t.ts';
import { placesOf } from './places.ts';

/** What a person has typed into a form about a token. It is kept as a draft, so it never holds a value. */
export interface TokenForm {
  readonly kind: TokenKind;
  readonly name: string;
  readonly purpose: string;
  readonly owner: string;
  readonly environment: string;
  readonly tags: readonly string[];
  readonly features: readonly Feature[];
  readonly namespaces: readonly Namespace[];
  readonly scopes: readonly string[];
  /** `never`, a number of days from now, or a day (`2027-03-01`). */
  readonly expiry: string;
  /** Where it is used: one place a line, a label and, after the last space, a link. */
  readonly usedIn: string;
  /** Id of the Front token to stand on; empty lets the service choose. */
  readonly backedBy: string;
  /** Of an issued one: calls a minute at most, as typed; empty for its fair share. */
  readonly callsPerMinute: string;
  /** Marked for a passkey check before its value is shown, where the company asks for one. */
  readonly sensitive: boolean;
}

export const EMPTY_FORM: TokenForm = {
  kind: 'issued',
  name: '',
  purpose: '',
  owner: '',
  environment: '',
  tags: [],
  features: [],
  namespaces: [],
  scopes: [],
  expiry: '90',
  usedIn: '',
  backedBy: '',
  callsPerMinute: '',
  sensitive: false,
};

const DAY_MS = 24 * 60 * 60 * 1000;
const DAY_SHAPE = /^\d{4}-\d{2}-\d{2}$/;

export const EXPIRY_CHOICES: readonly { value: string; words: PlainTextKey }[] = [
  { value: '7', words: 'tokens.days7' },
  { value: '30', words: 'tokens.days30' },
  { value: '90', words: 'tokens.days90' },
  { value: '365', words: 'tokens.year' },
  { value: 'never', words: 'common.never' },
];

/** True for a draft of this shape, whoever wrote it: drafts outlive versions. */
export function isTokenForm(value: unknown): value is TokenForm {
  if (typeof value !== 'object' || value === null) return false;
  const form = value as Record<keyof TokenForm, unknown>;
  const texts = [
    'name',
    'purpose',
    'owner',
    'environment',
    'expiry',
    'usedIn',
    'backedBy',
    'callsPerMinute',
  ] as const;
  const lists = ['tags', 'features', 'namespaces', 'scopes'] as const;
  return (
    (form.kind === 'issued' || form.kind === 'front') &&
    typeof form.sensitive === 'boolean' &&
    texts.every((field) => typeof form[field] === 'string') &&
    lists.every((field) => Array.isArray(form[field]))
  );
}

/** True when nothing worth keeping was typed. */
export function isUntouched(form: TokenForm): boolean {
  return JSON.stringify({ ...form, kind: 'issued' }) === JSON.stringify(EMPTY_FORM);
}

export type FormReading<T> =
  { kind: 'ok'; body: T } | { kind: 'problems'; problems: readonly FieldProblem[] };

/**
 * Reads a form as the call that creates the token.
 * @param value the pasted value of a Front token; empty when only notes are recorded
 * @param now ms since 1970, to count days from
 */
export function readCreate(form: TokenForm, value: string, now: number): FormReading<CreateToken> {
  const { problems, notes } = readNotes(form, now);
  if (form.kind === 'issued' && form.scopes.length === 0) {
    problems.push(problem('scopes', 'missing_field', t('tokens.choosePermission')));
  }
  if (problems.length > 0) return { kind: 'problems', problems };
  const { owner, environment, expiresAt, sensitive, ...rest } = notes;
  const callsPerMinute = capOf(form);
  const given = {
    ...rest,
    ...(owner === null ? {} : { owner }),
    ...(environment === null ? {} : { environment }),
    ...(expiresAt === null ? {} : { expiresAt }),
    ...(sensitive ? { sensitive } : {}),
    namespaces: [...form.namespaces],
  };
  if (form.kind === 'issued') {
    const scopes = form.scopes.filter((scope) => ISSUABLE_SCOPES.includes(scope));
    const backing = form.backedBy === '' ? {} : { backedBy: form.backedBy };
    const cap = callsPerMinute === null ? {} : { callsPerMinute };
    return { kind: 'ok', body: { kind: 'issued', ...given, scopes, ...backing, ...cap } };
  }
  const pasted = value.trim();
  return {
    kind: 'ok',
    body: {
      kind: 'front',
      ...given,
      features: [...form.features],
      ...(pasted === '' ? {} : { value: pasted }),
      // Left out, the service reads them from the value itself.
      ...(form.scopes.length === 0 ? {} : { scopes: [...form.scopes] }),
    },
  };
}

/** Reads a form as the change against the token that it was opened on: only fields that differ are sent. */
export function readPatch(form: TokenForm, before: Token, now: number): FormReading<PatchToken> {
  const { problems, notes } = readNotes(form, now);
  if (before.kind === 'issued' && form.scopes.length === 0) {
    problems.push(problem('scopes', 'missing_field', t('tokens.choosePermission')));
  }
  if (problems.length > 0) return { kind: 'problems', problems };
  const wanted = {
    ...notes,
    scopes: [...form.scopes],
    namespaces: [...form.namespaces],
    ...(before.kind === 'front' ? { features: [...form.features] } : {}),
    ...(before.kind === 'issued'
      ? { backedBy: orNull(form.backedBy), callsPerMinute: capOf(form) }
      : {}),
  };
  // A day in the form stands for its end; the exact moment of an expiry that stays is not touched.
  if (form.expiry === expiryOf(before)) wanted.expiresAt = before.expiresAt;
  const changed = Object.entries(wanted).filter(
    ([field, now_]) => JSON.stringify(now_) !== JSON.stringify(before[field as keyof Token]),
  );
  return { kind: 'ok', body: Object.fromEntries(changed) };
}

/** The form that shows a token as it stands. */
export function formOf(token: Token): TokenForm {
  return {
    kind: token.kind,
    name: token.name,
    purpose: token.purpose,
    owner: token.owner ?? '',
    environment: token.environment ?? '',
    tags: token.tags,
    features: FEATURES.filter((feature) => token.features.includes(feature)),
    namespaces: NAMESPACES.filter((namespace) => token.namespaces.includes(namespace)),
    scopes: token.scopes,
    expiry: expiryOf(token),
    usedIn: token.usedIn
      .map(({ label, url }) => (url === undefined ? label : `${label} ${url}`))
      .join('\n'),
    backedBy: token.backedBy ?? '',
    callsPerMinute: token.callsPerMinute?.toString() ?? '',
    sensitive: token.sensitive,
  };
}

function expiryOf(token: Token): string {
  return token.expiresAt === null ? 'never' : localDay(new Date(token.expiresAt));
}

/** A day in the reader's own time zone as `2027-03-01`. */
export function localDay(date: Date): string {
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** When a form's expiry falls, ISO 8601 UTC: a number of days counts from now, a day means its end. */
export function expiryMoment(expiry: string, now: number): string | null {
  if (expiry === 'never') return null;
  if (DAY_SHAPE.test(expiry)) return new Date(`${expiry}T23:59:59.000`).toISOString();
  return new Date(now + Number(expiry) * DAY_MS).toISOString();
}

function readNotes(form: TokenForm, now: number) {
  const problems: FieldProblem[] = [];
  const check = (field: string, text: string, most: number): void => {
    if (text.length <= most) return;
    problems.push(
      problem(
        field,
        'too_long',
        t('tokens.tooLong', { most: number(most), over: number(text.length - most) }),
      ),
    );
  };
  const name = form.name.trim();
  if (name === '') problems.push(problem('name', 'missing_field', t('tokens.needsName')));
  check('name', name, LIMITS.name);
  check('purpose', form.purpose.trim(), LIMITS.purpose);
  check('owner', form.owner.trim(), LIMITS.owner);
  check('environment', form.environment.trim(), LIMITS.environment);
  if (form.tags.length > LIMITS.tags) {
    problems.push(problem('tags', 'too_many', t('tokens.mostTags', { most: number(LIMITS.tags) })));
  }
  for (const tag of form.tags) check('tags', tag, LIMITS.tag);
  const cap = form.kind === 'issued' ? capOf(form) : null;
  if (cap !== null && !(Number.isInteger(cap) && cap >= 1 && cap <= LIMITS.callsPerMinute)) {
    const most = number(LIMITS.callsPerMinute);
    problems.push(problem('callsPerMinute', 'invalid_value', t('tokens.wholeNumber', { most })));
  }
  const usedIn = readPlaces(form.usedIn, problems);
  let expiresAt: string | null = null;
  if (!isExpiry(form.expiry)) {
    problems.push(problem('expiresAt', 'invalid_value', t('tokens.chooseDay')));
  } else {
    expiresAt = expiryMoment(form.expiry, now);
    if (expiresAt !== null && Date.parse(expiresAt) <= now) {
      problems.push(problem('expiresAt', 'invalid_value', t('tokens.chooseFutureDay')));
    }
  }
  const notes = {
    name,
    purpose: form.purpose.trim(),
    owner: orNull(form.owner),
    environment: orNull(form.environment),
    tags: [...form.tags],
    usedIn,
    expiresAt,
    sensitive: form.sensitive,
  };
  return { problems, notes };
}

/** The cap as a number, whatever was typed; null for none. */
function capOf({ callsPerMinute }: TokenForm): number | null {
  const typed = callsPerMinute.trim();
  return typed === '' ? null : Number(typed);
}

function isExpiry(expiry: string): boolean {
  if (expiry === 'never' || /^\d{1,4}$/.test(expiry)) return true;
  return DAY_SHAPE.test(expiry) && !Number.isNaN(Date.parse(`${expiry}T23:59:59.000`));
}

function readPlaces(text: string, problems: FieldProblem[]): Token['usedIn'] {
  const places = placesOf(text);
  if (places.length > LIMITS.usedIn) {
    problems.push(
      problem('usedIn', 'too_many', t('tokens.mostPlaces', { most: number(LIMITS.usedIn) })),
    );
  }
  return places.map(({ label, url }) => {
    const shown = label === '' ? hostOf(url) : label;
    if (shown.length > LIMITS.usedInLabel) {
      problems.push(
        problem('usedIn', 'too_long', t('tokens.placeTooLong', { start: shown.slice(0, 30) })),
      );
    }
    return url === '' ? { label: shown } : { label: shown, url };
  });
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

function orNull(text: string): string | null {
  const trimmed = text.trim();
  return trimmed === '' ? null : trimmed;
}

function problem(field: string, code: string, message: string): FieldProblem {
  return { field, code, message };
}
