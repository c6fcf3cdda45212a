import { useState } from 'react';
import { IMPORT_FIELDS, type ImportField } from '../../utils/import/columns.ts';
import type { CsvTable } from '../../utils/import/read-csv.ts';
import { chooseColumn, useImport } from '../state/use-import.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Field } from '../ui/field.tsx';

const FIELD_WORDS: Readonly<Record<ImportField, string>> = {
  name: 'Name',
  value: 'Value',
  purpose: 'Purpose',
  tags: 'Tags',
  owner: 'Owner',
  environment: 'Environment',
  usedIn: 'Used in',
  expires: 'Expires',
};

/** Which column of the file holds what: recognised by its header, and changeable. */
export function ColumnChoice({ table, source }: { table: CsvTable; source: string }) {
  const columns = useImport((state) => state.columns);
  const found = IMPORT_FIELDS.filter((field) => columns[field] !== undefined);
  const [open, setOpen] = useState(columns.name === undefined);
  const left = table.header.filter((_, i) => !Object.values(columns).includes(i));
  const { length } = table.rows;
  return (
    <Card
      title={`${source}: ${length.toLocaleString('en')} ${length === 1 ? 'row' : 'rows'}`}
      actions={
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Done' : 'Change columns'}
        </Button>
      }
    >
      <p className="text-[13px] break-words">
        {found.length === 0
          ? 'No column was recognised. Say which is which.'
          : `Recognised: ${found.map((field) => FIELD_WORDS[field].toLowerCase()).join(', ')}.`}
        {left.length > 0 && (
          <span className="text-soft">
            {' '}
            Left out: {left.map((head) => head || '(no header)').join(', ')}.
          </span>
        )}
      </p>
      {open && (
        <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
          {IMPORT_FIELDS.map((field) => (
            <Field key={field} label={FIELD_WORDS[field]}>
              {(control) => (
                <select
                  {...control}
                  className="field-box"
                  value={columns[field] ?? ''}
                  onChange={({ target }) =>
                    chooseColumn(field, target.value === '' ? null : Number(target.value))
                  }
                >
                  <option value="">Not in the file</option>
                  {table.header.map((head, column) => (
                    <option key={column} value={column}>
                      {head === '' ? `Column ${column + 1}` : head.slice(0, 60)}
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
