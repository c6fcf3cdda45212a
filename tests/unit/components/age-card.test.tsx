// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AgeCard } from '../../../components/plots/age-card.tsx';
import { useRegister } from '../../../components/state/register.ts';
import { failed } from '../../../utils/messaging/failed.ts';
import { ADA } from '../support/fake-service.ts';
import { listed } from '../support/listed.ts';
import { signedInAs } from '../support/people-answers.ts';
import { unsizedPlots } from '../support/unsized-plots.ts';

unsizedPlots();

const SYNCED = { at: '2026-11-26T10:32:00.000Z', count: 1 };
const NONE = 'No token was issued here yet.';

beforeEach(() => {
  signedInAs(ADA);
  useRegister.setState({ synced: SYNCED, sync: { kind: 'idle' } });
});
afterEach(cleanup);

describe('the plot of all tokens by age', () => {
  it('claims nothing before the list was read for the first time', () => {
    useRegister.setState({ synced: null, sync: { kind: 'running' } });
    render(<AgeCard />);
    expect(screen.queryByText(NONE)).toBeNull();
  });

  it('waits for the rest where the first rows alone were read', () => {
    useRegister.setState({ tokens: listed('Warehouse'), complete: false });
    render(<AgeCard />);
    expect(screen.queryByText('Show the tokens as a table')).toBeNull();
  });

  it('says that it waits for a service that never answered', () => {
    const { failure } = failed('unreachable', 'The token service does not answer.');
    useRegister.setState({ synced: null, sync: { kind: 'failed', failure } });
    render(<AgeCard />);
    expect(screen.getByText('This is shown when the token service answers again.')).toBeTruthy();
  });

  it('shows what was read before where the service does not answer now', () => {
    const { failure } = failed('unreachable', 'The token service does not answer.');
    useRegister.setState({ tokens: listed('Warehouse'), sync: { kind: 'failed', failure } });
    render(<AgeCard />);
    expect(screen.getByText('Show the tokens as a table')).toBeTruthy();
  });

  it('says so where no token was issued', () => {
    render(<AgeCard />);
    expect(screen.getByText(NONE)).toBeTruthy();
  });
});
