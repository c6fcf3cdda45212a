import { Users } from 'lucide-react';
import type { Member } from '../../contract/member.ts';
import { t } from '../../utils/i18n/t.ts';
import { agoWords } from '../../utils/words/time-words.ts';
import { PageHead } from '../options/page-head.tsx';
import { SessionNotice } from '../session/session-notice.tsx';
import { useNow } from '../state/use-now.ts';
import { usePeople } from '../state/use-people.ts';
import { hashOf } from '../state/use-route.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { OpenInvitations } from './open-invitations.tsx';
import { ReadView } from './read-view.tsx';
import { MemberChips } from './role-chip.tsx';
import { number } from '../../utils/i18n/locale.ts';

/** Everybody who has a way in, and those who are invited. */
export function PeoplePage() {
  const members = usePeople('listMembers', {});
  const now = useNow();
  return (
    <>
      <PageHead title={t('common.people')} actions={<InviteDialog />} />
      <div className="-mx-2 empty:hidden">
        <SessionNotice />
      </div>
      <div className="flex flex-col gap-4">
        <ReadView reading={members}>
          {({ items }) => {
            const here = items.filter(({ status }) => status !== 'removed');
            const gone = items.filter(({ status }) => status === 'removed');
            return (
              <>
                <MemberRows label={t('common.people')} members={here} now={now} />
                {here.length === 1 && (
                  <div className="card flex">
                    <EmptyState
                      icon={<Users size={22} aria-hidden />}
                      title={t('people.aloneTitle')}
                    >
                      {t('people.aloneText')}
                    </EmptyState>
                  </div>
                )}
                <OpenInvitations />
                {gone.length > 0 && (
                  <details>
                    <summary className="rounded text-[13px] font-semibold text-soft">
                      {t('people.removedPeople', { count: number(gone.length) })}
                    </summary>
                    <div className="mt-2">
                      <MemberRows label={t('people.removedLabel')} members={gone} now={now} />
                    </div>
                  </details>
                )}
              </>
            );
          }}
        </ReadView>
      </div>
    </>
  );
}

function MemberRows(props: { label: string; members: readonly Member[]; now: number }) {
  return (
    <ul aria-label={props.label} className="card divide-y divide-line">
      {props.members.map((member) => (
        <li key={member.id}>
          <a
            href={hashOf({ kind: 'person', id: member.id })}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3 hover:bg-hover"
          >
            <span className="min-w-0 flex-1 basis-48">
              <span className="block font-semibold break-words">{member.name}</span>
              {member.email !== null && (
                <span className="block text-[13px] break-all text-soft">{member.email}</span>
              )}
            </span>
            <span className="flex gap-1">
              <MemberChips member={member} />
            </span>
            <span className="text-[13px] text-soft sm:w-24">
              {t('people.passkeyCount', member.passkeys, { count: number(member.passkeys) })}
            </span>
            <span className="text-[13px] text-soft sm:w-28 sm:text-right">
              {lastSeenWords(member, props.now)}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** When somebody was last seen, in a few words. `now` in ms. */
export function lastSeenWords({ lastSeenAt }: Member, now: number): string {
  return lastSeenAt === null
    ? t('people.neverSeen')
    : t('people.seen', { ago: agoWords(lastSeenAt, now) });
}
