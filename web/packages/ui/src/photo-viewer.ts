// SPDX-License-Identifier: Apache-2.0
// The full-screen viewer, fetched when the first photo is opened.
import 'photoswipe/style.css';
import PhotoSwipe, { type SlideData } from 'photoswipe';
import { t } from './i18n';

export function openViewer(slides: SlideData[], index: number, label: string): void {
  const viewer = new PhotoSwipe({
    dataSource: slides,
    index,
    bgOpacity: 0.92,
    closeTitle: t('common.close'),
    zoomTitle: t('ui.gallery.zoom'),
    arrowPrevTitle: t('ui.gallery.previous'),
    arrowNextTitle: t('ui.gallery.next'),
    errorMsg: t('ui.gallery.failed'),
  });
  // PhotoSwipe gives its dialog no name.
  viewer.on('firstUpdate', () => viewer.element?.setAttribute('aria-label', t('ui.gallery.label', { name: label })));
  viewer.init();
}
