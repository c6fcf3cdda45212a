import { PlugZap } from 'lucide-react';
import { useState } from 'react';
import { t } from '../../utils/i18n/t.ts';
import { ask } from '../../utils/messaging/ask.ts';
import { mayHoldCode, readInvitation } from '../../utils/session/read-invitation.ts';
import type { Failure } from '../../utils/messaging/protocol.ts';
import { failureWords } from '../../utils/words/failure-words.ts';
import { useDraft } from '../state/use-draft.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { TextButton } from '../ui/text-button.tsx';
import { RichText } from '../ui/rich-text.tsx';

/** Where the service listens when nobody set another address. */
const LOCAL_ADDRESS = 'http://127.0.0.1:4180';

interface ConnectFormProps {
  /** True for somebody who came to use an invitation. */
  readonly invited: boolean;
  readonly onInvited: (invited: boolean) => void;
  /** Told the code of an invitation, which lives in the page's memory alone; null without one. */
  readonly onConnected: (code: string | null) => void;
}

/** Asks for the service's address, or for the link of an invitation, which holds it. */
export function ConnectForm({ invited, onInvited, onConnected }: ConnectFormProps) {
  const address = useDraft('connect', '', isText);
  // A link is kept in no draft: its code would stand on the disk.
  const [link, setLink] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const typed = link ?? (invited ? '' : address.value);

  const change = (text: string): void => {
    if (invited || mayHoldCode(text)) setLink(text);
    else {
      setLink(null);
      address.set(text);
    }
  };
  const connect = async (): Promise<void> => {
    const invitation = readInvitation(typed);
    const problem = problemOf(invitation, invited);
    setFailure(problem === null ? null : { code: 'bad_address', message: problem });
    if (problem !== null) return;
    setBusy(true);
    const answer = await ask('session.connect', {
      address: invitation.kind === 'ok' ? invitation.address : typed,
    });
    setBusy(false);
    if (answer.ok) {
      address.drop();
      onConnected(invitation.kind === 'ok' ? invitation.code : null);
    } else setFailure(answer.failure);
  };
  const words = failure === null ? null : failureWords(failure);
  return (
    <form
      className="flex flex-col gap-3"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        // It says itself what went wrong.
        void connect();
      }}
    >
      <Field
        label={invited ? t('options.invitationLink') : t('options.serviceAddress')}
        problem={failure?.code === 'bad_address' ? failure.message : null}
        hint={
          invited ? (
            t('options.invitationHint')
          ) : (
            <RichText
              k="options.addressHint"
              parts={{
                address: (
                  <TextButton onClick={() => change(LOCAL_ADDRESS)}>{LOCAL_ADDRESS}</TextButton>
                ),
              }}
            />
          )
        }
      >
        {(control) => (
          <input
            {...control}
            key={invited ? 'link' : 'address'}
            autoFocus
            className="field-box"
            inputMode="url"
            autoComplete={invited ? 'off' : 'url'}
            spellCheck={false}
            placeholder={`https://tokens.example.com${invited ? '/invitation#…' : ''}`}
            value={typed}
            onChange={(event) => change(event.target.value)}
          />
        )}
      </Field>
      {words !== null && failure?.code !== 'bad_address' && (
        <Notice tone="bad" live title={words.title}>
          {failure?.code === 'unreachable' ? t('options.unreachable') : words.text}
        </Notice>
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-[13px]">
        <Button type="submit" look="primary" busy={busy} icon={<PlugZap size={16} aria-hidden />}>
          {t('common.connect')}
        </Button>
        <TextButton
          onClick={() => {
            setLink(null);
            setFailure(null);
            onInvited(!invited);
          }}
        >
          {invited ? t('options.haveAddress') : t('session.invited')}
        </TextButton>
      </div>
    </form>
  );
}

function problemOf(invitation: ReturnType<typeof readInvitation>, invited: boolean): string | null {
  switch (invitation.kind) {
    case 'ok':
      return null;
    case 'bad':
      return invitation.message;
    case 'none':
      return invited ? t('options.invitationEmpty') : null;
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
