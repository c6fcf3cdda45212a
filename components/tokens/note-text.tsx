import { textLinks } from '../../utils/tokens/text-links.ts';
import { OutLink } from '../ui/out-link.tsx';

/** A note as it was written, in plain text, with the addresses in it to click. */
export function NoteText({ text }: { text: string }) {
  return textLinks(text).map((part, place) =>
    part.kind === 'link' ? (
      <OutLink key={place} href={part.text}>
        {part.text}
      </OutLink>
    ) : (
      part.text
    ),
  );
}
