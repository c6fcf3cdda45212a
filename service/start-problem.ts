/** Why the service does not start: one line for the person at the terminal, no stack. */
export class StartProblem extends Error {
  override readonly name = 'StartProblem';
}
