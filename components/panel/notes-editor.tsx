import type { Token } from '../../contract/token.ts';
import { t } from '../../utils/i18n/t.ts';
import { OwnerField } from '../notes/owner-field.tsx';
import { PlacesField } from '../notes/places-field.tsx';
import { waitsWords } from '../../utils/words/waits.ts';
import { FailureNotice } from '../session/failure-notice.tsx';
import { isAdmin, useRegister } from '../state/register.ts';
import { useEditForm, type Saved } from '../state/use-edit-form.ts';
import { PurposeField } from '../tokens/purpose-field.tsx';
import { TagInput } from '../tokens/tag-input.tsx';
import { Button } from '../ui/button.tsx';
import { toast } from '../ui/toasts.tsx';
import { FormView } from './form-view.tsx';

interface NotesEditorProps {
  readonly token: Token;
  readonly onDone: () => void;
}

/** A token's notes, edited beside Front's page. The draft is that of the full page, so either goes on with the other's. */
export function NotesEditor({ token, onDone }: NotesEditorProps) {
  const edit = useEditForm(token);
  const admin = useRegister(isAdmin);
  const { form, change, problemOf } = edit;
  if (!edit.ready) return null;
  const leave = (saved: Saved): void => {
    if (saved === 'not_saved') return;
    // Two versions need more room than there is here: the token says where to decide.
    if (saved !== 'conflict') toast('good', saved === 'saved' ? t('options.saved') : waitsWords());
    onDone();
  };
  const save = (): Promise<void> => edit.save().then(leave);
  return (
    <FormView
      title={t('panel.notesOf', { name: token.name })}
      onBack={onDone}
      onSubmit={save}
      restored={edit.restored}
      buttons={
        <>
          <Button
            look="quiet"
            onClick={() => {
              edit.discard();
              onDone();
            }}
          >
            {t('common.discard')}
          </Button>
          <Button type="submit" look="primary" busy={edit.busy}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <FailureNotice
        failure={edit.failure}
        comfort={t('tokens.typedIsKept')}
        onRetry={() => void save()}
      />
      <PurposeField form={form} change={change} problemOf={problemOf} rows={4} />
      <TagInput
        tags={form.tags}
        onChange={(tags) => change({ tags })}
        problem={problemOf('tags')}
      />
      {admin ? (
        <>
          <OwnerField
            owner={form.owner}
            onChange={(owner) => change({ owner })}
            problem={problemOf('owner')}
          />
          <PlacesField
            places={form.usedIn}
            onChange={(usedIn) => change({ usedIn })}
            problem={problemOf('usedIn')}
          />
        </>
      ) : (
        <p className="text-xs text-soft">{t('panel.adminFields')}</p>
      )}
    </FormView>
  );
}
