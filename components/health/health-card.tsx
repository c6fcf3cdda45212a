import type { Finding, Snooze } from '../../contract/token-health.ts';
import { ACT_OF, actWords, findingWords } from '../../utils/health/health-words.ts';
import { FINDING_NAMES } from '../../utils/health/finding-names.ts';
import type { Level, TokenHealth } from '../../utils/health/judge-health.ts';
import { callPeople } from '../../utils/people/call-people.ts';
import { dayWords } from '../../utils/words/time-words.ts';
import { verificationWords } from '../../utils/words/verification-words.ts';
import { ActNotice } from '../people/act-notice.tsx';
import { useAct, type Act } from '../state/use-act.ts';
import { hashOf, type Route } from '../state/use-route.ts';
import { DeleteDialog } from '../tokens/delete-dialog.tsx';
import { KindChip } from '../tokens/kind-chip.tsx';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { toast } from '../ui/toasts.tsx';
import { SnoozeDialog } from './snooze-dialog.tsx';
import { t, type PlainTextKey } from '../../utils/i18n/t.ts';
import { number } from '../../utils/i18n/locale.ts';
import { RichText } from '../ui/rich-text.tsx';

interface HealthCardProps {
  readonly health: TokenHealth;
  readonly withSnoozed: boolean;
  /** Names of issued tokens that stand on it. */
  readonly dependents: readonly string[];
}

const LEVELS = {
  high: { tone: 'bad', words: 'health.high' },
  medium: { tone: 'warn', words: 'health.medium' },
  low: { tone: 'plain', words: 'health.low' },
  none: { tone: 'good', words: 'health.none' },
} as const satisfies Record<Level, { tone: string; words: PlainTextKey }>;

/** One token: how grave it is, what is wrong, and what settles each of it. */
export function HealthCard({ health, withSnoozed, dependents }: HealthCardProps) {
  const { token, findings, snoozed, risk, level } = health;
  const act = useAct();
  const { tone, words } = LEVELS[level];
  return (
    <article aria-label={token.name} className="card flex flex-col gap-2 p-4 sm:px-5">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <h2 className="min-w-0 text-sm font-semibold break-words">
          <a
            href={hashOf({ kind: 'token', id: token.id })}
            className="rounded text-ink underline-offset-2 hover:underline"
          >
            {token.name}
          </a>
        </h2>
        <div className="flex flex-wrap items-center gap-1">
          <KindChip kind={token.kind} />
          <span title={t('health.riskOf', { risk: number(risk) })} className="inline-flex">
            <Chip tone={tone}>
              {t(words)} · {number(risk)}
            </Chip>
          </span>
        </div>
      </div>
      {token.owner !== null && (
        <p className="-mt-1 text-xs text-soft">{t('health.owner', { name: token.owner })}</p>
      )}
      <ul className="divide-y divide-line">
        {withSnoozed
          ? snoozed.map((snooze) => <Aside key={snooze.finding} {...{ health, snooze, act }} />)
          : findings.map((finding) => (
              <FindingRow key={finding} {...{ health, finding, act, dependents }} />
            ))}
      </ul>
      <ActNotice act={act} />
    </article>
  );
}

interface FindingRowProps {
  readonly health: TokenHealth;
  readonly finding: Finding;
  readonly act: Act;
  readonly dependents: readonly string[];
}

function FindingRow({ health, finding, act, dependents }: FindingRowProps) {
  const { token, facts } = health;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-0.5 text-[13px]">
      <span className="min-w-0 flex-1 basis-72 break-words">
        {findingWords(finding, token, facts)}
      </span>
      <span className="flex shrink-0 items-center gap-1">
        <Settle {...{ health, finding, act, dependents }} />
        <SnoozeDialog token={token} finding={finding} />
      </span>
    </li>
  );
}

/** The one act that settles a finding. */
function Settle({ health, finding, act, dependents }: FindingRowProps) {
  const { token } = health;
  const words = actWords(finding, token.kind);
  const { id } = token;
  switch (ACT_OF[finding]) {
    case 'delete':
      return <DeleteDialog token={token} dependents={dependents} onDeleted={() => undefined} />;
    case 'verify':
      return (
        <Button
          look="quiet"
          busy={act.busy === finding}
          onClick={() =>
            act.run(
              finding,
              () => callPeople('verifyToken', { params: { id } }),
              ({ verification }) => {
                if (verification === null) return;
                const said = verificationWords(verification);
                toast(said.tone === 'good' ? 'good' : 'bad', said.text);
              },
            )
          }
        >
          {words}
        </Button>
      );
    case 'edit':
      return <ActLink to={{ kind: 'edit', id }} words={words} about={token.name} />;
    case 'rotate': {
      const to: Route = token.kind === 'front' ? { kind: 'replace', id } : { kind: 'token', id };
      return <ActLink to={to} words={words} about={token.name} />;
    }
    case 'narrow':
    case 'look':
      return <ActLink to={{ kind: 'token', id }} words={words} about={token.name} />;
  }
}

function ActLink({ to, words, about }: { to: Route; words: string; about: string }) {
  return (
    <a
      href={hashOf(to)}
      aria-label={t('health.actOn', { act: words, name: about })}
      className="inline-flex h-9 items-center rounded-lg px-3.5 text-sm font-medium text-accent hover:bg-hover"
    >
      {words}
    </a>
  );
}

/** A finding that was put aside: why, until when, and the way back. */
function Aside({ health, snooze, act }: { health: TokenHealth; snooze: Snooze; act: Act }) {
  const finding = snooze.finding as Finding;
  const params = { id: health.token.id, finding };
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-0.5 text-[13px]">
      <span className="min-w-0 flex-1 basis-72 break-words">
        <RichText
          k="health.aside"
          parts={{
            finding: <span className="font-medium">{t(FINDING_NAMES[finding])}</span>,
            reason: snooze.reason,
            remark: (
              <span className="text-soft">
                {t('health.asideBy', { name: snooze.by.name, day: dayWords(snooze.until) })}
              </span>
            ),
          }}
        />
      </span>
      <Button
        look="quiet"
        busy={act.busy === finding}
        onClick={() => act.run(finding, () => callPeople('deleteSnooze', { params }))}
      >
        {t('health.takeUp')}
      </Button>
    </li>
  );
}
