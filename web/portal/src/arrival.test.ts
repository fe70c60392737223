// SPDX-License-Identifier: Apache-2.0
import type { PortalSession } from '@loggia/api/portal-types';
import { describe, expect, it } from 'vitest';
import { detour, wantedPage } from './arrival';

const sanne = {
  must_change_password: false,
  must_choose_identity: false,
  tour: 'done',
  impersonation: null,
} as PortalSession;

describe('somebody who comes in', () => {
  it('goes where they wanted to go', () => {
    expect(detour(sanne, '/')).toBeUndefined();
    expect(detour(sanne, '/properties/p1')).toBeUndefined();
  });

  it('first replaces a temporary password, whatever else waits', () => {
    const invited: PortalSession = { ...sanne, must_change_password: true, must_choose_identity: true, tour: 'due' };
    expect(detour(invited, '/properties/p1')).toBe('/first-password');
  });

  it('says for whom, and then sees the wanted page', () => {
    const several: PortalSession = { ...sanne, must_choose_identity: true, tour: 'due' };
    expect(detour(several, '/')).toBe('/identity');
    expect(detour(several, '/properties?status=viewed')).toBe('/identity?next=%2Fproperties%3Fstatus%3Dviewed');
    expect(detour(several, '/identity?next=%2F')).toBeUndefined();
  });

  it('is welcomed at home, and not on the way to a page from a mail', () => {
    expect(detour({ ...sanne, tour: 'due' }, '/')).toBe('/welcome');
    expect(detour({ ...sanne, tour: 'due' }, '/properties/p1')).toBeUndefined();
  });

  it('is not welcomed while staff look over the shoulder', () => {
    const watched = { staff_name: 'Marit', mode: 'read_only', ends_at: '', contact_id: 'c1' } as const;
    expect(detour({ ...sanne, tour: 'due', impersonation: watched }, '/')).toBeUndefined();
  });
});

it('leads to pages of this portal only', () => {
  const next = (value: string) => wantedPage(new URLSearchParams({ next: value }));
  expect(next('/properties/p1')).toBe('/properties/p1');
  expect(next('https://elsewhere.example/')).toBe('/');
  expect(next('//elsewhere.example/')).toBe('/');
  expect(wantedPage(new URLSearchParams())).toBe('/');
});
