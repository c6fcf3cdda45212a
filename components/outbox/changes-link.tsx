import { CloudUpload } from 'lucide-react';
import { isOpen } from '../../utils/outbox/change.ts';
import { useRegister } from '../state/register.ts';
import { hashOf } from '../state/use-route.ts';

/** The way to the changes that wait. Nothing while none is there. */
export function ChangesLink({ here }: { here: boolean }) {
  const open = useRegister(({ changes }) => changes.filter(isOpen).length);
  const kept = useRegister(({ changes }) => changes.some(({ kind }) => kind !== 'done'));
  if (!kept && !here) return null;
  return (
    <a
      href={hashOf({ kind: 'changes' })}
      aria-current={here ? 'page' : undefined}
      title="Changes"
      className={`inline-flex h-8 shrink-0 items-center gap-1.5 rounded-lg px-2.5 text-[13px] font-medium ${here ? 'bg-chosen text-accent' : 'text-warn hover:bg-hover'}`}
    >
      <CloudUpload size={15} aria-hidden />
      <span className="max-lg:sr-only">Changes</span>
      {open > 0 && <span>{open}</span>}
    </a>
  );
}
