// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { OfPerson } from '../../../components/app/of-person.tsx';
import { useAuthor } from '../../../components/state/use-author.ts';
import { useRegister } from '../../../components/state/register.ts';
import { ADA } from '../support/fake-service.ts';
import { BO, signedInAs } from '../support/people-answers.ts';

const ADDRESS = 'https://tokens.example';

afterEach(cleanup);

/** A form whose text lives in the page alone, and in whose name it would be sent. */
function Form() {
  return <input aria-label="Purpose" data-author={useAuthor()} />;
}

function typed(text: string): void {
  render(
    <OfPerson>
      <Form />
    </OfPerson>,
  );
  fireEvent.change(field(), { target: { value: text } });
}

const field = (): HTMLInputElement => screen.getByLabelText('Purpose');

describe('a form that stays open', () => {
  it('is drawn anew for somebody else, and is in their name', () => {
    signedInAs(ADA);
    typed('Ada’s');
    act(() => useRegister.setState({ session: { kind: 'expired', address: ADDRESS, me: ADA } }));
    act(() => signedInAs(BO));
    expect(field().value).toBe('');
    expect(field().dataset.author).toBe(BO.id);
  });

  it('stays as it is for the same person, who was locked out or signed in again', () => {
    signedInAs(ADA);
    typed('Ada’s');
    act(() => useRegister.setState({ session: { kind: 'locked', address: ADDRESS, me: ADA } }));
    act(() => signedInAs(ADA));
    expect(field().value).toBe('Ada’s');
    expect(field().dataset.author).toBe(ADA.id);
  });

  it('stays for the first who signs in', () => {
    useRegister.setState({ session: { kind: 'signed_out', address: ADDRESS } });
    typed('half typed');
    act(() => signedInAs(ADA));
    expect(field().value).toBe('half typed');
  });
});
