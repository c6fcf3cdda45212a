import type { Member, MemberStatus, Role } from '../../contract/member.ts';
import { t, type PlainTextKey } from '../../utils/i18n/t.ts';
import { Chip } from '../ui/chip.tsx';

const ROLE_TEXTS = {
  admin: 'people.admin',
  member: 'people.member',
} as const satisfies Record<Role, PlainTextKey>;

/** What a role is called. */
export function roleWords(role: Role): string {
  return t(ROLE_TEXTS[role]);
}

const STATUS_TEXTS = {
  active: 'people.active',
  blocked: 'people.blocked',
  removed: 'people.removed',
} as const satisfies Record<MemberStatus, PlainTextKey>;

/** A person's role, and their state where it is not the usual one. */
export function MemberChips({ member }: { member: Pick<Member, 'role' | 'status'> }) {
  return (
    <>
      <Chip tone={member.role === 'admin' ? 'accent' : 'plain'}>{roleWords(member.role)}</Chip>
      {member.status !== 'active' && (
        <Chip tone={member.status === 'blocked' ? 'bad' : 'plain'}>
          {t(STATUS_TEXTS[member.status])}
        </Chip>
      )}
    </>
  );
}
