// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { Welcome } from '../../../components/options/welcome.tsx';
import { useRegister } from '../../../components/state/register.ts';
import { ADA } from '../support/fake-service.ts';
import { signedInAs } from '../support/people-answers.ts';

vi.mock('../../../utils/messaging/ask.ts', () => ({ ask: vi.fn() }));
afterEach(cleanup);

const signedOut = (): void =>
  useRegister.setState({ session: { kind: 'signed_out', address: 'http://127.0.0.1:4180' } });

it('leads on by itself after a sign-in, also when the sign-out before it was told late', () => {
  const onDone = vi.fn();
  signedInAs(ADA);
  render(<Welcome invited={false} onDone={onDone} />);
  act(signedOut);
  expect(onDone).not.toHaveBeenCalled();
  act(() => signedInAs(ADA));
  expect(onDone).toHaveBeenCalled();
});

it('stays for somebody who is signed in and comes to look', () => {
  const onDone = vi.fn();
  signedInAs(ADA);
  render(<Welcome invited={false} onDone={onDone} />);
  expect(screen.getByRole('button', { name: 'Go to the tokens' })).toBeTruthy();
  expect(onDone).not.toHaveBeenCalled();
});
