import { Bookmark, Trash2, Users } from 'lucide-react';
import { useState } from 'react';
import { LIMITS } from '../../contract/limits.ts';
import type { View } from '../../contract/view.ts';
import { callPeople } from '../../utils/people/call-people.ts';
import {
  filtersOf,
  isSameView,
  readFilters,
  START_VIEW,
  type TokensView,
} from '../../utils/tokens/view-filters.ts';
import { ActNotice } from '../people/act-notice.tsx';
import { isAdmin, useRegister } from '../state/register.ts';
import { useAct } from '../state/use-act.ts';
import { usePeople } from '../state/use-people.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Modal } from '../ui/modal.tsx';
import { Notice } from '../ui/notice.tsx';
import { toast } from '../ui/toasts.tsx';
import { t } from '../../utils/i18n/t.ts';
import { row } from '../../utils/i18n/locale.ts';
import { sayUndoable } from '../state/undoable.ts';

interface SavedViewsProps {
  readonly view: TokensView;
  readonly onOpen: (view: TokensView) => void;
}

/** Views of the list under a name, the person’s own and the company’s: one click each. */
export function SavedViews({ view, onOpen }: SavedViewsProps) {
  const signedIn = useRegister((state) => state.session.kind === 'signed_in');
  const reading = usePeople('listViews', signedIn ? {} : null);
  const [opened, setOpened] = useState<View | null>(null);
  // The list works without them; what went wrong is said where one is saved.
  const views = reading.kind === 'read' ? reading.value.items : [];
  const unfiltered = isSameView(view, START_VIEW);
  if (!signedIn || (views.length === 0 && unfiltered)) return null;
  const current =
    opened !== null && isSameView(readFilters(opened.filters).view, view) ? opened : null;
  const unknown = current === null ? {} : readFilters(current.filters).unknown;
  return (
    <>
      <div className="flex w-full flex-wrap items-center gap-2">
        {views.length > 0 && (
          <div
            role="group"
            aria-label={t('options.views')}
            className="flex min-w-0 flex-wrap gap-2"
          >
            {views.map((one) => (
              <ViewButton
                key={one.id}
                view={one}
                on={isSameView(readFilters(one.filters).view, view)}
                onClick={() => {
                  setOpened(one);
                  onOpen(readFilters(one.filters).view);
                }}
              />
            ))}
          </div>
        )}
        <ViewsDialog view={view} views={views} unknown={unknown} replaces={current} />
      </div>
      {current !== null && Object.keys(unknown).length > 0 && (
        <div className="w-full">
          <Notice tone="warn" title={t('options.viewUnknown', { name: current.name })}>
            {t('options.viewNotApplied', {
              filters: row(Object.entries(unknown).map(([name, set]) => `${name} (${set})`)),
            })}
          </Notice>
        </div>
      )}
    </>
  );
}

function ViewButton(props: { view: View; on: boolean; onClick: () => void }) {
  const { view, on, onClick } = props;
  const Icon = view.shared ? Users : Bookmark;
  return (
    <button
      type="button"
      aria-pressed={on}
      title={
        view.shared ? t('options.sharedBy', { name: view.createdBy.name }) : t('options.ownView')
      }
      className={`inline-flex h-7 max-w-60 items-center gap-1.5 rounded-full border px-3 text-xs font-medium ${on ? 'border-accent bg-chosen text-accent' : 'border-edge/60 text-soft hover:bg-hover hover:text-ink'}`}
      onClick={onClick}
    >
      <Icon size={12} aria-hidden className="shrink-0" />
      <span className="truncate">{view.name}</span>
      {view.shared && <span className="sr-only"> {t('options.shared')}</span>}
    </button>
  );
}

interface ViewsDialogProps {
  readonly view: TokensView;
  readonly views: readonly View[];
  /** Of the view that was opened: kept when it is saved again under its name. */
  readonly unknown: Readonly<Record<string, string>>;
  readonly replaces: View | null;
}

