// SPDX-License-Identifier: Apache-2.0

export interface Destination {
  latitude?: number | null;
  longitude?: number | null;
  /** Used when the coordinates are unknown, and as the name of the place. */
  address: string;
}

/**
 * A plain address that leads to the maps of the device: the app on phones and on Apple's computers, else the map of
 * OpenStreetMap. The page itself loads nothing from there.
 */
export function directionsTo({ latitude, longitude, address }: Destination, userAgent: string): string {
  const known = latitude != null && longitude != null;
  const point = `${latitude},${longitude}`;
  const words = encodeURIComponent(address);
  // https://developer.apple.com/library/archive/featuredarticles/iPhoneURLScheme_Reference/MapLinks/MapLinks.html
  if (/iPhone|iPad|Macintosh/.test(userAgent)) return `https://maps.apple.com/?daddr=${known ? point : words}&dirflg=d`;
  // RFC 5870, and what Android adds: https://developer.android.com/guide/components/intents-common#Maps
  if (userAgent.includes('Android')) return known ? `geo:${point}?q=${point}(${words})` : `geo:0,0?q=${words}`;
  return known
    ? `https://www.openstreetmap.org/directions?to=${encodeURIComponent(point)}`
    : `https://www.openstreetmap.org/search?query=${words}`;
}
