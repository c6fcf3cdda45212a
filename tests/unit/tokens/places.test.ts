import { describe, expect, it } from 'vitest';
import { placesOf, textOfPlaces } from '../../../utils/tokens/places.ts';

describe('where a token is used', () => {
  it.each([
    ['nightly job https://ci.example/1', [{ label: 'nightly job', url: 'https://ci.example/1' }]],
    ['https://ci.example/1', [{ label: '', url: 'https://ci.example/1' }]],
    ['laptop of Ada', [{ label: 'laptop of Ada', url: '' }]],
    [
      '\n a \n\n b \n',
      [
        { label: 'a', url: '' },
        { label: 'b', url: '' },
      ],
    ],
  ])('is read from %j', (text, places) => {
    expect(placesOf(text)).toEqual(places);
  });

  it('is written so that it is read again as it was, and empty rows leave nothing', () => {
    const places = [
      { label: 'job', url: 'https://ci.example/1' },
      { label: '', url: '' },
      { label: 'laptop\nof  Ada ', url: '' },
    ];
    expect(textOfPlaces(places)).toBe('job https://ci.example/1\nlaptop of Ada');
  });
});
