// SPDX-License-Identifier: Apache-2.0

/** The portal this page belongs to: the first part of its address. Another portal is another page. */
export const slug = location.pathname.split('/')[1] ?? '';
