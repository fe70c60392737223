// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { matchPath, withinBase } from './route-matching';

describe('matchPath', () => {
  it('reads parameters', () => {
    expect(matchPath('/deals/:deal', '/deals/0K3')).toEqual({ deal: '0K3' });
    expect(matchPath('/deals/:deal', '/deals/new-one_2')).toEqual({ deal: 'new-one_2' });
  });
  it('refuses what is longer, shorter, different or broken', () => {
    expect(matchPath('/deals/:deal', '/deals')).toBeUndefined();
    expect(matchPath('/deals/:deal', '/deals/1/2')).toBeUndefined();
    expect(matchPath('/deals', '/contacts')).toBeUndefined();
    expect(matchPath('/deals/:deal', '/deals/%E0%A4%A')).toBeUndefined();
  });
  it('refuses parameters that would lead elsewhere', () => {
    for (const value of ['..%2Fsession', '%2e%2e', 'a%20b', 'a?b', 'a.b'])
      expect(matchPath('/deals/:deal', `/deals/${value}`)).toBeUndefined();
  });
  it('takes a closing slash for nothing', () => {
    expect(matchPath('/deals', '/deals/')).toEqual({});
    expect(matchPath('/', '/')).toEqual({});
  });
});

describe('withinBase', () => {
  it('cuts the base off', () => {
    expect(withinBase('/crm', '/crm/contacts')).toBe('/contacts');
    expect(withinBase('/crm', '/crm')).toBe('/');
  });
  it('knows what lies outside', () => {
    expect(withinBase('/crm', '/crmx/contacts')).toBeUndefined();
    expect(withinBase('/vesper', '/noordzee/')).toBeUndefined();
  });
});
