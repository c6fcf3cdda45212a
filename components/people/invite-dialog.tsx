import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { LIMITS } from '../../contract/limits.ts';
import { ROLES, type Role } from '../../contract/member.ts';
import { t, type PlainTextKey } from '../../utils/i18n/t.ts';
import { callPeople } from '../../utils/people/call-people.ts';
import { useAct } from '../state/use-act.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Modal } from '../ui/modal.tsx';
import { ActNotice } from './act-notice.tsx';
import { LinkOnce } from './link-once.tsx';
import { roleWords } from './role-chip.tsx';

const ROLE_HINTS = {
  member: 'people.memberHint',
  admin: 'people.adminHint',
} as const satisfies Record<Role, PlainTextKey>;

/** The button that invites somebody, and its window: who, as what, and then the link. */
export function InviteDialog() {
  const [open, setOpen] = useState(false);
  return (
    <Modal
      open={open}
      onOpenChange={setOpen}
      title={t('people.inviteTitle')}
      trigger={
        <Button look="primary" icon={<UserPlus size={16} aria-hidden />}>
          {t('people.invite')}
        </Button>
      }
    >
      <Invite onDone={() => setOpen(false)} />
    </Modal>
  );
}

function Invite({ onDone }: { onDone: () => void }) {
  const [role, setRole] = useState<Role>('member');
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [link, setLink] = useState<string | null>(null);
  const act = useAct();
  const person = name.trim();

  if (link !== null) {
    return <LinkOnce link={link} forWhom={person === '' ? null : person} onDone={onDone} />;
  }
  const invite = (): void => {
    const mail = email.trim();
    const body = {
      role,
      ...(person === '' ? {} : { name: person }),
      ...(mail === '' ? {} : { email: mail }),
    };
    act.run(
      'invite',
      () => callPeople('createInvitation', { body }),
      (created) => setLink(created.link),
    );
  };
  return (
    <form
      className="flex flex-col gap-3"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (act.busy === null) invite();
      }}
    >
      <Field label={t('common.name')} optional>
        {(control) => (
          <input
            {...control}
            autoFocus
            className="field-box"
            autoComplete="off"
            maxLength={LIMITS.person}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('people.email')} optional hint={t('people.emailHint')}>
        {(control) => (
          <input
            {...control}
            type="email"
            className="field-box"
            autoComplete="off"
            maxLength={LIMITS.email}
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1 text-[13px] font-semibold">{t('people.role')}</legend>
        {[...ROLES].reverse().map((one) => (
          <label
            key={one}
            className={`flex gap-2.5 rounded-lg border px-3 py-2 ${role === one ? 'border-accent bg-chosen' : 'border-edge/60 hover:bg-hover'}`}
          >
            <input
              type="radio"
              name="role"
              aria-label={roleWords(one)}
              className="mt-1 accent-accent"
              checked={role === one}
              onChange={() => setRole(one)}
            />
            <span className="min-w-0">
              <span className="block text-[13px] font-medium">{roleWords(one)}</span>
              <span className="block text-[13px] text-soft">{t(ROLE_HINTS[one])}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <ActNotice act={act} />
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{t('common.cancel')}</Button>
        <Button type="submit" look="primary" busy={act.busy === 'invite'}>
          {t('people.createLink')}
        </Button>
      </div>
    </form>
  );
}
