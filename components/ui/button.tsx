import { LoaderCircle } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';

type Look = 'primary' | 'plain' | 'quiet' | 'danger' | 'quiet-danger';

const LOOKS: Readonly<Record<Look, string>> = {
  primary: 'bg-accent text-on-accent border-transparent hover:bg-accent-strong',
  plain: 'bg-paper text-ink border-edge/60 hover:bg-hover',
  quiet: 'bg-transparent text-ink border-transparent hover:bg-hover',
  'quiet-danger': 'bg-transparent text-bad border-transparent hover:bg-bad-paper',
  danger: 'bg-bad-strong text-on-bad border-transparent hover:brightness-110',
};

export interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: Look;
  readonly icon?: ReactNode;
  /** Work is under way: the button keeps its width and takes no second press. */
  readonly busy?: boolean;
}

export function Button({
  look = 'plain',
  icon,
  busy = false,
  className = '',
  children,
  disabled,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      className={`inline-flex h-9 shrink-0 items-center justify-center gap-1.5 rounded-lg border px-3.5 text-sm font-medium whitespace-nowrap transition-colors disabled:opacity-60 ${LOOKS[look]} ${className}`}
    >
      {busy ? <LoaderCircle size={16} className="animate-spin" aria-hidden /> : icon}
      {children}
    </button>
  );
}
