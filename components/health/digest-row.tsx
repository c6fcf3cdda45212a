import { useEffect, useState } from 'react';
import {
  NO_DIGEST,
  readDigestSettings,
  writeDigestSettings,
  type DigestSettings,
} from '../../utils/digest/digest-settings.ts';
import { askToNotify, mayNotify } from '../../utils/digest/notification-permission.ts';
import { isAdmin, useRegister } from '../state/register.ts';
import { Notice } from '../ui/notice.tsx';
import { t } from '../../utils/i18n/t.ts';
import { RichText } from '../ui/rich-text.tsx';

/** Switches the weekly digest on and off in this browser. For admins, who can do something about it. */
export function DigestRow() {
  const admin = useRegister(isAdmin);
  const [settings, setSettings] = useState<DigestSettings>(NO_DIGEST);
  const [refused, setRefused] = useState(false);
  useEffect(() => {
    const leaving = new AbortController();
    const read = async (): Promise<void> => {
      const [stored, allowed] = await Promise.all([readDigestSettings(), mayNotify()]);
      if (leaving.signal.aborted) return;
      setSettings(stored);
      // The permission can be taken back in the browser's own settings.
      setRefused(stored.wanted && !allowed);
    };
    // Until it is read, and should that fail, the box shows that it is off.
    read().catch(() => undefined);
    return () => leaving.abort();
  }, []);
  if (!admin) return null;
  const change = async (patch: Partial<DigestSettings>): Promise<void> => {
    setSettings(await writeDigestSettings(patch));
  };
  const switchOn = async (): Promise<void> => {
    // First of all: the browser asks only while the click is being handled.
    const allowed = await askToNotify();
    setRefused(!allowed);
    // The week begins now: whoever switches it on is looking just then.
    if (allowed) await change({ wanted: true, lastAt: Date.now() });
  };
  return (
    <div className="flex flex-col gap-2 px-4 py-3.5">
      <label className="flex items-start gap-3">
        <input
          type="checkbox"
          className="mt-0.5 size-4 accent-accent"
          checked={settings.wanted}
          onChange={({ target }) =>
            // What goes wrong is shown by the box, which stays as it is.
            void (target.checked ? switchOn() : change({ wanted: false }))
          }
        />
        <span>
          <span className="block text-sm font-semibold">{t('health.digest')}</span>
          <span className="mt-0.5 block text-[13px] text-soft">{t('health.digestText')}</span>
        </span>
      </label>
      {settings.wanted && (
        <label className="ml-7 flex items-start gap-3">
          <input
            type="checkbox"
            className="mt-0.5 size-4 accent-accent"
            checked={settings.names}
            onChange={({ target }) => void change({ names: target.checked })}
          />
          <span className="text-[13px]">
            <RichText
              k="health.digestNames"
              parts={{ remark: <span className="text-soft">{t('health.digestNamesRemark')}</span> }}
            />
          </span>
        </label>
      )}
      {refused && (
        <Notice tone="warn" live title={t('health.noNotificationsTitle')}>
          {t('health.noNotificationsText')}
        </Notice>
      )}
    </div>
  );
}
