import { useEffect, useState } from 'react';
import { readDraft } from '../../utils/drafts/drafts.ts';
import { guideKey, isGuideDraft } from '../../utils/rotation/guide-draft.ts';

/** The name in Front of the token that is to take this one's place, while a guide is under way; else null. */
export function useSuccessorName(tokenId: string): string | null {
  const [name, setName] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    const read = (): void => {
      readDraft(guideKey(tokenId), isGuideDraft).then(
        (draft) => {
          if (current) setName(draft?.newName ?? null);
        },
        // Without the guide the token's own name counts alone.
        () => undefined,
      );
    };
    read();
    // The guide stands in another window, and may have moved on while this one was not looked at.
    addEventListener('focus', read);
    return () => {
      current = false;
      removeEventListener('focus', read);
    };
  }, [tokenId]);
  return name;
}
