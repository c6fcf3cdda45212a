import { PopupApp } from '../../components/popup/popup-app.tsx';
import { readPopupWord } from '../../components/at-hand/popup-word.ts';
import { readPageOperation } from '../../components/popup/page-operation.ts';
import { readAtHand } from '../../components/state/at-hand.ts';
import { startPage } from '../../components/app/start-page.tsx';
import '../../components/theme.css';

startPage(<PopupApp />, async () => {
  await Promise.all([readPageOperation(), readAtHand(), readPopupWord()]);
});
