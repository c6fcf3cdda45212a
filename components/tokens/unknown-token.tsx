import { SearchX } from 'lucide-react';
import { useRegister } from '../state/register.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

/** Says that a token is not in the register, once all of it has been read, and leads back to the list. */
export function UnknownToken({ onBack }: { onBack: () => void }) {
  const complete = useRegister((state) => state.complete);
  if (!complete) return null;
  return (
    <EmptyState
      main
      icon={<SearchX size={22} aria-hidden />}
      title="There is no such token"
      actions={<Button onClick={onBack}>All tokens</Button>}
    >
      The address may be mistyped, or the token belongs to another service.
    </EmptyState>
  );
}
