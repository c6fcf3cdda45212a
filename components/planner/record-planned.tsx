import type { ReactNode } from 'react';
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
import { t } from '../../utils/i18n/t.ts';
import { RichText } from '../ui/rich-text.tsx';

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
      <Notice tone="info" title={t('planner.adminTitle')}>
        {t('planner.adminText')}
      </Notice>
    );
  }
  const write = async (): Promise<void> => {
    const token = await record({ ...formOfPlan(draft, planning.plan), name });
    if (token === null) return;
    toast('good', t('planner.recorded'));
    drop();
    onOpen(token.id);
  };
  return (
    <section
      className="flex flex-col gap-2 rounded-lg border border-line p-3"
      aria-label={t('planner.record')}
    >
      <h2 className="text-[15px] font-semibold">{t('planner.madeIt')}</h2>
      <Where kind={facts?.kind ?? null} name={name} known={known} />
      {facts?.kind === 'create' && draft.name !== '' && nameKey(draft.name) !== nameKey(onPage) && (
        <p className="text-xs text-soft">
          {onPage === ''
            ? t('planner.nameMissing', { planned: draft.name })
            : t('planner.nameDiffers', { shown: onPage, planned: draft.name })}
        </p>
      )}
      {onPage !== '' && draft.name === '' && (
        <Button look="quiet" className="self-start" onClick={() => change({ name: onPage })}>
          {t('planner.useName')}
        </Button>
      )}
      {problems.map((problem) => (
        <p key={problem} role="alert" className="text-xs text-bad">
          {problem}
        </p>
      ))}
      <FailureNotice
        failure={failure}
        comfort={t('planner.planKept')}
        onRetry={() => void write()}
      />
      {known === undefined ? (
        <Button
          look="primary"
          className="w-full"
          icon={<FilePlus2 size={16} aria-hidden />}
          busy={busy}
          disabled={name === ''}
          onClick={() => void write()}
        >
          {t('planner.record')}
        </Button>
      ) : (
        <Button className="w-full" onClick={() => onOpen(known.id)}>
          {t('planner.openNotes')}
        </Button>
      )}
    </section>
  );
}

function Where(props: { kind: string | null; name: string; known: Token | undefined }) {
  const { kind, name, known } = props;
  const shown = <strong className="break-words">{name}</strong>;
  return (
    <p className="text-[13px]">
      {known !== undefined ? (
        <RichText k="planner.inRegister" parts={{ name: shown }} />
      ) : kind === 'details' ? (
        <RichText k="planner.frontShows" parts={{ name: shown }} />
      ) : kind === 'create' ? (
        <PressCreate name={name === '' ? null : shown} />
      ) : (
        <MakeIt name={name === '' ? null : shown} />
      )}
    </p>
  );
}

function PressCreate({ name }: { name: ReactNode }) {
  if (name === null) return t('planner.pressCreateNoName');
  return <RichText k="planner.pressCreate" parts={{ name }} />;
}

function MakeIt({ name }: { name: ReactNode }) {
  const settings = <OutLink href={FRONT_SETTINGS}>{t('options.frontSettings')}</OutLink>;
  if (name === null) return <RichText k="planner.makeItNoName" parts={{ settings }} />;
  return <RichText k="planner.makeIt" parts={{ settings, name }} />;
}
