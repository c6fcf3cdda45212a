import { useState } from 'react';
import { personOf, useRegister } from './register.ts';

/**
 * Id of the person who is signed in when a form is drawn: what is typed there is theirs, whoever is
 * signed in when it is sent. Empty for nobody, in whose name nothing is kept.
 */
export function useAuthor(): string {
  const person = useRegister(personOf);
  const [author] = useState(person);
  return author ?? person ?? '';
}