/** Saves what the list shows just now, and deletes what was saved. */
function ViewsDialog({ view, views, unknown, replaces }: ViewsDialogProps) {
  const admin = useRegister(isAdmin);
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const act = useAct();
  const filters = filtersOf(view);
  const nothing = Object.keys(filters).length === 0;
  const save = (): void => {
    const kept = replaces?.name === name.trim() ? unknown : {};
    act.run(
      'save',
      () =>
        callPeople('saveView', {
          body: { name, filters: { ...kept, ...filters }, ...(shared ? { shared } : {}) },
        }),
      () => {
        setOpen(false);
        toast('good', t('options.viewSaved'));
      },
    );
  };
  return (
    <Modal
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        setName(replaces?.name ?? '');
        setShared(replaces?.shared === true && admin);
      }}
      title={t('options.views')}
      trigger={
        <Button
          look="quiet"
          className="h-7 px-2.5 text-xs"
          icon={<Bookmark size={13} aria-hidden />}
        >
          {nothing ? t('options.manageViews') : t('options.saveThisView')}
        </Button>
      }
    >
      <form
        className="flex flex-col gap-3 text-[13px]"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') save();
        }}
      >
        {!nothing && (
          <>
            <Field label={t('options.viewName')} hint={t('options.viewHint')}>
              {(control) => (
                <input
                  {...control}
                  className="field-box"
                  // It was just asked for.
                  autoFocus
                  maxLength={LIMITS.viewName}
                  value={name}
                  onChange={(event) => setName(event.target.value)}
                />
              )}
            </Field>
            {admin && (
              <label className="inline-flex items-center gap-2 font-semibold">
                <input
                  type="checkbox"
                  className="size-4 accent-accent"
                  checked={shared}
                  onChange={(event) => setShared(event.target.checked)}
                />
                {t('options.shareView')}
              </label>
            )}
          </>
        )}
        {views.length > 0 && <KeptViews views={views} admin={admin} />}
        <ActNotice act={act} />
        <div className="flex justify-end gap-2">
          <Button onClick={() => setOpen(false)}>
            {nothing ? t('common.close') : t('common.cancel')}
          </Button>
          {!nothing && (
            <Button
              type="submit"
              look="primary"
              busy={act.busy === 'save'}
              disabled={name.trim() === ''}
            >
              {t('options.saveView')}
            </Button>
          )}
        </div>
      </form>
    </Modal>
  );
}

function KeptViews({ views, admin }: { views: readonly View[]; admin: boolean }) {
  const act = useAct();
  const saveAgain = ({ name, filters, shared }: View): void =>
    act.run('again', () => callPeople('saveView', { body: { name, filters, shared } }));
  return (
    <div className="flex flex-col gap-1">
      <h3 className="text-xs font-semibold text-soft">{t('options.savedAlready')}</h3>
      <ul
        aria-label={t('options.savedViews')}
        className="max-h-40 divide-y divide-line overflow-auto"
      >
        {views.map((view) => (
          <li key={view.id} className="flex items-center justify-between gap-2 py-1">
            <span className="min-w-0 break-words">
              {view.name}
              {view.shared && (
                <span className="text-soft">
                  {' '}
                  {t('options.viewSharedBy', { name: view.createdBy.name })}
                </span>
              )}
            </span>
            {(!view.shared || admin) && (
              <IconButton
                label={t('options.deleteView', { name: view.name })}
                disabled={act.busy !== null}
                onClick={() =>
                  act.run(
                    view.id,
                    () => callPeople('deleteView', { params: { viewId: view.id } }),
                    () =>
                      sayUndoable(t('options.viewDeleted', { name: view.name }), () =>
                        saveAgain(view),
                      ),
                  )
                }
              >
                <Trash2 size={14} aria-hidden />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      <ActNotice act={act} />
    </div>
  );
}
