import type { Member, MemberStatus, Role } from '../../contract/member.ts';
import { Chip } from '../ui/chip.tsx';

export const ROLE_WORDS: Readonly<Record<Role, string>> = { admin: 'Admin', member: 'Member' };

const STATUS_WORDS: Readonly<Record<MemberStatus, string>> = {
  active: 'Active',
  blocked: 'Blocked',
  removed: 'Removed',
};

/** A person's role, and their state where it is not the usual one. */
export function MemberChips({ member }: { member: Pick<Member, 'role' | 'status'> }) {
  return (
    <>
      <Chip tone={member.role === 'admin' ? 'accent' : 'plain'}>{ROLE_WORDS[member.role]}</Chip>
      {member.status !== 'active' && (
        <Chip tone={member.status === 'blocked' ? 'bad' : 'plain'}>
          {STATUS_WORDS[member.status]}
        </Chip>
      )}
    </>
  );
}
