import { useState } from 'react';
import type { Grant } from '../../contract/grant.ts';
import type { Token } from '../../contract/token.ts';
import { t } from '../../utils/i18n/t.ts';
import { callPeople } from '../../utils/people/call-people.ts';
import { dayWords, momentWords } from '../../utils/words/time-words.ts';
import { useAct } from '../state/use-act.ts';
import { useNow } from '../state/use-now.ts';
import { usePeople } from '../state/use-people.ts';
import { TagChip } from '../tokens/tag-chip.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Field } from '../ui/field.tsx';
import { ActNotice } from './act-notice.tsx';
import { ReadView } from './read-view.tsx';
import { NO_END, UntilField, untilOf } from './until-field.tsx';
import { RichText } from '../ui/rich-text.tsx';

/** Who may see a token’s value beside admins; more can be let in, and each can be shut out again. */
export function GrantsCard({ token }: { token: Token }) {
  const grants = usePeople('listGrants', { params: { id: token.id } });
  const [adding, setAdding] = useState(false);
  return (
    <Card
      title={t('people.mayCard')}
      actions={
        adding ? undefined : <Button onClick={() => setAdding(true)}>{t('people.letSee')}</Button>
      }
    >
      <ReadView reading={grants}>
        {({ items }) => (
          <>
            <GrantRows token={token} grants={items} />
            {adding && <AddGrant token={token} grants={items} onDone={() => setAdding(false)} />}
          </>
        )}
      </ReadView>
    </Card>
  );
}

function GrantRows({ token, grants }: { token: Token; grants: readonly Grant[] }) {
  const act = useAct();
  const now = useNow();
  const takeBack = ({ to }: Grant) =>
    to.kind === 'member'
      ? callPeople('deleteGrant', { params: { id: token.id, memberId: to.id } })
      : callPeople('deleteTagGrant', { params: { id: token.id, tag: to.tag } });
  return (
    <>
      <ActNotice act={act} />
      {grants.length === 0 && <p className="text-[13px] text-soft">{t('people.adminsOnly')}</p>}
      <ul aria-label={t('people.mayCard')} className="divide-y divide-line empty:hidden">
        {grants.map((grant) => (
          <li
            key={keyOf(grant)}
            className="flex items-center justify-between gap-3 py-2 text-[13px] first:pt-0 last:pb-0"
          >
            <span className="min-w-0">
              <span className="block font-semibold break-words">
                {grant.to.kind === 'member' ? (
                  grant.to.name
                ) : (
                  <RichText k="people.ownersOf" parts={{ tag: <TagChip tag={grant.to.tag} /> }} />
                )}
              </span>
              <span
                className="block text-soft"
                title={grant.until === null ? undefined : momentWords(grant.until)}
              >
                {t('people.grantBy', { until: untilWords(grant, now), name: grant.grantedBy.name })}
              </span>
            </span>
            <Button
              aria-label={t('people.takeBackFrom', {
                name: grant.to.kind === 'member' ? grant.to.name : grant.to.tag,
              })}
              busy={act.busy === keyOf(grant)}
              onClick={() => act.run<unknown>(keyOf(grant), () => takeBack(grant))}
            >
              {t('people.takeBack')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

interface AddGrantProps {
  readonly token: Token;
  readonly grants: readonly Grant[];
  readonly onDone: () => void;
}

function AddGrant({ token, grants, onDone }: AddGrantProps) {
  const members = usePeople('listMembers', {});
  const [who, setWho] = useState('');
  const [until, setUntil] = useState(NO_END);
  const act = useAct();
  const now = useNow();
  const end = untilOf(until, now);
  if (members.kind !== 'read') return <ReadView reading={members}>{() => null}</ReadView>;
  const granted = new Set(grants.map(keyOf));
  // Admins see every value as it is.
  const people = members.value.items.filter(
    ({ role, status, id }) =>
      role === 'member' && status === 'active' && !granted.has(`member ${id}`),
  );
  const owned = members.value.items.flatMap(({ ownsTags }) => ownsTags);
  const tags = [...new Set([...owned, ...token.tags])]
    .filter((tag) => !granted.has(`tag ${tag}`))
    .sort((a, b) => a.localeCompare(b));
  const grant = (): void => {
    if (who === '' || end === undefined) return;
    const body = { until: end };
    const [kind, ...rest] = who.split(' ');
    const name = rest.join(' ');
    act.run<unknown>(
      'grant',
      () =>
        kind === 'member'
          ? callPeople('putGrant', { params: { id: token.id, memberId: name }, body })
          : callPeople('putTagGrant', { params: { id: token.id, tag: name }, body }),
      onDone,
    );
  };
  return (
    <form
      className="flex flex-col gap-3 border-t border-line pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        grant();
      }}
    >
      <Field
        label={t('people.who')}
        hint={people.length + tags.length === 0 ? t('people.nobodyElse') : undefined}
      >
        {(control) => (
          <select
            {...control}
            className="field-box"
            value={who}
            onChange={(event) => setWho(event.target.value)}
          >
            <option value="">{t('people.choose')}</option>
            {people.length > 0 && (
              <optgroup label={t('people.aPerson')}>
                {people.map(({ id, name }) => (
                  <option key={id} value={`member ${id}`}>
                    {name}
                  </option>
                ))}
              </optgroup>
            )}
            {tags.length > 0 && (
              <optgroup label={t('people.tagOwners')}>
                {tags.map((tag) => (
                  <option key={tag} value={`tag ${tag}`}>
                    {tag}
                  </option>
                ))}
              </optgroup>
            )}
          </select>
        )}
      </Field>
      <UntilField until={until} onChange={setUntil} />
      <ActNotice act={act} />
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{t('common.cancel')}</Button>
        <Button
          type="submit"
          look="primary"
          disabled={who === '' || end === undefined}
          busy={act.busy === 'grant'}
        >
          {t('people.grant')}
        </Button>
      </div>
    </form>
  );
}

function keyOf({ to }: Grant): string {
  return to.kind === 'member' ? `member ${to.id}` : `tag ${to.tag}`;
}

function untilWords({ until }: Grant, now: number): string {
  if (until === null) return t('people.noEnd');
  const day = dayWords(until);
  return Date.parse(until) <= now ? t('people.ended', { day }) : t('people.until', { day });
}
