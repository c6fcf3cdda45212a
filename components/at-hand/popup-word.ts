import { create } from 'zustand';
import { dropWord, readWord, type PopupWord } from '../../utils/at-hand/popup-word.ts';

/** What the popup has to say because it was opened by a field's menu, a key or the address bar. */
export const usePopupWord = create<{ readonly word: PopupWord | null }>()(() => ({ word: null }));

/** Reads it before the first paint. What is no question is said once. */
export async function readPopupWord(): Promise<void> {
  const word = await readWord();
  usePopupWord.setState({ word });
  if (word !== null && word.kind !== 'ask') await dropWord();
}

/** Says something else from now on, or nothing. */
export function sayWord(word: PopupWord | null): void {
  usePopupWord.setState({ word });
}
