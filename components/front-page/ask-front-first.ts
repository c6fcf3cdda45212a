import type { Verification } from '../../contract/front-value.ts';
import type { Token } from '../../contract/token.ts';
import { t, type PlainTextKey } from '../../utils/i18n/t.ts';
import { ask } from '../../utils/messaging/ask.ts';
import { callPeople } from '../../utils/people/call-people.ts';
import { toast } from '../ui/toasts.tsx';

const SAID = {
  refused: 'gone.refused',
  // Their values work, which is not known of any other.
  other_company: 'gone.notAsked',
  unreachable: 'gone.notAsked',
  not_asked: 'gone.notAsked',
} as const satisfies Record<Exclude<Verification['kind'], 'verified'>, PlainTextKey>;

/**
 * Asks Front about a token's value before it is deleted here because Front's page does not list it:
 * a page can be of another company, or be filtered. When Front still accepts the value, the report is
 * over and the person is told.
 * @returns what to say in the question, or null when the token is still there
 */
export async function askFrontFirst({ id, name, hint }: Token): Promise<string | null> {
  if (hint === null) return t('gone.noValue');
  const answer = await callPeople('verifyToken', { params: { id } });
  const said = answer.ok ? (answer.value.verification?.kind ?? 'not_asked') : 'not_asked';
  if (said !== 'verified') return t(SAID[said]);
  await ask('missing.dismiss', { id });
  toast('good', t('gone.stillWorks', { name }));
  return null;
}
