import { Fragment, useState, type ReactNode } from 'react';
import { personOf, useRegister } from '../state/register.ts';

/**
 * Draws the page anew when somebody else is signed in without the first person having signed out:
 * what one of them typed is neither shown to the other nor kept in their name.
 */
export function OfPerson({ children }: { readonly children: ReactNode }) {
  const person = useRegister(personOf);
  const [drawn, setDrawn] = useState({ person, turn: 0 });
  if (person !== drawn.person) {
    const isOther = person !== null && drawn.person !== null;
    setDrawn({ person, turn: drawn.turn + (isOther ? 1 : 0) });
  }
  return <Fragment key={drawn.turn}>{children}</Fragment>;
}
