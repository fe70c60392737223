// SPDX-License-Identifier: Apache-2.0
// The tour points at what the home page marks with data-tour. Texts come from the catalogue and are put in as text.
import { t } from '@loggia/ui/i18n';
import { driver, type Driver, type DriveStep, type PopoverDOM } from 'driver.js';

const stops = ['overview', 'new', 'feed', 'help'] as const;
type Stop = (typeof stops)[number];

/** The stops that the page has: without homes, for instance, there is no list of them. */
export function stopsOn(page: ParentNode): Stop[] {
  return stops.filter((stop) => page.querySelector(`[data-tour="${stop}"]`) !== null);
}

/** Begins the tour. `onend` hears when it was seen, skipped or closed. Answers what ends it without a word. */
export function startTour(onend: () => void): () => void {
  const here = stopsOn(document);
  if (here.length === 0) return () => onend();
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  let left = false;
  const tour = driver({
    steps: here.map(stepOf),
    popoverClass: 'tour',
    animate: !calm,
    duration: 320,
    overlayColor: 'var(--scrim)',
    overlayOpacity: 1,
    stagePadding: 6,
    stageRadius: 18,
    popoverOffset: 12,
    disableActiveInteraction: true,
    // A slip of the finger beside it does not end the tour: its buttons and Escape do.
    overlayClickBehavior: () => undefined,
    onPopoverRender: (popover, { index = 0 }) => dress(popover, tour, here, index),
    onHighlightStarted: (element) => element?.scrollIntoView({ block: 'center', behavior: calm ? 'instant' : 'auto' }),
    onHighlighted: (element) => {
      // The library marks what it points at as a button that opens a dialog, which a group of figures is not.
      for (const name of ['aria-haspopup', 'aria-expanded', 'aria-controls']) element?.removeAttribute(name);
      (tour.getState('popover') as PopoverDOM | undefined)?.nextButton.focus();
    },
    onDestroyed: () => {
      if (left) return;
      onend();
      scrollTo({ top: 0 });
      document.getElementById('main')?.focus({ preventScroll: true });
    },
  });
  tour.drive();
  return () => {
    left = true;
    tour.destroy();
  };
}

function stepOf(stop: Stop): DriveStep {
  return {
    // Of the list of all homes its filters are enough; the list may be longer than the screen.
    element: `[data-tour="${stop}"]${stop === 'feed' ? ' [role="tablist"]' : ''}`,
    // Shown at all only when there is something to show; the words follow in dress().
    popover: { title: stop, description: stop, side: 'bottom', align: stop === 'help' ? 'end' : 'start' },
  };
}

/** Words, roles and the product's own look for what the library has built. */
function dress(popover: PopoverDOM, tour: Driver, here: readonly Stop[], index: number): void {
  const stop = here[index] ?? 'overview';
  const { wrapper, title, description, footer, footerButtons, progress, previousButton, nextButton, closeButton } =
    popover;
  wrapper.setAttribute('aria-modal', 'true');
  const heading = document.createElement('h2');
  heading.textContent = t(`portal.tour.${stop}.title`);
  title.replaceChildren(heading);
  title.setAttribute('role', 'presentation');
  description.textContent = t(`portal.tour.${stop}.text`);
  footer.setAttribute('role', 'presentation');
  closeButton.setAttribute('aria-label', t('portal.tour.close'));
  previousButton.remove();
  nextButton.className = 'btn btn-primary driver-popover-next-btn';
  nextButton.textContent = index + 1 < here.length ? t('portal.tour.next') : t('portal.tour.done');
  if (index + 1 < here.length) footerButtons.prepend(skipButton(tour));
  progress.replaceWith(dots(index, here.length));
}

function skipButton(tour: Driver): HTMLElement {
  const skip = document.createElement('button');
  skip.type = 'button';
  skip.className = 'btn btn-quiet skip-tour';
  skip.textContent = t('portal.tour.skip');
  skip.addEventListener('click', () => tour.destroy());
  return skip;
}

function dots(index: number, count: number): HTMLElement {
  const all = document.createElement('span');
  all.className = 'steps';
  all.setAttribute('role', 'img');
  all.setAttribute('aria-label', t('ui.steps', { current: index + 1, count }));
  for (let at = 0; at < count; at += 1) {
    const dot = document.createElement('i');
    if (at === index) dot.className = 'on';
    all.append(dot);
  }
  return all;
}
