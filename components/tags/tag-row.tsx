import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { LIMITS } from '../../contract/limits.ts';
import {
  isTagColor,
  TAG_COLORS,
  type PatchTag,
  type Tag,
  type TagColor,
} from '../../contract/tag.ts';
import { t, type PlainTextKey } from '../../utils/i18n/t.ts';
import { callPeople } from '../../utils/people/call-people.ts';
import { tokensWords } from '../../utils/words/count-words.ts';
import { ActNotice } from '../people/act-notice.tsx';
import { isAdmin, useRegister } from '../state/register.ts';
import { useAct, type Act } from '../state/use-act.ts';
import { showTag } from '../state/tokens-view.ts';
import { TagChip } from '../tokens/tag-chip.tsx';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { toast } from '../ui/toasts.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { number, row } from '../../utils/i18n/locale.ts';

/** One tag; admins colour, rename and merge it. */
export function TagRow({ tag, all }: { tag: Tag; all: readonly Tag[] }) {
  const admin = useRegister(isAdmin);
  const [renaming, setRenaming] = useState(false);
  const act = useAct();
  const change = (patch: PatchTag, done: () => void): void =>
    act.run('tag', () => callPeople('updateTag', { params: { tag: tag.tag }, body: patch }), done);
  return (
    <li aria-label={tag.tag} className="flex flex-col gap-2 px-4 py-2.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-[13px]">
        <span className="flex min-w-0 flex-1 basis-56 flex-wrap items-center gap-x-2 gap-y-1">
          <TagChip tag={tag.tag} />
          <button
            type="button"
            className="rounded text-soft underline underline-offset-2 hover:text-ink"
            onClick={() => void showTag(tag.tag)}
          >
            {tokensWords(tag.tokens)}
          </button>
          <span className="text-soft">{otherUses(tag)}</span>
        </span>
        {admin && (
          <span className="flex flex-wrap items-center gap-1">
            <ColorChoice tag={tag} onChoose={(color) => change({ color }, () => undefined)} />
            <IconButton
              label={t('tags.rename', { tag: tag.tag })}
              onClick={() => setRenaming(!renaming)}
            >
              <Pencil size={15} aria-hidden />
            </IconButton>
            {all.length > 1 && <MergeDialog tag={tag} all={all} />}
          </span>
        )}
      </div>
      {tag.spellings.length > 1 && (
        <div className="flex flex-wrap items-center gap-2 text-[13px] text-soft">
          <span>
            {t('tags.spellings', {
              count: number(tag.spellings.length),
              ways: row(
                tag.spellings.map((one) =>
                  t('tags.spelling', { tag: one.tag, count: number(one.tokens) }),
                ),
              ),
            })}
          </span>
          {admin && (
            <Button
              className="h-7 px-2.5 text-xs"
              busy={act.busy === 'tag'}
              onClick={() => change({ tag: tag.tag }, () => toast('good', t('tags.speltAlike')))}
            >
              {t('tags.writeAllAs', { tag: tag.tag })}
            </Button>
          )}
        </div>
      )}
      {renaming && (
        <Rename
          tag={tag.tag}
          act={act}
          onCancel={() => setRenaming(false)}
          onRename={(to) =>
            change({ tag: to }, () => {
              setRenaming(false);
              toast('good', t('tags.renamedEverywhere'));
            })
          }
        />
      )}
      <ActNotice act={act} />
    </li>
  );
}

interface RenameProps {
  readonly tag: string;
  readonly act: Act;
  readonly onRename: (to: string) => void;
  readonly onCancel: () => void;
}

function Rename({ tag, act, onRename, onCancel }: RenameProps) {
  const [name, setName] = useState(tag);
  const to = name.trim();
  return (
    <form
      className="flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (to !== '') onRename(to);
      }}
    >
      <div className="min-w-0 flex-1 basis-56">
        <Field label={t('tags.newNameOf', { tag })} hint={t('tags.newNameHint')}>
          {(control) => (
            <input
              {...control}
              className="field-box"
              // It was just asked for.
              autoFocus
              maxLength={LIMITS.tag}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
      </div>
      <span className="flex gap-2 pb-5">
        <Button look="quiet" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" look="primary" busy={act.busy === 'tag'} disabled={to === ''}>
          {t('tags.renameButton')}
        </Button>
      </span>
    </form>
  );
}

const COLOR_TEXTS = {
  red: 'tags.red',
  orange: 'tags.orange',
  yellow: 'tags.yellow',
  green: 'tags.green',
  teal: 'tags.teal',
  blue: 'tags.blue',
  violet: 'tags.violet',
  pink: 'tags.pink',
} as const satisfies Record<TagColor, PlainTextKey>;

function ColorChoice(props: { tag: Tag; onChoose: (color: TagColor | null) => void }) {
  const { tag, color } = props.tag;
  return (
    <select
      aria-label={t('tags.colourOf', { tag })}
      className="field-box w-auto py-1 text-[13px]"
      value={color ?? ''}
      onChange={(event) =>
        props.onChoose(isTagColor(event.target.value) ? event.target.value : null)
      }
    >
      <option value="">{t('tags.plain')}</option>
      {TAG_COLORS.map((one) => (
        <option key={one} value={one}>
          {t(COLOR_TEXTS[one])}
        </option>
      ))}
      {/* Of a newer service: shown as it is, and chosen by nobody here. */}
      {color !== null && !isTagColor(color) && <option value={color}>{color}</option>}
    </select>
  );
}

function otherUses({ owners, grants }: Tag): string {
  const parts: string[] = [];
  if (owners !== null && owners > 0) {
    parts.push(t('tags.otherOwners', owners, { count: number(owners) }));
  }
  if (grants !== null && grants > 0) {
    parts.push(t('tags.otherGrants', grants, { count: number(grants) }));
  }
  return parts.join(' ');
}
