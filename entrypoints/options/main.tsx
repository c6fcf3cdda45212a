import { OptionsApp } from '../../components/options/options-app.tsx';
import { startPage } from '../../components/app/start-page.tsx';
import '../../components/theme.css';

startPage(<OptionsApp />);
