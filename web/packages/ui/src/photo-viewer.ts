// SPDX-License-Identifier: Apache-2.0
// The full-screen viewer, fetched when the first photo is opened.
import 'photoswipe/style.css';
import './styles/photo-viewer.css';
import PhotoSwipe, { type SlideData } from 'photoswipe';
import { t } from './i18n';

export interface ViewerSlide extends SlideData {
  /** Shown below the photo: who took it, and when. */
  caption?: string;
}

export function openViewer(slides: ViewerSlide[], index: number, label: string): void {
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
  viewer.on('uiRegister', () =>
    viewer.ui?.registerElement({
      name: 'caption',
      appendTo: 'root',
      onInit: (element) => {
        const show = () => (element.textContent = slides[viewer.currIndex]?.caption ?? '');
        viewer.on('change', show);
        show();
      },
    }),
  );
  viewer.init();
}
