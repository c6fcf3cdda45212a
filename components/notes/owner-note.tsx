import { nameKey } from '../../contract/fold.ts';
import { usePeople } from '../state/use-people.ts';
import { hashOf } from '../state/use-route.ts';
import { Chip } from '../ui/chip.tsx';
import { t } from '../../utils/i18n/t.ts';

/** Whether a token’s owner is somebody of the company, somebody who left, or a team. */
export function OwnerNote({ owner }: { owner: string }) {
  const owners = usePeople('listOwners', {});
  // Until it is known, and where it can’t be known, the name alone says enough.
  if (owners.kind !== 'read') return null;
  const found = owners.value.items.find(({ name }) => nameKey(name) === nameKey(owner));
  const { kind = 'other', memberId = null } = found ?? {};
  return (
    <span className="inline-flex flex-wrap items-center gap-1.5">
      {kind === 'member' && <Chip tone="good">{t('notes.signsIn')}</Chip>}
      {kind === 'blocked' && <Chip tone="warn">{t('notes.blocked')}</Chip>}
      {kind === 'left' && <Chip tone="bad">{t('notes.hasLeft')}</Chip>}
      {kind === 'other' && <Chip>{t('notes.team')}</Chip>}
      {memberId !== null && (
        <a
          href={hashOf({ kind: 'person', id: memberId })}
          className="text-accent underline underline-offset-2"
        >
          {t('notes.openPage')}
        </a>
      )}
    </span>
  );
}
