import { ChevronDown, Ellipsis } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { Operation } from '../../contract/operations.ts';
import type { Token } from '../../contract/token.ts';
import { writeText } from '../../utils/clipboard/write-text.ts';
import { apiRequest } from '../../utils/copy-as/api-request.ts';
import { asCurl } from '../../utils/copy-as/as-curl.ts';
import { COPY_SHAPES, copyText, curlWithVariableWords } from '../../utils/copy-as/copy-text.ts';
import { useRegister } from '../state/register.ts';
import type { useCopy } from '../state/use-copy.ts';
import { Button } from '../ui/button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { toast } from '../ui/toasts.tsx';
import { t } from '../../utils/i18n/t.ts';

interface CopyAsMenuProps {
  readonly token: Token;
  /** The call that is written out; left out, the one that any token may make. */
  readonly operation?: Operation;
  readonly copy: ReturnType<typeof useCopy>['copy'];
  /** An icon alone, in a row of its own token. */
  readonly compact?: boolean;
}

const ITEM =
  'flex h-8 cursor-pointer items-center rounded-md px-2.5 text-[13px] outline-none data-[highlighted]:bg-chosen';

/** What a token's value can be copied as. */
export function CopyAsMenu({ token, operation, copy, compact = false }: CopyAsMenuProps) {
  const session = useRegister((state) => state.session);
  if (session.kind === 'not_connected') return null;
  const request = apiRequest(operation ?? null, token.kind, session.address);
  const copyWithVariable = async (): Promise<void> => {
    if (await writeText(document, asCurl(null, request))) {
      toast('good', t('tokens.copiedWithout'));
    } else toast('bad', t('tokens.copyRefusedShort'));
  };
  return (
    // Not modal: all that is not the menu would be hidden from assistive technology, focus and all.
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        {compact ? (
          <IconButton label={t('tokens.copyAsOf', { name: token.name })}>
            <Ellipsis size={16} aria-hidden />
          </IconButton>
        ) : (
          <Button className="px-2.5">
            {t('tokens.copyAs')}
            <ChevronDown size={15} aria-hidden />
          </Button>
        )}
      </DropdownMenu.Trigger>
      {/* Where it stands, so that it is a part of the page's main part to whoever hears it. */}
      <DropdownMenu.Content
        align="end"
        sideOffset={4}
        collisionPadding={8}
        // Firefox gives the focus to the button after the press that has opened the menu.
        onFocusOutside={(event) => event.preventDefault()}
        className="floating z-40 min-w-52 rounded-lg border border-line bg-paper p-1"
      >
        {COPY_SHAPES.map(({ shape, words }) => (
          <DropdownMenu.Item
            key={shape}
            className={ITEM}
            onSelect={() => void copy(token, (value) => copyText(shape, value, request))}
          >
            {t(words)}
          </DropdownMenu.Item>
        ))}
        <DropdownMenu.Separator className="my-1 h-px bg-line" />
        <DropdownMenu.Item className={ITEM} onSelect={() => void copyWithVariable()}>
          {curlWithVariableWords()}
        </DropdownMenu.Item>
      </DropdownMenu.Content>
    </DropdownMenu.Root>
  );
}
