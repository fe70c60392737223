// SPDX-License-Identifier: Apache-2.0
/** Where agencies of Europe have homes (ISO 3166-1); a property of another country keeps its own. */
export const countries =
  'AD AE AL AT BA BE BG BR CH CV CY CZ DE DK DO EE ES FI FR GB GE GI GR HR HU IE IS IT LI LT LU LV MA MC MD ME MK MT MX NL NO PL PT RO RS SE SI SK SM TH TR UA US ZA'.split(
    ' ',
  );
