import { Check } from 'lucide-react';
import { DAY } from '#shared/domain/instant';
import { formatDateTime } from '#shared/format/date';
import { formatDays } from '#shared/format/duration';
import type { VerificationView } from '#shared/ipc/app';
import { SelectField } from '../../components/field';
import { Icon } from '../../components/icon';
import { StatusIcon } from '../../components/status-icon';
import { useNow } from '../../data/now';

interface VerificationFactsProps {
  readonly verification: VerificationView;
  readonly scope: string | null;
  readonly onScope: (scope: string) => void;
}

/** Whom the credential belongs to, until when, what it may read, and what it may not, with what that costs. */
export function VerificationFacts({ verification, scope, onScope }: VerificationFactsProps) {
  const now = useNow();
  const { title, planName, expiresAt, scopes, capabilities } = verification;
  const chosen = scopes.find((candidate) => candidate.id === scope);
  const may = capabilities.filter((capability) => capability.ok);
  const mayNot = capabilities.filter((capability) => !capability.ok);
  return (
    <section className="card" aria-label="What was found">
      <dl className="facts">
        <dt>Belongs to</dt>
        <dd className="t-label">{title}</dd>
        {scopes.length > 1 ? (
          <>
            <dt>Team</dt>
            <dd>
              <SelectField label="Team" value={scope ?? ''} onChange={(event) => onScope(event.target.value)}>
                {scopes.map((candidate) => (
                  <option key={candidate.id} value={candidate.id}>
                    {candidate.plan === null ? candidate.title : `${candidate.title}, ${candidate.plan}`}
                  </option>
                ))}
              </SelectField>
            </dd>
          </>
        ) : null}
        <dt>Plan</dt>
        <dd>{chosen?.plan ?? planName ?? 'not told by the provider'}</dd>
        <dt>Expires</dt>
        <dd>
          {expiresAt === null ? 'not told' : `${formatDateTime(expiresAt)}, in ${formatDays((expiresAt - now) / DAY)}`}
        </dd>
        <dt>May read</dt>
        <dd className="facts-list">
          {may.length === 0 ? 'nothing' : null}
          {may.map((capability) => (
            <span key={capability.title} className="row">
              <span className="t-ok">
                <Icon of={Check} size={14} />
              </span>
              {capability.title}
            </span>
          ))}
        </dd>
        {mayNot.length > 0 ? (
          <>
            <dt>May not read</dt>
            <dd>
              {mayNot.map((capability) => (
                <div key={capability.title} className="facts-not">
                  <span className="row t-label">
                    <span className="t-warn">
                      <StatusIcon tone="locked" size={14} />
                    </span>
                    {capability.title}
                  </span>
                  <p className="t-small t-2">{capability.message}</p>
                </div>
              ))}
            </dd>
          </>
        ) : null}
      </dl>
    </section>
  );
}
