// SPDX-License-Identifier: Apache-2.0
import type { Right } from '@loggia/api/portal-types';
import { Router } from '@loggia/ui/router';
import { describe, expect, it } from 'vitest';
import type { Session } from '../session.svelte';
import { isForbidden, modules } from './modules';

function at(path: string): Router {
  const router = new Router('/vesper-daal', []);
  router.path = path;
  return router;
}
const withRights = (...rights: Right[]) => ({ may: (right: Right) => rights.includes(right) }) as unknown as Session;
const addresses = (session: Session) => modules(at('/'), session).map(({ href }) => href);

describe('the portal’s modules', () => {
  it('are those one may use, home always among them', () => {
    expect(addresses(withRights('properties', 'appointments'))).toEqual([
      '/vesper-daal/',
      '/vesper-daal/properties',
      '/vesper-daal/appointments',
    ]);
    expect(addresses(withRights('invoices'))).toEqual(['/vesper-daal/']);
  });

  it('are closed with all their pages', () => {
    const session = withRights('appointments');
    expect(isForbidden(at('/properties'), session)).toBe(true);
    expect(isForbidden(at('/properties/p1'), session)).toBe(true);
    expect(isForbidden(at('/appointments'), session)).toBe(false);
    expect(isForbidden(at('/'), session)).toBe(false);
    expect(isForbidden(at('/profile'), withRights())).toBe(false);
  });
});
