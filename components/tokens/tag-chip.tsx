import { useTagColor } from '../state/use-tag-color.ts';

/** A tag in its colour. */
export function TagChip({ tag }: { tag: string }) {
  return <PaintedTag tag={tag} color={useTagColor(tag)} />;
}

interface PaintedTagProps {
  readonly tag: string;
  /** Its name; undefined for the plain look. */
  readonly color: string | undefined;
  readonly widest?: 'max-w-full' | 'max-w-24';
}

/** A tag in a given colour. */
export function PaintedTag({ tag, color, widest = 'max-w-full' }: PaintedTagProps) {
  return (
    <span
      data-tag-color={color}
      className={`tag-chip inline-block h-5 shrink-0 truncate align-middle rounded-md px-1.5 text-xs leading-5 font-medium whitespace-nowrap ${widest}`}
    >
      {tag}
    </span>
  );
}
