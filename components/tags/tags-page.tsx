import { Tags as TagsIcon } from 'lucide-react';
import type { Tag } from '../../contract/tag.ts';
import { t } from '../../utils/i18n/t.ts';
import { findDuplicates } from '../../utils/tags/find-duplicates.ts';
import { tokensWords } from '../../utils/words/count-words.ts';
import { PageHead, toTokens } from '../options/page-head.tsx';
import { ReadView } from '../people/read-view.tsx';
import { SessionNotice } from '../session/session-notice.tsx';
import { isAdmin, useRegister } from '../state/register.ts';
import { usePeople } from '../state/use-people.ts';
import { TagChip } from '../tokens/tag-chip.tsx';
import { Card } from '../ui/card.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { TagRow } from './tag-row.tsx';

/** The company’s tags: how often each is used, its colour, and which of them are hardly two. */
export function TagsPage() {
  const tags = usePeople('listTags', {});
  return (
    <>
      <PageHead back={toTokens()} title={t('common.tags')} />
      <div className="-mx-2 empty:hidden">
        <SessionNotice />
      </div>
      <ReadView reading={tags}>
        {({ items }) =>
          items.length === 0 ? (
            <div className="card flex flex-col">
              <EmptyState icon={<TagsIcon size={22} aria-hidden />} title={t('tags.noneTitle')}>
                {t('tags.noneText')}
              </EmptyState>
            </div>
          ) : (
            <div className="flex flex-col gap-4">
              <Duplicates tags={items} />
              <ul aria-label={t('common.tags')} className="card divide-y divide-line">
                {items.map((tag) => (
                  <TagRow key={tag.tag} tag={tag} all={items} />
                ))}
              </ul>
            </div>
          )
        }
      </ReadView>
    </>
  );
}

/** Only an admin merges, so only an admin is asked. */
function Duplicates({ tags }: { tags: readonly Tag[] }) {
  const admin = useRegister(isAdmin);
  const found = findDuplicates(tags);
  if (!admin || found.length === 0) return null;
  return (
    <Card title={t('tags.lookAlike')}>
      <ul aria-label={t('tags.lookAlike')} className="divide-y divide-line">
        {found.map(({ from, into }) => (
          <li
            key={from.tag}
            className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2 text-[13px] first:pt-0 last:pb-0"
          >
            <span className="flex min-w-0 flex-1 basis-60 flex-wrap items-center gap-1.5">
              <TagChip tag={from.tag} />
              <span className="text-soft">
                {t('tags.onTokensAnd', { tokens: tokensWords(from.tokens) })}
              </span>
              <TagChip tag={into.tag} />
              <span className="text-soft">
                {t('tags.onTokens', { tokens: tokensWords(into.tokens) })}
              </span>
            </span>
            <MergeDialog tag={from} all={tags} into={into.tag} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
