import { useTagColor } from '../state/use-tag-color.ts';

/** A tag in its colour. */
export function TagChip({ tag }: { tag: string }) {
  return <PaintedTag tag={tag} color={useTagColor(tag)} />;
}

/** A tag in a given colour: its name, or undefined for the plain look. */
export function PaintedTag({ tag, color }: { tag: string; color: string | undefined }) {
  return (
    <span
      data-tag-color={color}
      className="tag-chip inline-block h-5 max-w-full shrink-0 truncate align-middle rounded-md px-1.5 text-xs leading-5 font-medium whitespace-nowrap"
    >
      {tag}
    </span>
  );
}
