import { useState } from 'react';
import { IMPORT_FIELDS, type ImportField } from '../../utils/import/columns.ts';
import type { CsvTable } from '../../utils/import/read-csv.ts';
import { chooseColumn, useImport } from '../state/use-import.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Field } from '../ui/field.tsx';
import { t, type PlainTextKey } from '../../utils/i18n/t.ts';
import { language, locale, number, row } from '../../utils/i18n/locale.ts';

const FIELD_TEXTS = {
  name: 'common.name',
  value: 'common.value',
  purpose: 'common.purpose',
  tags: 'common.tags',
  owner: 'common.owner',
  environment: 'common.environment',
  usedIn: 'common.usedIn',
  expires: 'importing.expires',
} as const satisfies Record<ImportField, PlainTextKey>;

/** Which column of the file holds what: recognised by its header, and changeable. */
export function ColumnChoice({ table, source }: { table: CsvTable; source: string }) {
  const columns = useImport((state) => state.columns);
  const found = IMPORT_FIELDS.filter((field) => columns[field] !== undefined);
  const [open, setOpen] = useState(columns.name === undefined);
  const left = table.header.filter((_, i) => !Object.values(columns).includes(i));
  const { length } = table.rows;
  return (
    <Card
      title={t('importing.rows', length, { source, count: number(length) })}
      actions={
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('common.done') : t('importing.changeColumns')}
        </Button>
      }
    >
      <p className="text-[13px] break-words">
        {found.length === 0
          ? t('importing.noColumn')
          : t('importing.recognised', {
              columns: row(found.map((field) => inSentence(t(FIELD_TEXTS[field])))),
            })}
        {left.length > 0 && (
          <span className="text-soft">
            {' '}
            {t('importing.leftOut', {
              columns: row(left.map((head) => head || t('importing.noHeader'))),
            })}
          </span>
        )}
      </p>
      {open && (
        <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
          {IMPORT_FIELDS.map((field) => (
            <Field key={field} label={t(FIELD_TEXTS[field])}>
              {(control) => (
                <select
                  {...control}
                  className="field-box"
                  value={columns[field] ?? ''}
                  onChange={({ target }) =>
                    chooseColumn(field, target.value === '' ? null : Number(target.value))
                  }
                >
                  <option value="">{t('importing.notInFile')}</option>
                  {table.header.map((head, column) => (
                    <option key={column} value={column}>
                      {head === ''
                        ? t('importing.column', { number: number(column + 1) })
                        : head.slice(0, 60)}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          ))}
        </div>
      )}
    </Card>
  );
}

/** A heading within a sentence. German nouns keep their capital. */
function inSentence(heading: string): string {
  return language() === 'de' ? heading : heading.toLocaleLowerCase(locale());
}
