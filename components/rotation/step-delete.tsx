import { FRONT_SETTINGS } from '../../utils/front-page/front-address.ts';
import type { Guide } from '../state/use-guide.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { OutLink } from '../ui/out-link.tsx';
import { t } from '../../utils/i18n/t.ts';
import { RichText } from '../ui/rich-text.tsx';

/** The one thing that only a person on Front's page can do. */
export function StepDelete({ guide }: { guide: Guide }) {
  const { draft, change } = guide;
  const settings = <OutLink href={FRONT_SETTINGS}>{t('options.frontSettings')}</OutLink>;
  const name = <strong className="break-words">{draft.oldName}</strong>;
  const isAlike = draft.newName.trim() === draft.oldName;
  return (
    <>
      <p>
        {draft.oldHint === null ? (
          <RichText k="rotation.deleteText" parts={{ settings, name }} />
        ) : (
          <RichText k="rotation.deleteTextHint" parts={{ settings, name, hint: draft.oldHint }} />
        )}
      </p>
      {isAlike && (
        <Notice tone="warn" title={t('rotation.sameNameTitle')}>
          {t('rotation.sameNameText')}
        </Notice>
      )}
      <p>{t('rotation.noWayBack')}</p>
      <Button look="primary" className="self-start" onClick={() => change({ isDeleted: true })}>
        {t('rotation.haveDeleted')}
      </Button>
    </>
  );
}
