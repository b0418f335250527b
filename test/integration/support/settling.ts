import type { AlertNotifier } from '#main/actions/alert-notifier';
import type { DecisionParts } from '#main/actions/decision-parts';
import type { Delivery } from '#main/delivery/delivery';

/** Who tells of alerts, and has told when a cycle has handed them on: a test looks at what arrived. */
export function settling(notifier: (parts: DecisionParts) => Delivery): (parts: DecisionParts) => AlertNotifier {
  return (parts) => {
    const delivery = notifier(parts);
    return {
      ...delivery,
      async notify(batch) {
        await delivery.notify(batch);
        await delivery.settled();
      },
      async catchUp() {
        await delivery.catchUp();
        await delivery.settled();
      },
    };
  };
}
