import { useId } from 'react';
import type { BusinessAssumptions } from '#shared/domain/recommendation';
import { Card, SectionHead } from '../../components/card';
import { FieldError } from '../../components/field';
import { SettingRow } from '../../components/setting-row';
import { useQueryChannel } from '../../data/use-query-channel';
import { ASSUMPTION_FIELDS, type AssumptionField } from '../recommendations/assumption-fields';
import { type EditedAssumptions, useAssumptions } from '../recommendations/use-assumptions';
import { QueryView } from '../shared/query-view';

/** What recommendations reckon with. */
export function BusinessSection({ headingId }: { readonly headingId: string }) {
  const assumptions = useQueryChannel('assumptions:get', null);
  return (
    <>
      <SectionHead title="Business" id={headingId} />
      <QueryView query={assumptions} what="What recommendations reckon with" skeleton={null}>
        {(saved) => <Fields assumptions={saved} />}
      </QueryView>
    </>
  );
}

function Fields({ assumptions }: { readonly assumptions: BusinessAssumptions }) {
  const edited = useAssumptions(assumptions, null);
  return (
    <Card>
      {ASSUMPTION_FIELDS.map((field) => (
        <AssumptionRow key={field.key} field={field} edited={edited} />
      ))}
    </Card>
  );
}

interface AssumptionRowProps {
  readonly field: AssumptionField;
  readonly edited: EditedAssumptions;
}

function AssumptionRow({ field, edited }: AssumptionRowProps) {
  const id = useId();
  const wrong = edited.read.wrong.includes(field.key);
  return (
    <SettingRow label={field.label} help={wrong ? <FieldError id={id} text={field.wrong} /> : field.help}>
      <div className={`input input-small settings-amount ${wrong ? 'input-wrong' : ''}`}>
        <input
          inputMode="decimal"
          aria-label={field.label}
          aria-invalid={wrong}
          aria-describedby={wrong ? id : undefined}
          placeholder={field.empty}
          value={edited.text[field.key]}
          onChange={(event) => edited.edit(field.key, event.target.value)}
        />
        <span className="settings-unit t-small t-3">{field.unit}</span>
      </div>
    </SettingRow>
  );
}
