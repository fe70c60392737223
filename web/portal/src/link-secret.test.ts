// SPDX-License-Identifier: Apache-2.0
import { afterEach, describe, expect, it, vi } from 'vitest';

const replaceState = vi.fn((_state: unknown, _title: string, address: string) => {
  const [path = '', hash = ''] = address.split('#');
  Object.assign(location, { pathname: path, hash: hash && `#${hash}` });
});

async function opened(pathname: string, hash: string) {
  vi.resetModules();
  replaceState.mockClear();
  vi.stubGlobal('location', { pathname, search: '', hash });
  vi.stubGlobal('history', { state: null, replaceState });
  return import('./link-secret');
}

afterEach(() => vi.unstubAllGlobals());

describe('the secret of a link', () => {
  it('leaves the address bar before anything else, and stays at hand', async () => {
    const { linkSecret } = await opened('/vesper-daal/reset', '#s3cret');
    expect(replaceState).toHaveBeenCalledWith(null, '', '/vesper-daal/reset');
    expect(linkSecret()).toBe('s3cret');
    expect(linkSecret()).toBe('s3cret');
  });

  it('is taken anew when another link is opened in the same page', async () => {
    const { linkSecret } = await opened('/vesper-daal/activate', '#first');
    location.hash = '#second';
    expect(linkSecret()).toBe('second');
    expect(location.hash).toBe('');
  });

  it('is not looked for on other pages', async () => {
    const { linkSecret } = await opened('/vesper-daal/properties', '#all-homes');
    expect(replaceState).not.toHaveBeenCalled();
    expect(linkSecret()).toBeUndefined();
  });
});
