import { useId } from 'react';
import { formatProjectedMoney } from '#shared/format/money';
import type { CostsView } from '#shared/ipc/costs';
import { Card } from '../../components/card';
import { FieldError, SelectField } from '../../components/field';
import { Switch } from '../../components/switch';
import { useQueryChannel } from '../../data/use-query-channel';
import { AS_NOW, changesText, TRAFFIC_STEPS, trafficFactor, type WhatIfWish } from './what-if-changes';
import { WhatIfResult } from './what-if-result';

interface WhatIfCardProps {
  readonly view: CostsView;
  readonly wish: WhatIfWish;
  readonly onWish: (wish: WhatIfWish) => void;
}

/** The period looked at differently: every change is worked out at once, beside what it is today. */
export function WhatIfCard({ view, wish, onWish }: WhatIfCardProps) {
  const { connectionId, currency } = view;
  const plans = useQueryChannel('costs:plans', { connectionId }).data ?? [];
  const choices = useQueryChannel('costs:choices', { connectionId }).data;
  const change = (part: Partial<WhatIfWish>) => onWish({ ...wish, ...part });
  const changes = changesText(wish);
  return (
    <Card
      title="What if"
      aside={
        <button
          type="button"
          className="link-button t-small what-if-reset"
          disabled={wish === AS_NOW}
          onClick={() => onWish(AS_NOW)}
        >
          Reset
        </button>
      }
    >
      <Traffic text={wish.traffic} onChange={(traffic) => change({ traffic })} />
      <Choice
        label="Plan"
        value={wish.plan}
        none={`as now${view.planName === null ? '' : `: ${view.planName}`}`}
        options={plans
          .filter(({ name }) => name !== view.planName)
          .map(({ plan, name, fee }) => ({
            value: plan,
            label:
              fee === null ? `${name}, price on request` : `${name}, ${formatProjectedMoney(fee, currency)} a month`,
          }))}
        onChange={(plan) => change({ plan })}
      />
      <Choice
        label="Region"
        value={wish.region}
        none="as now"
        options={(choices?.regions ?? []).map((value) => ({ value, label: value }))}
        onChange={(region) => change({ region })}
      />
      <Choice
        label="Build machine"
        value={wish.buildMachine}
        none="as now"
        options={(choices?.buildMachines ?? []).map((value) => ({ value, label: value }))}
        onChange={(buildMachine) => change({ buildMachine })}
      />
      {uses(view, 'VERCEL_IMAGES') ? (
        <Flag label="Half as many images" checked={wish.halfImages} onChange={(halfImages) => change({ halfImages })} />
      ) : null}
      {uses(view, 'VERCEL_FUNCTIONS') ? (
        <Flag
          label="20 points more cache hits"
          checked={wish.moreCacheHits}
          onChange={(moreCacheHits) => change({ moreCacheHits })}
        />
      ) : null}
      <Choice
        label="Model"
        value={wish.model}
        none="as now"
        options={(choices?.usedModels ?? []).map((value) => ({ value, label: value }))}
        onChange={(model) => change({ model })}
      />
      {wish.model === '' ? null : (
        <Choice
          label="Instead"
          value={wish.instead}
          none="choose a model"
          options={(choices?.models ?? [])
            .filter((name) => name !== wish.model)
            .map((value) => ({ value, label: value }))}
          onChange={(instead) => change({ instead })}
        />
      )}
      <WhatIfResult connectionId={connectionId} changes={changes} currency={currency} />
    </Card>
  );
}

/** A change of something that is not used would do nothing. */
function uses({ components }: CostsView, service: string): boolean {
  return components.some((part) => part.service === service);
}

function Traffic({ text, onChange }: { readonly text: string; readonly onChange: (text: string) => void }) {
  const id = useId();
  const factor = trafficFactor(text);
  const { least, most, step } = TRAFFIC_STEPS;
  return (
    <>
      <div className="what-if-row">
        <label htmlFor={id}>Traffic</label>
        <input
          className="what-if-slider"
          type="range"
          aria-label="Traffic, times today's"
          min={least}
          max={most}
          step={step}
          value={Math.min(most, factor ?? 1)}
          aria-valuetext={`${factor ?? 1} times`}
          onChange={(event) => onChange(event.target.value)}
        />
        <span className={`input input-small what-if-factor ${factor === null ? 'input-wrong' : ''}`}>
          <span className="t-3">×</span>
          <input
            id={id}
            inputMode="decimal"
            value={text}
            aria-invalid={factor === null}
            aria-describedby={factor === null ? `${id}-error` : undefined}
            onChange={(event) => onChange(event.target.value)}
          />
        </span>
      </div>
      <FieldError id={`${id}-error`} text={factor === null ? 'A number from 0 to 1,000.' : null} />
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  /** Words of leaving it as it is. */
  readonly none: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}

function Choice({ label, value, none, options, onChange }: ChoiceProps) {
  return options.length === 0 ? null : (
    <div className="what-if-row">
      <span>{label}</span>
      <SelectField
        label={label}
        className="what-if-select"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      >
        <option value="">{none}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </SelectField>
    </div>
  );
}

interface FlagProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

function Flag(props: FlagProps) {
  return (
    <div className="what-if-row">
      <span>{props.label}</span>
      <Switch {...props} />
    </div>
  );
}
