// @vitest-environment jsdom
import { beforeEach, expect, test, vi } from 'vitest';
import { watchRoute } from '../../../utils/settings-page/watch-route.ts';

/** jsdom has no Navigation API: this one fires where a browser's does, after the address has changed. */
const navigation = new EventTarget();
Object.defineProperty(window, 'navigation', { value: navigation, configurable: true });

function go(path: string): void {
  history.pushState(null, '', path);
  navigation.dispatchEvent(new Event('currententrychange'));
}

beforeEach(() => go('/settings/developers'));

test('tells of each change of the address, once', () => {
  const lifetime = new AbortController();
  const onChange = vi.fn();
  watchRoute(window, onChange, lifetime.signal);
  go('/settings/general');
  window.dispatchEvent(new PopStateEvent('popstate'));
  expect(onChange).toHaveBeenCalledTimes(1);
  go('/settings/developers');
  expect(onChange).toHaveBeenCalledTimes(2);
  lifetime.abort();
});

test('an entry that is replaced without changing the address is nothing to tell', () => {
  const lifetime = new AbortController();
  const onChange = vi.fn();
  watchRoute(window, onChange, lifetime.signal);
  navigation.dispatchEvent(new Event('currententrychange'));
  expect(onChange).not.toHaveBeenCalled();
  lifetime.abort();
});

test('hears of going back where the browser has no Navigation API', () => {
  const lifetime = new AbortController();
  const onChange = vi.fn();
  watchRoute(window, onChange, lifetime.signal);
  history.replaceState(null, '', '/settings/rules');
  window.dispatchEvent(new PopStateEvent('popstate'));
  expect(onChange).toHaveBeenCalledTimes(1);
  lifetime.abort();
});

test('hears of nothing once its lifetime has ended', () => {
  const lifetime = new AbortController();
  const onChange = vi.fn();
  watchRoute(window, onChange, lifetime.signal);
  lifetime.abort();
  go('/settings/general');
  expect(onChange).not.toHaveBeenCalled();
});
