import { useLayoutEffect } from 'react';
import { CardStates } from './card-states';
import { BadgeStates, ButtonStates, ControlStates } from './control-states';
import { MeterStates } from './meter-states';
import { OverlayStates } from './overlay-states';
import { PlotStates } from './plot-states';
import { VerdictStates } from './verdict-states';
import './gallery.css';

/** Every component in every state, on one page. */
export function Gallery() {
  useLayoutEffect(() => {
    document.body.classList.add('gallery-page');
  }, []);
  return (
    <main className="gallery">
      <h1 className="t-title-l">Components and states</h1>
      <div className="gallery-grid">
        <MeterStates />
        <VerdictStates />
        <div className="stack-12">
          <ButtonStates />
          <ControlStates />
          <BadgeStates />
          <OverlayStates />
        </div>
      </div>
      <CardStates />
      <PlotStates />
    </main>
  );
}
