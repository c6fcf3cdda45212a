import type { TokenKind } from '../../contract/token.ts';
import { Chip } from '../ui/chip.tsx';
import { t, type PlainTextKey } from '../../utils/i18n/t.ts';

const KIND_TEXTS = {
  issued: 'tokens.kindIssued',
  front: 'tokens.kindFront',
} as const satisfies Record<TokenKind, PlainTextKey>;

/** Where a token of this kind was made. */
export function kindWords(kind: TokenKind): string {
  return t(KIND_TEXTS[kind]);
}

export function KindChip({ kind }: { kind: TokenKind }) {
  return <Chip tone={kind === 'issued' ? 'accent' : 'plain'}>{kindWords(kind)}</Chip>;
}
