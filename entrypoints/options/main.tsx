import { startPage } from '../../components/app/start-page.ts';

// The page says itself what went wrong.
void startPage('options', () => ({
  load: () =>
    import('../../components/options/options-app.tsx').then(({ OptionsApp }) => OptionsApp),
}));
