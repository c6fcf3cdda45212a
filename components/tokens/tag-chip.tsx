import { useTagColor } from '../state/use-tag-color.ts';

/** A tag in its colour. */
export function TagChip({ tag }: { tag: string }) {
  const color = useTagColor(tag);
  return (
    <span
      data-tag-color={color}
      className="tag-chip inline-block h-5 max-w-full shrink-0 truncate align-middle rounded-md px-1.5 text-xs leading-5 font-medium whitespace-nowrap"
    >
      {tag}
    </span>
  );
}
