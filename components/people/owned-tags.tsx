import { useState } from 'react';
import { LIMITS } from '../../contract/limits.ts';
import type { Member } from '../../contract/member.ts';
import { t } from '../../utils/i18n/t.ts';
import { callPeople } from '../../utils/people/call-people.ts';
import { useAct } from '../state/use-act.ts';
import { TagInput } from '../tokens/tag-input.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { toast } from '../ui/toasts.tsx';
import { ActNotice } from './act-notice.tsx';

/** The tags that a person answers for. */
export function OwnedTags({ member }: { member: Member }) {
  const act = useAct();
  const [tags, setTags] = useState<readonly string[] | null>(null);
  const shown = tags ?? member.ownsTags;
  const save = (): void =>
    act.run(
      'tags',
      () =>
        callPeople('updateMember', {
          params: { id: member.id },
          body: { ownsTags: [...shown] },
        }),
      () => {
        setTags(null);
        toast('good', t('people.saved'));
      },
    );
  return (
    <Card title={t('people.tagsTheyOwn')}>
      <TagInput
        label={t('people.ownsTags')}
        hint={t('people.ownsTagsHint')}
        most={LIMITS.ownedTags}
        tags={shown}
        onChange={setTags}
        problem={null}
      />
      <ActNotice act={act} />
      {tags !== null && (
        <div className="flex justify-end gap-2">
          <Button look="quiet" onClick={() => setTags(null)}>
            {t('common.discard')}
          </Button>
          <Button look="primary" busy={act.busy === 'tags'} onClick={save}>
            {t('common.save')}
          </Button>
        </div>
      )}
    </Card>
  );
}
