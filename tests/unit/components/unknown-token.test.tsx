// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EditPage } from '../../../components/options/edit-page.tsx';
import { TokenCard } from '../../../components/popup/token-card.tsx';
import { useRegister } from '../../../components/state/register.ts';

const GONE = 'tok_0000000000000000';

beforeEach(() => {
  useRegister.setState({
    session: { kind: 'signed_out', address: 'http://127.0.0.1:4180' },
    tokens: [],
    complete: true,
  });
});
afterEach(cleanup);

describe('a token that is not in the register', () => {
  it('leaves nobody in an empty popup: it says so and leads back', () => {
    const back = vi.fn();
    render(<TokenCard id={GONE} onBack={back} />);
    expect(screen.getByText('There is no such token')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'All tokens' }));
    expect(back).toHaveBeenCalledOnce();
  });

  it('cannot be edited, and the page says so', () => {
    render(<EditPage id={GONE} />);
    expect(screen.getByText('There is no such token')).toBeTruthy();
  });

  it('is not called missing while the list is still being read', () => {
    useRegister.setState({ complete: false });
    render(<EditPage id={GONE} />);
    expect(screen.queryByText('There is no such token')).toBeNull();
  });
});
