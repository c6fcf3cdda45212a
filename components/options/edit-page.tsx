import type { Token } from '../../contract/token.ts';
import { t } from '../../utils/i18n/t.ts';
import { waitsWords } from '../../utils/words/waits.ts';
import { FailureNotice } from '../session/failure-notice.tsx';
import { isAdmin, useRegister } from '../state/register.ts';
import { useEditForm, type Saved } from '../state/use-edit-form.ts';
import { useNow } from '../state/use-now.ts';
import { goTo } from '../state/use-route.ts';
import { useToken } from '../state/use-token.ts';
import { TokenFacts } from '../tokens/token-facts.tsx';
import { Section, TokenFields } from '../tokens/token-fields.tsx';
import { UnknownToken } from '../tokens/unknown-token.tsx';
import { Button } from '../ui/button.tsx';
import { toast } from '../ui/toasts.tsx';
import { PageOpens } from '../ui/view-opens.tsx';
import { ConflictPage } from '../outbox/conflict-page.tsx';
import { FormFooter } from './form-footer.tsx';
import { PageHead, toTokens } from './page-head.tsx';

/** Changes a token’s notes; for admins also its name, permissions and expiry. */
export function EditPage({ id }: { id: string }) {
  const { token } = useToken(id);
  const changes = useRegister((state) => state.changes);
  if (token === null) return <UnknownToken onBack={() => goTo({ kind: 'tokens' })} />;
  const disputed = changes.find(
    (change) =>
      change.kind === 'edit' && change.tokenId === token.id && change.state.kind === 'conflict',
  );
  // Two versions of one edit are settled before the next one begins.
  if (disputed?.kind === 'edit' && disputed.state.kind === 'conflict') {
    const { theirs, fields } = disputed.state;
    return (
      <ConflictPage
        key={`${disputed.id} ${theirs.version}`}
        change={disputed}
        theirs={theirs}
        fields={fields}
      />
    );
  }
  return <Editor token={token} />;
}

function Editor({ token }: { token: Token }) {
  const edit = useEditForm(token);
  const admin = useRegister(isAdmin);
  const now = useNow();
  if (!edit.ready) return <PageOpens />;
  const leave = (saved: Saved): void => {
    // What stands in the way is shown: below the form, or in place of it.
    if (saved === 'not_saved' || saved === 'conflict') return;
    toast('good', saved === 'saved' ? t('options.saved') : waitsWords());
    goTo({ kind: 'token', id: token.id });
  };
  return (
    <form
      className="mx-auto flex w-full max-w-3xl flex-col gap-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        // It says itself what went wrong.
        void edit.save().then(leave);
      }}
    >
      <PageHead back={toTokens()} title={t('options.editOf', { name: token.name })} />
      <TokenFields
        form={edit.form}
        change={edit.change}
        problemOf={edit.problemOf}
        ownId={token.id}
        {...(admin ? {} : { only: 'notes' as const })}
      />
      {!admin && (
        <Section title={t('options.adminsChange')}>
          <TokenFacts token={token} now={now} backing={null} without="tags" />
        </Section>
      )}
      <FormFooter
        restored={edit.restored}
        problem={
          <FailureNotice
            failure={edit.failure}
            comfort={t('tokens.typedIsKept')}
            onRetry={() => void edit.save().then(leave)}
          />
        }
      >
        <Button
          look="quiet"
          onClick={() => {
            edit.discard();
            goTo({ kind: 'token', id: token.id });
          }}
        >
          {t('common.discard')}
        </Button>
        <Button type="submit" look="primary" busy={edit.busy}>
          {t('common.save')}
        </Button>
      </FormFooter>
    </form>
  );
}
