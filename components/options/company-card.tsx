import { useState } from 'react';
import { LIMITS } from '../../contract/limits.ts';
import type { PatchCompany } from '../../contract/member.ts';
import { t } from '../../utils/i18n/t.ts';
import { callPeople } from '../../utils/people/call-people.ts';
import { ActNotice } from '../people/act-notice.tsx';
import { isAdmin, useRegister } from '../state/register.ts';
import { useAct } from '../state/use-act.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Field } from '../ui/field.tsx';
import { toast } from '../ui/toasts.tsx';

/** What admins decide for the whole company. Nothing for members. */
export function CompanyCard() {
  const admin = useRegister(isAdmin);
  const session = useRegister((state) => state.session);
  const act = useAct();
  const [typed, setTyped] = useState<string | null>(null);
  if (!admin || !('me' in session)) return null;
  const { rules } = session.me;
  const name = typed ?? rules.name;
  const change = (what: string, body: PatchCompany): void =>
    act.run(
      what,
      () => callPeople('updateCompany', { body }),
      () => {
        setTyped(null);
        toast('good', t('options.savedForAll'));
      },
    );
  return (
    <Card title={t('options.company')}>
      <ActNotice act={act} />
      <form
        className="flex flex-wrap items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          change('name', { name: name.trim() });
        }}
      >
        <div className="min-w-0 flex-1 basis-56">
          <Field label={t('options.companyName')}>
            {(control) => (
              <input
                {...control}
                className="field-box"
                autoComplete="off"
                maxLength={LIMITS.person}
                value={name}
                onChange={(event) => setTyped(event.target.value)}
              />
            )}
          </Field>
        </div>
        <Button
          type="submit"
          busy={act.busy === 'name'}
          disabled={name.trim() === '' || name.trim() === rules.name}
        >
          {t('common.save')}
        </Button>
      </form>
      <div>
        <label className="inline-flex items-start gap-2 text-[13px] font-semibold">
          <input
            type="checkbox"
            role="switch"
            className="mt-0.5 size-4 shrink-0 accent-accent"
            checked={rules.confirmWithPasskey}
            disabled={act.busy !== null}
            onChange={(event) => change('rule', { confirmWithPasskey: event.target.checked })}
          />
          {t('options.passkeyRule')}
        </label>
        <p className="mt-0.5 text-xs text-soft">{t('options.passkeyRuleText')}</p>
      </div>
    </Card>
  );
}
