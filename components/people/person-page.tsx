import { useState } from 'react';
import type { Member } from '../../contract/member.ts';
import { callPeople } from '../../utils/people/call-people.ts';
import { dayWords } from '../../utils/words/time-words.ts';
import { PageHead } from '../options/page-head.tsx';
import { SessionNotice } from '../session/session-notice.tsx';
import { useNow } from '../state/use-now.ts';
import { usePeople } from '../state/use-people.ts';
import { Card } from '../ui/card.tsx';
import { Notice } from '../ui/notice.tsx';
import { lastSeenWords } from './people-page.tsx';
import { OwnedTags } from './owned-tags.tsx';
import { PersonActions } from './person-actions.tsx';
import { ReadView } from './read-view.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { MemberChips } from './role-chip.tsx';
import { SeenList } from './seen-list.tsx';
import { SessionList } from './session-list.tsx';
import { t } from '../../utils/i18n/t.ts';

/** One person: what they may do, where they are signed in, and what they have seen. */
export function PersonPage({ id }: { id: string }) {
  const member = usePeople('getMember', { params: { id } });
  return (
    <ReadView reading={member}>{(person) => <Person key={person.id} member={person} />}</ReadView>
  );
}

function Person({ member }: { member: Member }) {
  const [removing, setRemoving] = useState(false);
  const now = useNow();
  const gone = member.status === 'removed';
  return (
    <>
      <PageHead
        back={{ to: { kind: 'people' }, words: t('common.people') }}
        title={member.name}
        actions={
          gone && !removing ? undefined : (
            <RemoveDialog member={member} open={removing} onOpenChange={setRemoving} />
          )
        }
      />
      <div className="-mt-2 mb-4 flex flex-wrap items-center gap-1 text-[13px] text-soft">
        <MemberChips member={member} />
        {member.email !== null && <span className="ml-1 break-all">{member.email}</span>}
      </div>
      <div className="-mx-2 empty:hidden">
        <SessionNotice />
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <Card title={t('people.access')}>
            <p className="text-[13px] text-soft">{accessWords(member, now)}</p>
            {gone ? (
              <Notice tone="info">{t('people.removedText')}</Notice>
            ) : (
              <PersonActions member={member} />
            )}
          </Card>
          {!gone && <OwnedTags member={member} />}
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          {!gone && (
            <Card title={t('people.browsers')}>
              <Browsers memberId={member.id} />
            </Card>
          )}
          <Card title={gone ? t('people.seenRotate') : t('people.seenValues')}>
            <SeenList memberId={member.id} name={member.name} />
          </Card>
        </div>
      </div>
    </>
  );
}

function Browsers({ memberId }: { memberId: string }) {
  const sessions = usePeople('listMemberSessions', { params: { id: memberId } });
  return (
    <ReadView reading={sessions}>
      {({ items }) => (
        <SessionList
          sessions={items}
          onEnd={(sessionId) =>
            callPeople('endMemberSession', { params: { id: memberId, sessionId } })
          }
        />
      )}
    </ReadView>
  );
}

function accessWords(member: Member, now: number): string {
  const parts = { day: dayWords(member.createdAt), seen: lastSeenWords(member, now) };
  return member.signsInBy === 'sso' ? t('people.accessSso', parts) : t('people.accessCode', parts);
}
