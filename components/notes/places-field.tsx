import { Plus, X } from 'lucide-react';
import { useId, useState } from 'react';
import { LIMITS } from '../../contract/limits.ts';
import { t } from '../../utils/i18n/t.ts';
import { isWebAddress } from '../../utils/tokens/is-web-address.ts';
import { placesOf, textOfPlaces, type Place } from '../../utils/tokens/places.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { number } from '../../utils/i18n/locale.ts';

interface PlacesFieldProps {
  /** As the form keeps them: one a line, a label and a link. */
  readonly places: string;
  readonly onChange: (places: string) => void;
  readonly problem: string | null;
}

const EMPTY: Place = { label: '', url: '' };

/** Where a token is used: a name for each place and, where there is one, the link to it. */
export function PlacesField({ places, onChange, problem }: PlacesFieldProps) {
  const [typed, setTyped] = useState<readonly Place[]>(() => placesOf(places));
  const headingId = useId();
  // What was typed here, with its empty rows; or another text, of a draft or of what is put back.
  const rows = textOfPlaces(typed) === places ? typed : placesOf(places);
  const change = (next: readonly Place[]): void => {
    setTyped(next);
    onChange(textOfPlaces(next));
  };
  const edit = (at: number, patch: Partial<Place>): void =>
    change(rows.map((row, place) => (place === at ? { ...row, ...patch } : row)));
  return (
    <div role="group" aria-labelledby={headingId} className="flex min-w-0 flex-col gap-2">
      <div className="flex items-baseline justify-between gap-2">
        <span id={headingId} className="text-[13px] font-semibold">
          {t('common.usedIn')}
        </span>
        <span className="text-xs text-soft">{t('ui.optional')}</span>
      </div>
      {rows.map((row, at) => (
        <div key={at} className="flex min-w-0 flex-wrap items-start gap-2 sm:flex-nowrap">
          <input
            aria-label={t('notes.place', { number: number(at + 1) })}
            className="field-box flex-1 basis-40"
            placeholder={t('notes.placeExample')}
            maxLength={LIMITS.usedInLabel}
            value={row.label}
            onChange={(event) => edit(at, { label: event.target.value })}
          />
          <div className="flex min-w-0 flex-1 basis-56 flex-col gap-0.5">
            <input
              aria-label={t('notes.placeLink', { number: number(at + 1) })}
              className="field-box"
              inputMode="url"
              placeholder="https://ci.example.com/jobs/contacts-sync"
              maxLength={LIMITS.usedInUrl}
              aria-invalid={isWrong(row) || undefined}
              value={row.url}
              onChange={(event) => edit(at, { url: event.target.value })}
            />
            {isWrong(row) && <span className="text-xs text-bad">{t('notes.linkBegins')}</span>}
          </div>
          <IconButton
            label={t('notes.removePlace', { number: number(at + 1) })}
            onClick={() => change(rows.filter((_, place) => place !== at))}
          >
            <X size={15} aria-hidden />
          </IconButton>
        </div>
      ))}
      {problem !== null && (
        <div role="alert" className="text-xs text-bad">
          {problem}
        </div>
      )}
      {rows.length < LIMITS.usedIn && (
        <Button
          className="self-start"
          icon={<Plus size={15} aria-hidden />}
          onClick={() => setTyped([...rows, EMPTY])}
        >
          {t('notes.addPlace')}
        </Button>
      )}
    </div>
  );
}

function isWrong({ url }: Place): boolean {
  return url.trim() !== '' && !isWebAddress(url.trim());
}
