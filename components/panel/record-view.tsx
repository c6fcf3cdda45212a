import { useMemo } from 'react';
import { t } from '../../utils/i18n/t.ts';
import { EMPTY_FORM, type TokenForm } from '../../utils/tokens/token-form.ts';
import { OwnerField } from '../notes/owner-field.tsx';
import { waitsWords } from '../../utils/words/waits.ts';
import { FailureNotice } from '../session/failure-notice.tsx';
import { isAdmin, useRegister } from '../state/register.ts';
import { useTokenForm } from '../state/use-token-form.ts';
import { NameField } from '../tokens/name-field.tsx';
import { PurposeField } from '../tokens/purpose-field.tsx';
import { ScopePicker } from '../tokens/scope-picker.tsx';
import { TagInput } from '../tokens/tag-input.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { toast } from '../ui/toasts.tsx';
import { ViewOpens } from '../ui/view-opens.tsx';
import { FormView } from './form-view.tsx';

interface RecordViewProps {
  /** As Front shows it. */
  readonly name: string;
  readonly onBack: () => void;
  readonly onRecorded: (id: string) => void;
}

/** Writes a token that Front shows and the register does not know into the register. */
export function RecordView({ name, onBack, onRecorded }: RecordViewProps) {
  const initial = useMemo<TokenForm>(
    () => ({ ...EMPTY_FORM, kind: 'front', name, expiry: 'never' }),
    [name],
  );
  const create = useTokenForm(`record-${name}`, initial);
  const admin = useRegister(isAdmin);
  const { form, change, problemOf } = create;
  if (!create.ready) return <ViewOpens />;
  const submit = async (): Promise<void> => {
    const made = await create.submit();
    if (made === null) return;
    toast('good', made.kind === 'created' ? t('panel.recorded') : waitsWords());
    onRecorded(made.id);
  };
  return (
    <FormView
      title={t('panel.recordTitle')}
      onBack={onBack}
      onSubmit={submit}
      restored={create.restored}
      buttons={
        <>
          <Button look="quiet" onClick={() => create.clear()}>
            {t('common.clear')}
          </Button>
          <Button type="submit" look="primary" busy={create.busy} disabled={!admin}>
            {t('panel.recordIt')}
          </Button>
        </>
      }
    >
      <FailureNotice failure={create.failure} comfort={t('tokens.typedIsKept')} />
      {!admin && (
        <Notice tone="warn" title={t('panel.adminsRecord')}>
          {t('options.askAdminKept')}
        </Notice>
      )}
      <NameField
        form={form}
        onChange={(text) => change({ name: text })}
        problem={problemOf('name')}
      />
      <PurposeField form={form} change={change} problemOf={problemOf} rows={3} />
      <TagInput
        tags={form.tags}
        onChange={(tags) => change({ tags })}
        problem={problemOf('tags')}
      />
      <OwnerField
        owner={form.owner}
        onChange={(owner) => change({ owner })}
        problem={problemOf('owner')}
      />
      <ScopePicker
        scopes={form.scopes}
        onChange={(scopes) => change({ scopes })}
        problem={problemOf('scopes')}
      />
      <p className="text-xs text-soft">{t('panel.permissionsEmpty')}</p>
    </FormView>
  );
}
