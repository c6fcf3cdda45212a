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
        back={{ to: { kind: 'people' }, words: 'People' }}
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
          <Card title="Access">
            <p className="text-[13px] text-soft">
              Since {dayWords(member.createdAt)} · {lastSeenWords(member, now)} · signs in{' '}
              {member.signsInBy === 'sso' ? 'through your company’s account' : 'by passkey or link'}
            </p>
            {gone ? (
              <Notice tone="info">Removed. The name is kept, since the log speaks of it.</Notice>
            ) : (
              <PersonActions member={member} />
            )}
          </Card>
          {!gone && <OwnedTags member={member} />}
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          {!gone && (
            <Card title="Browsers">
              <Browsers memberId={member.id} />
            </Card>
          )}
          <Card title={gone ? 'Values they have seen – rotate these' : 'Values they have seen'}>
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
