import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { TokenHealth } from '../../utils/health/judge-health.ts';
import { useRegister } from '../state/register.ts';
import { HealthCard } from './health-card.tsx';
import { t } from '../../utils/i18n/t.ts';

interface HealthListProps {
  readonly shown: readonly TokenHealth[];
  /** Shows what was put aside instead of what stands. */
  readonly withSnoozed: boolean;
}

/** A card for each token; only those in sight are in the page. */
export function HealthList({ shown, withSnoozed }: HealthListProps) {
  const tokens = useRegister((state) => state.tokens);
  const standing = useMemo(() => {
    const names = new Map<string, string[]>();
    for (const { token } of tokens) {
      if (token.backedBy === null || token.status === 'deleted') continue;
      const list = names.get(token.backedBy) ?? [];
      list.push(token.name);
      names.set(token.backedBy, list);
    }
    return names;
  }, [tokens]);
  const frame = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    setTop(frame.current?.offsetTop ?? 0);
  }, [shown.length]);
  const virtual = useWindowVirtualizer({
    count: shown.length,
    estimateSize: () => 150,
    getItemKey: (index) => shown[index]?.token.id ?? index,
    overscan: 6,
    gap: 12,
    scrollMargin: top,
    initialRect: { width: 1280, height: 900 },
  });
  return (
    <div
      ref={frame}
      role="list"
      aria-label={t('health.byRisk')}
      className="relative"
      style={{ height: virtual.getTotalSize() }}
    >
      {virtual.getVirtualItems().map(({ index, start, key }) => {
        const health = shown[index];
        return health === undefined ? null : (
          <div
            key={key}
            ref={virtual.measureElement}
            data-index={index}
            role="listitem"
            aria-setsize={shown.length}
            aria-posinset={index + 1}
            className="absolute inset-x-0"
            style={{ transform: `translateY(${start - top}px)` }}
          >
            <HealthCard
              health={health}
              withSnoozed={withSnoozed}
              dependents={standing.get(health.token.id) ?? NONE}
            />
          </div>
        );
      })}
    </div>
  );
}

const NONE: readonly string[] = [];
