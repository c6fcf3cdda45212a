import type { ReactNode } from 'react';
import { t, type PlainTextKey } from '../../utils/i18n/t.ts';
import type { Settings } from '../../utils/settings/settings.ts';
import { changeSettings, useManaged, useSettings } from '../state/preferences.ts';
import { useRegister } from '../state/register.ts';
import { AgreedSitesCard } from '../at-hand/agreed-sites-card.tsx';
import { KeysCard } from '../at-hand/keys-card.tsx';
import { DigestRow } from '../health/digest-row.tsx';
import { hashOf } from '../state/use-route.ts';
import { SignOutButton } from '../outbox/sign-out-button.tsx';
import { SessionNotice } from '../session/session-notice.tsx';
import { Notice } from '../ui/notice.tsx';
import { CompanyCard } from './company-card.tsx';
import { PageHead } from './page-head.tsx';
import { number, row } from '../../utils/i18n/locale.ts';

const REVEAL_CHOICES = [10, 30, 60, 120];
const CLIPBOARD_CHOICES = [10, 30, 60, 120, 300, 0];
const LOCK_CHOICES = [1, 5, 15, 30, 60, 240, 0];
const THEMES: readonly { theme: Settings['theme']; words: PlainTextKey }[] = [
  { theme: 'system', words: 'options.themeSystem' },
  { theme: 'light', words: 'options.themeLight' },
  { theme: 'dark', words: 'options.themeDark' },
];

export function SettingsPage() {
  const settings = useSettings();
  const managed = useManaged();
  return (
    <div className="mx-auto w-full max-w-2xl">
      <PageHead title={t('common.settings')} />
      <SessionNotice />
      {managed.wrong.length > 0 && (
        <div className="mb-3">
          <Notice tone="warn" title={t('options.wrongSetting')}>
            {t('options.wrongSettingText', { settings: row(managed.wrong) })}
          </Notice>
        </div>
      )}
      <div className="card divide-y divide-line">
        <ServiceRows />
        <Row
          title={t('options.lockAfter')}
          detail={<ByCompany fixed={managed.lockMinutes !== null} words={t('options.lockText')} />}
        >
          <select
            aria-label={t('options.lockAfter')}
            className="field-box w-40"
            disabled={managed.lockMinutes !== null}
            value={settings.lockMinutes}
            onChange={(event) => void changeSettings({ lockMinutes: Number(event.target.value) })}
          >
            {withChosen(LOCK_CHOICES, settings.lockMinutes).map((minutes) => (
              <option key={minutes} value={minutes}>
                {minutesWords(minutes)}
              </option>
            ))}
          </select>
        </Row>
        <Row title={t('options.hideAfter')} detail={t('options.hideText')}>
          <select
            aria-label={t('options.hideAfter')}
            className="field-box w-40"
            value={settings.revealSeconds}
            onChange={(event) => void changeSettings({ revealSeconds: Number(event.target.value) })}
          >
            {withChosen(REVEAL_CHOICES, settings.revealSeconds).map((seconds) => (
              <option key={seconds} value={seconds}>
                {secondsWords(seconds)}
              </option>
            ))}
          </select>
        </Row>
        <Row
          title={t('options.clearAfter')}
          detail={
            <ByCompany fixed={managed.clipboardSeconds !== null} words={t('options.clearText')} />
          }
        >
          <select
            aria-label={t('options.clearAfter')}
            className="field-box w-40"
            disabled={managed.clipboardSeconds !== null}
            value={settings.clipboardSeconds}
            onChange={(event) =>
              void changeSettings({ clipboardSeconds: Number(event.target.value) })
            }
          >
            {withChosen(CLIPBOARD_CHOICES, settings.clipboardSeconds).map((seconds) => (
              <option key={seconds} value={seconds}>
                {secondsWords(seconds)}
              </option>
            ))}
          </select>
        </Row>
        <DigestRow />
        <Row title={t('options.label')} detail={t('options.labelText')}>
          <input
            type="checkbox"
            aria-label={t('options.label')}
            className="size-5 accent-accent"
            checked={settings.referenceLabel}
            onChange={(event) => void changeSettings({ referenceLabel: event.target.checked })}
          />
        </Row>
        <Row title={t('options.theme')}>
          <div role="radiogroup" aria-label={t('options.theme')} className="flex flex-wrap gap-1">
            {THEMES.map(({ theme, words }) => (
              <label
                key={theme}
                className={`inline-flex h-9 items-center gap-2 rounded-lg border px-3 text-[13px] font-medium ${settings.theme === theme ? 'border-accent bg-chosen text-accent' : 'border-edge/60 hover:bg-hover'}`}
              >
                <input
                  type="radio"
                  name="theme"
                  className="accent-accent"
                  checked={settings.theme === theme}
                  onChange={() => void changeSettings({ theme })}
                />
                {t(words)}
              </label>
            ))}
          </div>
        </Row>
      </div>
      <div className="mt-4 flex flex-col gap-4">
        <KeysCard />
        <AgreedSitesCard />
        <CompanyCard />
      </div>
    </div>
  );
}

function ServiceRows() {
  const session = useRegister((state) => state.session);
  const fixed = useManaged((managed) => managed.serviceAddress);
  return (
    <>
      <Row
        title={t('options.service')}
        detail={
          session.kind === 'not_connected' ? (
            t('options.notConnected')
          ) : (
            <code className="break-all">{session.address}</code>
          )
        }
      >
        {fixed !== null && session.kind !== 'not_connected' ? (
          <span className="text-[13px] text-soft">{t('options.setByCompany')}</span>
        ) : (
          <a
            href={hashOf({ kind: 'welcome' })}
            className="inline-flex h-9 items-center rounded-lg border border-edge/60 px-3.5 text-sm font-medium hover:bg-hover"
          >
            {session.kind === 'not_connected' ? t('common.connect') : t('options.changeService')}
          </a>
        )}
      </Row>
      {'me' in session && (
        <Row
          title={t('options.signedInAs', { name: session.me.name })}
          detail={t('options.signOutText')}
        >
          <SignOutButton />
        </Row>
      )}
    </>
  );
}

function Row(props: { title: string; detail?: ReactNode; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3.5">
      <div className="min-w-0 flex-1 basis-60">
        <h2 className="text-sm font-semibold">{props.title}</h2>
        {props.detail !== undefined && (
          <div className="mt-0.5 text-[13px] text-soft">{props.detail}</div>
        )}
      </div>
      {props.children}
    </div>
  );
}

function ByCompany({ fixed, words }: { fixed: boolean; words: string }) {
  return (
    <>
      {words}
      {fixed && <span className="block font-medium">{t('options.setByCompany')}</span>}
    </>
  );
}

/** A value that was set elsewhere stays choosable. */
function withChosen(choices: readonly number[], chosen: number): readonly number[] {
  return choices.includes(chosen) ? choices : [chosen, ...choices];
}

function secondsWords(seconds: number): string {
  if (seconds === 0) return t('common.never');
  if (seconds % 60 !== 0) return t('options.seconds', seconds, { count: number(seconds) });
  const minutes = seconds / 60;
  return t('options.minutes', minutes, { count: number(minutes) });
}

function minutesWords(minutes: number): string {
  if (minutes <= 60 || minutes % 60 !== 0) return secondsWords(minutes * 60);
  const hours = minutes / 60;
  return t('options.hours', hours, { count: number(hours) });
}
