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
import { PageHead, TO_TOKENS } from './page-head.tsx';

const VALUE_CANNOT_WAIT =
  'A value cannot wait in the browser: it is kept nowhere but at the service. The rest of the form is kept; while this page is open, the value is here too.';

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
      <PageHead back={TO_TOKENS} title="Create token" />
      {!admin && (
        <Notice tone="warn" title="Only an admin can create tokens">
          Ask one of your admins. What you type here is kept.
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
          Make it on <OutLink href={FRONT_SETTINGS}>Front’s settings page</OutLink> first, then
          record it here.
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
              comfort={create.value === '' ? 'What you typed is kept.' : VALUE_CANNOT_WAIT}
            />
            <UnprovenNotice
              failure={create.unproven}
              busy={create.busy}
              onKeep={() => void submit('if_possible')}
            />
          </>
        }
      >
        <Button look="quiet" onClick={() => create.drop()}>
          {t('common.clear')}
        </Button>
        <Button type="submit" look="primary" busy={create.busy} disabled={!admin}>
          {form.kind === 'issued' ? 'Create token' : 'Record token'}
        </Button>
      </FormFooter>
    </form>
  );
}

function doneWords({ kind, verification }: CreatedToken): string {
  if (kind === 'issued') return 'Token created';
  if (verification === undefined) return 'Token recorded';
  return verification.kind === 'verified' && verification.company !== null
    ? `Token recorded. Front says it is of ${verification.company.name}`
    : 'Token recorded, not verified';
}

function showFirstProblem(): void {
  const field = document.querySelector<HTMLElement>('[aria-invalid="true"]');
  if (field !== null) field.focus();
  else document.getElementById('permissions-below')?.scrollIntoView({ block: 'center' });
}
