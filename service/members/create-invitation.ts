import type { CreatedInvitation, CreateInvitation, Role } from '../../contract/member.ts';
import { writeAudit } from '../audit/write-audit.ts';
import type { Actor } from '../auth/actor.ts';
import { checkConfirmed } from '../auth/confirmation.ts';
import { findMember } from '../auth/find-member.ts';
import { drawCode, hashCode } from '../auth/one-time-code.ts';
import { INVITATION_PATH } from '../auth/sign-in-paths.ts';
import { Refusal } from '../refusal.ts';
import type { TokenDeps, Trx } from '../tokens/token-deps.ts';
import { invitationOf } from './invitation-row.ts';
import { unknownMember } from './read-members.ts';
import { newId } from '../store/new-id.ts';

const LIFETIME_MS = 24 * 60 * 60 * 1000;

/** For whom an invitation is. */
type Invited =
  | { kind: 'new_person'; role: Role; name: string | null; email: string | null }
  | { kind: 'member'; memberId: string };

/**
 * Makes a single-use way in: for somebody new, or for a member who has no other way to sign in
 * again. The link is told once; only the hash of its code is kept. Whoever can enter as an admin
 * with it, or as somebody who is known, may see much: such a link wants the fresh passkey check.
 * @throws Refusal `passkey_needed`, `not_found`, `member_not_active`, `missing_field`, `invalid_value`
 */
export async function createInvitation(
  deps: TokenDeps,
  { actor, body }: { readonly actor: Actor; readonly body: CreateInvitation },
): Promise<CreatedInvitation> {
  const invited = readInvited(body);
  const now = deps.now();
  const code = drawCode('invitation');
  return deps.store.transaction(async (trx) => {
    const member = invited.kind === 'member' ? await memberToInvite(trx, invited.memberId) : null;
    const role = invited.kind === 'member' ? (member?.role ?? 'member') : invited.role;
    if (member !== null || role === 'admin') await checkConfirmed(trx, actor, now);
    const row = {
      id: newId('inv_'),
      code_hash: hashCode('invitation', code),
      role,
      name: invited.kind === 'member' ? null : invited.name,
      email: invited.kind === 'member' ? null : invited.email,
      member_id: member?.id ?? null,
      created_by_id: actor.id,
      created_by_name: actor.name,
      created_at: now.toISOString(),
      expires_at: new Date(now.getTime() + LIFETIME_MS).toISOString(),
      used_at: null,
      used_by_id: null,
      used_by_name: null,
      withdrawn_at: null,
    };
    await trx.insertInto('invitations').values(row).execute();
    await writeAudit(trx, {
      action: 'member.invited',
      actor,
      detail: {
        invitation: row.id,
        role,
        ...(member === null
          ? { name: row.name, email: row.email }
          : { member: { id: member.id, name: member.name } }),
      },
      at: now,
    });
    return {
      invitation: invitationOf({ ...row, member_name: member?.name ?? null }, now),
      // Behind `#`, so that the code reaches no server's log (RFC 3986 §3.5).
      link: `${deps.publicUrl}${INVITATION_PATH}#${code}`,
    };
  });
}

function readInvited(body: CreateInvitation): Invited {
  if (body.memberId === undefined) {
    if (body.role === undefined) throw Refusal.of('missing_field', 'role', 'role is missing.');
    return {
      kind: 'new_person',
      role: body.role,
      name: body.name ?? null,
      email: body.email ?? null,
    };
  }
  for (const field of ['role', 'name', 'email'] as const) {
    if (body[field] === undefined) continue;
    const message = `With memberId, ${field} stays as it is: leave it out.`;
    throw Refusal.of('invalid_value', field, message);
  }
  return { kind: 'member', memberId: body.memberId };
}

async function memberToInvite(trx: Trx, id: string) {
  const member = await findMember(trx, id);
  if (member === undefined) throw unknownMember();
  if (member.status !== 'active') throw new Refusal('member_not_active');
  // A link of ours would be a way around the company's provider, which may have removed them.
  if (member.issuer !== null) {
    throw Refusal.of(
      'invalid_value',
      'memberId',
      'This person signs in with their company account.',
    );
  }
  return member;
}
