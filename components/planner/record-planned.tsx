import { FilePlus2 } from 'lucide-react';
import { nameKey } from '../../contract/fold.ts';
import type { Token } from '../../contract/token.ts';
import { FRONT_SETTINGS } from '../../utils/front-page/front-address.ts';
import { formOfPlan } from '../../utils/planner/form-of-plan.ts';
import { FailureNotice } from '../session/failure-notice.tsx';
import { isAdmin, useRegister } from '../state/register.ts';
import { useFrontPage } from '../state/use-front-page.ts';
import type { Planning } from '../state/use-plan.ts';
import { useRecordPlan } from '../state/use-record-plan.ts';
import { OutLink } from '../ui/out-link.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { toast } from '../ui/toasts.tsx';

interface RecordPlannedProps {
  readonly planning: Planning;
  readonly onOpen: (id: string) => void;
}

/** One click that writes the token which was made from this plan into the register. */
export function RecordPlanned({ planning, onOpen }: RecordPlannedProps) {
  const admin = useRegister(isAdmin);
  const tokens = useRegister((state) => state.tokens);
  const { facts } = useFrontPage();
  const { busy, failure, problems, record } = useRecordPlan();
  const { draft, change, drop } = planning;
  const onPage = facts?.kind === 'details' || facts?.kind === 'create' ? facts.name.trim() : '';
  // Front's word for it wins: the notes are found by that name.
  const name = onPage === '' ? draft.name.trim() : onPage;
  const known = tokens.find(
    ({ token }) => token.status !== 'deleted' && nameKey(token.name) === nameKey(name),
  )?.token;
  if (!admin) {
    return (
      <Notice tone="info" title="An admin makes and records it">
        Give this plan to one of your admins; what you chose is kept here.
      </Notice>
    );
  }
  const write = async (): Promise<void> => {
    const token = await record({ ...formOfPlan(draft, planning.plan), name });
    if (token === null) return;
    toast('good', 'Recorded. Save its value while Front shows it.');
    drop();
    onOpen(token.id);
  };
  return (
    <section
      className="flex flex-col gap-2 rounded-lg border border-line p-3"
      aria-label="Record it"
    >
      <h2 className="text-[15px] font-semibold">Made it in Front?</h2>
      <Where kind={facts?.kind ?? null} name={name} known={known} />
      {facts?.kind === 'create' && draft.name !== '' && nameKey(draft.name) !== nameKey(onPage) && (
        <p className="text-xs text-soft">
          Front’s form says “{onPage === '' ? 'nothing yet' : onPage}”, your plan “{draft.name}”.
        </p>
      )}
      {onPage !== '' && draft.name === '' && (
        <Button look="quiet" className="self-start" onClick={() => change({ name: onPage })}>
          Use Front’s name in the plan
        </Button>
      )}
      {problems.map((problem) => (
        <p key={problem} role="alert" className="text-xs text-bad">
          {problem}
        </p>
      ))}
      <FailureNotice failure={failure} comfort="The plan is kept." onRetry={() => void write()} />
      {known === undefined ? (
        <Button
          look="primary"
          className="w-full"
          icon={<FilePlus2 size={16} aria-hidden />}
          busy={busy}
          disabled={name === ''}
          onClick={() => void write()}
        >
          Record it
        </Button>
      ) : (
        <Button className="w-full" onClick={() => onOpen(known.id)}>
          Open its notes
        </Button>
      )}
    </section>
  );
}

function Where(props: { kind: string | null; name: string; known: Token | undefined }) {
  const { kind, name, known } = props;
  const shown = <strong className="break-words">{name}</strong>;
  if (known !== undefined) return <p className="text-[13px]">{shown} is in the register.</p>;
  if (kind === 'details') {
    return <p className="text-[13px]">Front shows {shown}, which is not in the register yet.</p>;
  }
  if (kind === 'create') {
    return (
      <p className="text-[13px]">
        Press Create in Front first.{' '}
        {name === '' ? 'Its form has no name yet.' : <>Then record {shown} here.</>}
      </p>
    );
  }
  return (
    <p className="text-[13px]">
      Make it on <OutLink href={FRONT_SETTINGS}>Front’s settings page</OutLink>, then record{' '}
      {name === '' ? 'it under the name above.' : <>{shown}.</>}
    </p>
  );
}
