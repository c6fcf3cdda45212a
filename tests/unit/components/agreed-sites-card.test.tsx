// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AgreedSitesCard } from '../../../components/at-hand/agreed-sites-card.tsx';
import { Toasts } from '../../../components/ui/toasts.tsx';
import { agreeToSite, forgetSite, readAgreedSites } from '../../../utils/at-hand/agreed-sites.ts';
import { ADA } from '../support/fake-service.ts';
import { signedInAs } from '../support/people-answers.ts';

vi.mock('../../../utils/at-hand/agreed-sites.ts', () => ({
  agreeToSite: vi.fn(),
  forgetSite: vi.fn(),
  readAgreedSites: vi.fn(),
}));

const SITE = 'https://ci.example.com';

beforeEach(() => {
  signedInAs(ADA);
  vi.mocked(readAgreedSites).mockResolvedValue([{ origin: SITE, at: 1 }]);
});
afterEach(cleanup);

async function remove(): Promise<void> {
  render(
    <>
      <AgreedSitesCard />
      <Toasts />
    </>,
  );
  fireEvent.click(await screen.findByRole('button', { name: `Remove ${SITE}` }));
}

it('a site that is removed is gone from the list', async () => {
  vi.mocked(forgetSite).mockResolvedValue([]);
  await remove();
  expect(await screen.findByText('None yet')).toBeTruthy();
});

it('a site that was removed by mistake comes back', async () => {
  vi.mocked(agreeToSite).mockResolvedValue();
  vi.mocked(forgetSite).mockResolvedValue([]);
  await remove();
  // The message of the test before stands until then.
  await screen.findByText('None yet');
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(await screen.findByText(SITE)).toBeTruthy();
  expect(agreeToSite).toHaveBeenCalledWith(SITE);
});

it('a site stays in the list, and the page says so, where the browser could not store it', async () => {
  vi.mocked(forgetSite).mockRejectedValue(new DOMException('full', 'QuotaExceededError'));
  await remove();
  expect(await screen.findByText('The browser could not store that. Try again.')).toBeTruthy();
  expect(screen.getByText(SITE)).toBeTruthy();
});
