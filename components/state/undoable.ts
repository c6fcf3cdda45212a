import { t } from '../../utils/i18n/t.ts';
import { toast } from '../ui/toasts.tsx';
import { personOf, useRegister } from './register.ts';

/**
 * Says that something is gone, with the way back for as long as the message stands. Whoever is
 * signed in by then has to be who let it go: what one person typed is never put back for another.
 */
export function sayUndoable(text: string, undo: () => void): void {
  const person = personOf(useRegister.getState());
  toast('good', text, {
    words: t('common.undo'),
    act: () => {
      if (personOf(useRegister.getState()) === person) undo();
    },
  });
}
