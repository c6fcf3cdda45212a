import type { Budget } from '../../contract/budget.ts';

/** `1 call`, `1,200 calls`. */
export function callsWords(calls: number): string {
  return `${calls.toLocaleString('en')} ${calls === 1 ? 'call' : 'calls'}`;
}

/** Past a hundred, an estimate is told in tens: it is one. */
export function aboutWords(calls: number): string {
  return callsWords(calls < 100 ? calls : Math.round(calls / 10) * 10);
}

/** Says that somebody calls Front past the gateway; null when there is no sign of it. */
export function outsideWords({ hour, day }: Budget['outside']): string | null {
  if (hour === 0 && day === 0) return null;
  const [when, calls] = hour > 0 ? ['hour', hour] : ['24 hours', day];
  const were = calls === 1 ? 'was' : 'were';
  return `In the last ${when} about ${aboutWords(calls)} ${were} made past the gateway, with a raw Front token.`;
}
