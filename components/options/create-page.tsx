import type { VerifyWay } from '../../contract/front-value.ts';
import type { CreatedToken } from '../../contract/token.ts';
import { t } from '../../utils/i18n/t.ts';
import { UnprovenNotice } from '../record/unproven-notice.tsx';
import { FRONT_SETTINGS } from '../../utils/front-page/front-address.ts';
import { PlannerDialog } from '../planner/planner-dialog.tsx';
import { startForOperation } from '../../utils/operations/start-for-operation.ts';
import { FailureNotice } from '../session/failure-notice.tsx';
import { isAdmin, useRegister } from '../state/register.ts';
import { goTo } from '../state/use-route.ts';
import { useTokenForm } from '../state/use-token-form.ts';
import { StartWithName } from '../front-page/start-with-name.tsx';
import { BackingWarning } from '../tokens/backing-warning.tsx';
import { OauthNote } from '../tokens/oauth-note.tsx';
import { TokenFields } from '../tokens/token-fields.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { OutLink } from '../ui/out-link.tsx';
import { waitsWords } from '../../utils/words/waits.ts';
import { toast } from '../ui/toasts.tsx';
import { PageOpens } from '../ui/view-opens.tsx';
import { FormFooter } from './form-footer.tsx';
import { FrontValueField } from './front-value-field.tsx';
import { KindChoice } from './kind-choice.tsx';
import { PageHead, toTokens } from './page-head.tsx';
import { RichText } from '../ui/rich-text.tsx';

interface CreatePageProps {
  /** The name of a token on Front's page to begin with, or empty. */
  readonly front: string;
  /** The call of Front's API that the token is wanted for. */
  readonly operation?: string | undefined;
}

/** The full form for a new token of either kind. */
export function CreatePage({ front, operation }: CreatePageProps) {
  const admin = useRegister(isAdmin);
  const start = startForOperation(operation);
  const create = useTokenForm(start?.draft, start?.form);
  const { form, change, problemOf } = create;
  if (!create.ready) return <PageOpens />;
  const submit = async (verify?: VerifyWay): Promise<void> => {
    const made = await create.submit(verify);
    if (made === null) {
      requestAnimationFrame(showFirstProblem);
      return;
    }
    toast('good', made.kind === 'waiting' ? waitsWords() : doneWords(made.token));
    goTo({ kind: 'token', id: made.id });
  };
  return (
    <form
      className="mx-auto flex w-full max-w-3xl flex-col gap-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        // It says itself what went wrong.
        void submit();
      }}
    >
      <PageHead back={toTokens()} title={t('options.createToken')} />
      {!admin && (
        <Notice tone="warn" title={t('options.adminsCreate')}>
          {t('options.askAdminKept')}
        </Notice>
      )}
      {front !== '' && <StartWithName key={front} name={front} form={form} change={change} />}
      <KindChoice
        kind={form.kind}
        onChange={(kind) => {
          // A pasted value belongs to the one kind alone.
          create.setValue('');
          change({ kind });
        }}
      />
      {form.kind === 'issued' ? (
        <BackingWarning />
      ) : (
        <Notice tone="info">
          <RichText
            k="options.makeFirst"
            parts={{
              settings: <OutLink href={FRONT_SETTINGS}>{t('options.frontSettings')}</OutLink>,
            }}
          />
        </Notice>
      )}
      <PlannerDialog kind={form.kind} onUse={change} />
      <TokenFields
        form={form}
        change={change}
        problemOf={problemOf}
        valueField={
          form.kind === 'front' ? (
            <FrontValueField
              empty="allowed"
              value={create.value}
              onChange={create.setValue}
              onScopes={(scopes) => change({ scopes })}
              problem={problemOf('value')}
            />
          ) : undefined
        }
      />
      <OauthNote />
      <FormFooter
        restored={create.restored}
        problem={
          <>
            <FailureNotice
              failure={create.failure}
              comfort={create.value === '' ? t('tokens.typedIsKept') : t('options.valueCannotWait')}
            />
            <UnprovenNotice
              failure={create.unproven}
              busy={create.busy}
              onKeep={() => void submit('if_possible')}
            />
          </>
        }
      >
        <Button look="quiet" onClick={() => create.clear()}>
          {t('common.clear')}
        </Button>
        <Button type="submit" look="primary" busy={create.busy} disabled={!admin}>
          {form.kind === 'issued' ? t('options.createToken') : t('options.recordToken')}
        </Button>
      </FormFooter>
    </form>
  );
}

function doneWords({ kind, verification }: CreatedToken): string {
  if (kind === 'issued') return t('options.created');
  if (verification === undefined) return t('options.recorded');
  return verification.kind === 'verified' && verification.company !== null
    ? t('options.recordedOf', { company: verification.company.name })
    : t('options.recordedNotVerified');
}

function showFirstProblem(): void {
  const field = document.querySelector<HTMLElement>('[aria-invalid="true"]');
  if (field !== null) field.focus();
  else document.getElementById('permissions-below')?.scrollIntoView({ block: 'center' });
}
