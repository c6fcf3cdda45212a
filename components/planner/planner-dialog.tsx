import { ListChecks } from 'lucide-react';
import { useState } from 'react';
import type { TokenKind } from '../../contract/token.ts';
import { t } from '../../utils/i18n/t.ts';
import type { TokenForm } from '../../utils/tokens/token-form.ts';
import { usePlan } from '../state/use-plan.ts';
import { Button } from '../ui/button.tsx';
import { Modal } from '../ui/modal.tsx';
import { toast } from '../ui/toasts.tsx';
import { ScopePlanner } from './scope-planner.tsx';

interface PlannerDialogProps {
  readonly kind: TokenKind;
  /** Takes the planned permissions into the form. */
  readonly onUse: (patch: Partial<TokenForm>) => void;
}

/** The scope planner on the full page: finds out the permissions, and puts them into the form. */
export function PlannerDialog({ kind, onUse }: PlannerDialogProps) {
  const [open, setOpen] = useState(false);
  return (
    <Modal
      open={open}
      onOpenChange={setOpen}
      title={t('planner.dialogTitle')}
      trigger={
        <Button className="self-start" icon={<ListChecks size={16} aria-hidden />}>
          {t('planner.dialogButton')}
        </Button>
      }
    >
      <Plan kind={kind} onUse={onUse} onClose={() => setOpen(false)} />
    </Modal>
  );
}

function Plan({ kind, onUse, onClose }: PlannerDialogProps & { readonly onClose: () => void }) {
  const planning = usePlan();
  const { draft, plan, ready } = planning;
  if (!ready) return null;
  const use = (): void => {
    onUse({
      scopes: plan.scopes,
      namespaces: draft.namespaces,
      ...(kind === 'front' ? { features: plan.features } : {}),
    });
    toast('good', t('planner.used'));
    onClose();
  };
  return (
    <div className="flex flex-col gap-4">
      <ScopePlanner planning={planning} />
      <div className="flex justify-end gap-2">
        <Button look="quiet" onClick={planning.drop}>
          {t('common.clear')}
        </Button>
        <Button look="primary" disabled={draft.operations.length === 0} onClick={use}>
          {t('planner.use')}
        </Button>
      </div>
    </div>
  );
}
