import type { TokenKind } from '../../contract/token.ts';
import { Chip } from '../ui/chip.tsx';

export const KIND_WORDS: Readonly<Record<TokenKind, string>> = {
  issued: 'Issued here',
  front: 'Made in Front',
};

export function KindChip({ kind }: { kind: TokenKind }) {
  return <Chip tone={kind === 'issued' ? 'accent' : 'plain'}>{KIND_WORDS[kind]}</Chip>;
}
