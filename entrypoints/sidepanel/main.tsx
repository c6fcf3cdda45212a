import { PanelApp } from '../../components/panel/panel-app.tsx';
import { startPage } from '../../components/app/start-page.tsx';
import '../../components/theme.css';

startPage(<PanelApp />);
