import { useId, useState } from 'react';
import type { RecommendationView } from '#shared/ipc/recommendations';
import { boundsWords } from '#shared/words/recommendation-life';
import { Button } from '../../components/button';
import { FieldError } from '../../components/field';
import { useToldAction } from '../shared/use-told-action';

type Question = NonNullable<RecommendationView['question']>;
type Figure = Question['figures'][number];

interface QuestionCardProps {
  readonly id: number;
  readonly question: Question;
}

/** The one thing that only a person knows, with what is assumed until it is told. */
export function QuestionCard({ id, question }: QuestionCardProps) {
  const heading = useId();
  const [text, setText] = useState<Readonly<Record<string, string>>>({});
  const answer = useToldAction('recommendations:answer');
  const typed = question.figures.map((figure) => ({ figure, value: read(figure, text[figure.name] ?? shown(figure)) }));
  const wrong = typed.filter(({ value }) => value === null).map(({ figure }) => figure.name);
  const send = (figures: Readonly<Record<string, number>>) => answer.run({ id, figures }, () => setText({}));
  return (
    <section className="recommendation-question" aria-labelledby={heading}>
      <h3 className="t-strong" id={heading}>
        {question.text}
      </h3>
      <form
        className="question-fields"
        onSubmit={(event) => {
          event.preventDefault();
          if (wrong.length === 0) {
            send(Object.fromEntries(typed.map(({ figure, value }) => [figure.name, value ?? figure.value])));
          }
        }}
      >
        {question.figures.map((figure) =>
          figure.unit === 'yes-no' ? (
            <YesNo
              key={figure.name}
              figure={figure}
              disabled={answer.pending}
              onAnswer={(value) => send({ [figure.name]: value })}
            />
          ) : (
            <FigureField
              key={figure.name}
              figure={figure}
              value={text[figure.name] ?? shown(figure)}
              wrong={wrong.includes(figure.name)}
              onChange={(value) => setText({ ...text, [figure.name]: value })}
            />
          ),
        )}
        {question.figures.every(({ unit }) => unit === 'yes-no') ? null : (
          <Button type="submit" disabled={answer.pending || wrong.length > 0}>
            {answer.pending ? 'Working it out' : 'That is so'}
          </Button>
        )}
      </form>
    </section>
  );
}

function YesNo({
  figure,
  disabled,
  onAnswer,
}: {
  readonly figure: Figure;
  readonly disabled: boolean;
  readonly onAnswer: (value: number) => void;
}) {
  const is = (value: number) => !figure.assumed && Math.round(figure.value) === value;
  return (
    <fieldset className="question-choice">
      <legend className="t-small t-3">{figure.assumed ? 'Not answered yet' : 'Your answer'}</legend>
      <Button disabled={disabled} aria-pressed={is(1)} onClick={() => onAnswer(1)}>
        Yes
      </Button>
      <Button disabled={disabled} aria-pressed={is(0)} onClick={() => onAnswer(0)}>
        No
      </Button>
    </fieldset>
  );
}

interface FigureFieldProps {
  readonly figure: Figure;
  readonly value: string;
  readonly wrong: boolean;
  readonly onChange: (value: string) => void;
}

const UNITS = { share: '%', hours: 'hours', seats: 'seats', USD: 'USD', 'yes-no': '' } as const;

function FigureField({ figure, value, wrong, onChange }: FigureFieldProps) {
  const id = useId();
  const bounds = boundsWords(shownAs(figure, figure.least), shownAs(figure, figure.most), UNITS[figure.unit]);
  return (
    <div className="question-field">
      <label htmlFor={id} className="t-small">
        {figure.label}
        <span className="t-caption t-3">{figure.assumed ? ' assumed' : ' yours'}</span>
      </label>
      <div className={`input input-small roi-input ${wrong ? 'input-wrong' : ''}`}>
        <input
          id={id}
          inputMode="decimal"
          value={value}
          aria-invalid={wrong}
          aria-describedby={wrong ? `${id}-error` : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
        <span className="roi-unit t-small t-3">{UNITS[figure.unit]}</span>
      </div>
      <FieldError id={`${id}-error`} text={wrong ? bounds : null} />
    </div>
  );
}

function shown(figure: Figure): string {
  return shownAs(figure, figure.value);
}

function shownAs({ unit }: Figure, value: number): string {
  return String(Number((unit === 'share' ? value * 100 : value).toFixed(2)));
}

/** What was typed, as the question takes it; null where it is no figure within its bounds. */
function read({ unit, least, most }: Figure, text: string): number | null {
  const plain = text.replace(/[,\s]/g, '');
  const value = plain === '' ? Number.NaN : Number(plain) / (unit === 'share' ? 100 : 1);
  return Number.isFinite(value) && value >= least && value <= most ? value : null;
}
