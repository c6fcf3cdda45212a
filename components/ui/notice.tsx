import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

type Tone = 'info' | 'warn' | 'bad';

const TONES: Readonly<Record<Tone, string>> = {
  info: 'bg-info-paper',
  warn: 'bg-warn-paper',
  bad: 'bg-bad-paper',
};
const ICON_TONES: Readonly<Record<Tone, string>> = {
  info: 'text-accent',
  warn: 'text-warn',
  bad: 'text-bad',
};

interface NoticeProps {
  readonly tone: Tone;
  readonly title?: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** Something that just happened is read out at once; a standing remark is not. */
  readonly live?: boolean;
}

export function Notice({ tone, title, children, actions, live = false }: NoticeProps) {
  const Icon = tone === 'info' ? Info : tone === 'warn' ? TriangleAlert : CircleAlert;
  return (
    <div
      role={live ? 'alert' : undefined}
      className={`flex gap-2.5 rounded-lg px-3 py-2.5 text-[13px] ${TONES[tone]}`}
    >
      <Icon size={16} aria-hidden className={`mt-0.5 shrink-0 ${ICON_TONES[tone]}`} />
      <div className="min-w-0 flex-1">
        {title !== undefined && <div className="font-semibold">{title}</div>}
        {children !== undefined && <div className="text-ink">{children}</div>}
        {actions !== undefined && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}
