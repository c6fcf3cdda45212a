import { beforeEach, describe, expect, it, vi } from 'vitest';
import { dropImport, takeImport, useImport } from '../../../components/state/use-import.ts';
import { findInText, useFind } from '../../../components/state/use-find.ts';
import { useRegister } from '../../../components/state/register.ts';
import type { SessionState } from '../../../utils/messaging/protocol.ts';
import { aFrontValue } from '../../service/support/makers.ts';
import { ADA } from '../support/fake-service.ts';

const signedIn: SessionState = { kind: 'signed_in', address: 'x', me: ADA };
const planned = () =>
  vi.waitFor(() => {
    if (useImport.getState().plan.kind !== 'planned') throw new Error('not planned yet');
  });

beforeEach(() => {
  useRegister.setState({ session: signedIn, tokens: [] });
  dropImport();
});

describe('a file with values in it', () => {
  it.each<SessionState>([
    { kind: 'locked', address: 'x', me: ADA },
    { kind: 'signed_out', address: 'x' },
  ])('is forgotten when somebody leaves ($kind)', async (session) => {
    const value = aFrontValue();
    takeImport(`name,value\nShop – orders – production,${value}`, 'tokens.csv');
    await planned();
    expect(JSON.stringify(useImport.getState().reading)).toContain(value);
    await findInText(value, 'Pasted text');
    expect(useFind.getState().state.kind).toBe('found');
    useRegister.setState({ session });
    expect(useImport.getState()).toMatchObject({ reading: null, plan: { kind: 'none' } });
    expect(useFind.getState().state.kind).toBe('none');
  });

  it('is forgotten when somebody else signs in where a sign-in had ended', async () => {
    const value = aFrontValue();
    takeImport(`name,value\nShop – orders – production,${value}`, 'tokens.csv');
    await planned();
    await findInText(value, 'Pasted text');
    useRegister.setState({ session: { kind: 'expired', address: 'x', me: ADA } });
    const other = { ...ADA, id: 'mem_somebody_else' };
    useRegister.setState({ session: { kind: 'signed_in', address: 'x', me: other } });
    expect(useImport.getState()).toMatchObject({ reading: null, plan: { kind: 'none' } });
    expect(useFind.getState().state.kind).toBe('none');
  });

  it('is still there when a sign-in has ended by itself', async () => {
    takeImport('name\nShop – orders – production', 'tokens.csv');
    await planned();
    useRegister.setState({ session: { kind: 'expired', address: 'x', me: ADA } });
    expect(useImport.getState().plan.kind).toBe('planned');
    useRegister.setState({ session: signedIn });
    expect(useImport.getState().plan.kind).toBe('planned');
  });

  it('stands nowhere in what is known of a text', async () => {
    const value = aFrontValue();
    await findInText(`Bearer ${value}`, 'Pasted text');
    expect(JSON.stringify(useFind.getState().state)).not.toContain(value.split('.')[2]);
  });
});
