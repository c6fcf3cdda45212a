import { useState } from 'react';
import { OPERATIONS_BY_ID } from '../../contract/operations.ts';
import type { Finding } from '../../utils/planner/read-pasted.ts';
import { pastedWords } from '../../utils/words/planner-words.ts';
import type { Planning } from '../state/use-plan.ts';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { OperationLine } from './operation-line.tsx';
import { t } from '../../utils/i18n/t.ts';
import { RichText } from '../ui/rich-text.tsx';

type Choice = Finding & { kind: 'choice' };
type Unread = Exclude<Finding, { kind: 'operation' | 'choice' }>;

/** Where code, commands and links are pasted, with what was read in them and what was not. */
export function PastedReader({ planning }: { planning: Planning }) {
  const { draft, reading, paste, add } = planning;
  const [dropped, setDropped] = useState(0);
  const read = reading.findings.filter(({ kind }) => kind === 'operation').length;
  const choices = reading.findings.filter(
    (finding): finding is Choice => finding.kind === 'choice',
  );
  const unread = reading.findings.filter(
    (finding): finding is Unread => finding.kind !== 'operation' && finding.kind !== 'choice',
  );
  const isEmpty = draft.pasted.trim() === '';
  return (
    <div className="flex flex-col gap-2">
      <Field label={t('planner.paste')} optional hint={t('planner.pasteHint')}>
        {(control) => (
          <textarea
            {...control}
            rows={4}
            className="field-box font-mono text-xs"
            spellCheck={false}
            autoComplete="off"
            placeholder={
              'curl https://api2.frontapp.com/contacts\nhttps://dev.frontapp.com/reference/create-message-reply'
            }
            value={draft.pasted}
            onChange={(event) => {
              const text = event.target.value;
              const count = paste(text);
              setDropped((before) => (text.trim() === '' ? 0 : before + count));
            }}
          />
        )}
      </Field>
      {dropped > 0 && (
        <Notice tone="warn" live title={t('planner.droppedTitle')}>
          {t('planner.droppedText')}
        </Notice>
      )}
      {!isEmpty && (
        <p className="text-xs text-soft" role="status">
          {pastedWords({ ...reading, read })}
        </p>
      )}
      {choices.map(({ path, ids }) => (
        <Notice key={path} tone="info" title={t('planner.whichCall')}>
          <RichText k="planner.withoutMethod" parts={{ path: <Code>{path}</Code> }} />
          <span className="mt-1.5 flex flex-col gap-1">
            {ids.map((id) => (
              <Suggestion
                key={id}
                id={id}
                chosen={draft.operations.includes(id)}
                onAdd={() => add(id)}
              />
            ))}
          </span>
        </Notice>
      ))}
      {unread.length > 0 && (
        <Notice tone="warn" title={t('planner.notUnderstood')}>
          <ul className="flex flex-col gap-0.5">
            {unread.map((finding) => (
              <li key={JSON.stringify(finding)} className="break-words">
                <UnreadLine finding={finding} />
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}

function Suggestion(props: { id: string; chosen: boolean; onAdd: () => void }) {
  const operation = OPERATIONS_BY_ID.get(props.id);
  if (operation === undefined) return null;
  return (
    <button
      type="button"
      aria-pressed={props.chosen}
      className="flex rounded-md border border-edge/60 bg-paper px-2 py-1 hover:bg-hover aria-pressed:border-accent"
      onClick={props.onAdd}
    >
      <OperationLine operation={operation} />
    </button>
  );
}

function UnreadLine({ finding }: { finding: Unread }) {
  switch (finding.kind) {
    case 'unknown_call':
      return <RichText k="planner.unknownCall" parts={{ call: <Code>{finding.call}</Code> }} />;
    case 'unknown_id':
      return <RichText k="planner.unknownId" parts={{ id: <Code>{finding.id}</Code> }} />;
    case 'elsewhere':
      return <RichText k="planner.elsewhere" parts={{ host: <Code>{finding.host}</Code> }} />;
    case 'hidden_address':
      return <RichText k="planner.hiddenAddress" parts={{ call: <Code>{finding.call}</Code> }} />;
  }
}

function Code({ children }: { children: string }) {
  return <code className="text-xs break-all">{children}</code>;
}
