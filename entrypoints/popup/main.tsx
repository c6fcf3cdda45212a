import { PopupApp } from '../../components/popup/popup-app.tsx';
import { startPage } from '../../components/app/start-page.tsx';
import '../../components/theme.css';

startPage(<PopupApp />);
