import { useEffect, useState } from 'react';
import './skeleton.css';

const PATIENCE_MS = 200;

/** True once waiting has lasted 200 ms: what is quicker than that shows no placeholder. */
export function usePatience(waiting: boolean): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!waiting) {
      setLate(false);
      return;
    }
    const timer = window.setTimeout(() => setLate(true), PATIENCE_MS);
    return () => window.clearTimeout(timer);
  }, [waiting]);
  return waiting && late;
}

/** One bar where text or a figure will stand. */
function SkeletonBar({ width, height = 12 }: { readonly width: string; readonly height?: number }) {
  return <span className="skeleton-bar" style={{ width, height }} />;
}

/** A card's shape while its content is on the way. */
export function SkeletonCard({ height }: { readonly height: number }) {
  return (
    <div className="card skeleton-card" style={{ height }}>
      <SkeletonBar width="38%" />
      <SkeletonBar width="28%" height={20} />
      <SkeletonBar width="90%" height={8} />
    </div>
  );
}
