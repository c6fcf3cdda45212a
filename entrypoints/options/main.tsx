import { startPage } from '../../components/app/start-page.ts';
import '../../components/theme.css';

// The page says itself what went wrong.
void startPage('options', () => ({
  load: () =>
    import('../../components/options/options-app.tsx').then(({ OptionsApp }) => OptionsApp),
}));
