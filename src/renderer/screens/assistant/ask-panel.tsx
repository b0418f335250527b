import { Square, X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useEffect, useId, useRef, useState } from 'react';
import { assistantPage, spokenProgress } from '#shared/words/assistant';
import { Button, IconButton } from '../../components/button';
import { Message } from '../../components/message';
import { useQueryChannel } from '../../data/use-query-channel';
import { links } from '../shared/links';
import { AskTurn } from './ask-turn';
import { questionAgain } from './conversation-state';
import { FailureNote } from './failure-note';
import { PreviewDialog } from './preview-dialog';
import type { Conversation } from './use-conversation';
import './assistant.css';

/** Pixels from the end at which a reader is still at it. */
const NEAR_END = 40;

interface AskPanelProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onNavigate: (path: string) => void;
  readonly conversation: Conversation;
}

/** Questions to a model, over whatever screen is open. Escape closes it; an answer under way goes on meanwhile. */
export function AskPanel({ open, onClose, onNavigate, conversation }: AskPanelProps) {
  return (
    <Dialog.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Dialog.Portal>
        <div className="scrim" aria-hidden="true" />
        <Dialog.Content
          className="ask-panel"
          onOpenAutoFocus={(event) => {
            // Whoever opens it wants to ask; while it is off, the library finds the first button.
            if (focusField()) event.preventDefault();
          }}
        >
          <div className="ask-head">
            <Dialog.Title className="dialog-title grow">{assistantPage.askTitle}</Dialog.Title>
            {conversation.bringBack === null ? null : (
              <Button
                variant="ghost"
                size="small"
                onClick={() => {
                  conversation.bringBack?.();
                  focusField();
                }}
              >
                {assistantPage.bringBack}
              </Button>
            )}
            {conversation.answers.length === 0 ? null : (
              <Button
                variant="ghost"
                size="small"
                onClick={() => {
                  conversation.clear();
                  focusField();
                }}
              >
                New conversation
              </Button>
            )}
            <IconButton icon={X} label="Close" onClick={onClose} />
          </div>
          <Dialog.Description className="ask-help t-small t-3">{assistantPage.askHelp}</Dialog.Description>
          <Body
            conversation={conversation}
            onLeave={onClose}
            onNavigate={(path) => {
              onClose();
              onNavigate(path);
            }}
          />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** To the question: the button that was pressed is gone or disabled then, and the focus would be lost with it. */
function focusField(): boolean {
  const field = document.querySelector<HTMLElement>('.ask-form textarea');
  field?.focus();
  return field !== null;
}

interface BodyProps extends Pick<AskPanelProps, 'conversation' | 'onNavigate'> {
  readonly onLeave: () => void;
}

function Body({ conversation, onNavigate, onLeave }: BodyProps) {
  const state = useQueryChannel('assistant:state', null).data;
  const { answers, isRunning, ask } = conversation;
  const turns = useRef<HTMLElement>(null);
  const isAtEnd = useRef(true);
  const last = answers.at(-1);
  const asked = useRef(last?.id);
  // What comes in is followed, as long as nobody looks further up; whoever asks anew looks for the answer.
  useEffect(() => {
    const list = turns.current;
    isAtEnd.current ||= asked.current !== last?.id;
    asked.current = last?.id;
    if (last === undefined || list === null) return;
    const toEnd = () => {
      if (isAtEnd.current) list.scrollTop = list.scrollHeight;
    };
    toEnd();
    // Neither a smaller window nor a note beside the field hides what was read.
    const observer = new ResizeObserver(toEnd);
    observer.observe(list);
    return () => observer.disconnect();
  }, [last]);
  if (state === undefined) {
    return <div className="ask-turns" aria-busy="true" />;
  }
  const blocked = state.blocked;
  const isOff = blocked?.reason === 'off';
  return (
    <>
      <section
        className="ask-turns"
        ref={turns}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard (WCAG 2.1.1).
        tabIndex={0}
        aria-label="Questions and answers"
        onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
          isAtEnd.current = scrollHeight - scrollTop - clientHeight < NEAR_END;
        }}
      >
        {isOff ? (
          <Message
            title={assistantPage.offTitle}
            action={<Button onClick={() => onNavigate(links.settings('ai'))}>Open Settings</Button>}
          >
            {assistantPage.offText}
          </Message>
        ) : null}
        {answers.length === 0 && !isOff ? (
          <Suggestions
            disabled={blocked !== null}
            onChoose={(text) => {
              ask(text);
              focusField();
            }}
          />
        ) : null}
        {answers.map((answer) => (
          <AskTurn key={answer.id} answer={answer} onNavigate={onNavigate} onLeave={onLeave} />
        ))}
      </section>
      <p className="visually-hidden" role="status">
        {last === undefined ? '' : spokenProgress(last)}
      </p>
      {isOff ? null : (
        <Form conversation={conversation} isBlocked={blocked !== null} isRunning={isRunning}>
          {blocked === null || blocked.reason === 'off' ? null : <FailureNote failure={blocked} onFollow={onLeave} />}
          <p className="t-small t-3">{[state.model, state.host, state.spent].filter(Boolean).join(' · ')}</p>
        </Form>
      )}
    </>
  );
}

function Suggestions({
  disabled,
  onChoose,
}: {
  readonly disabled: boolean;
  readonly onChoose: (text: string) => void;
}) {
  return (
    <div className="ask-suggestions">
      {assistantPage.askEmpty.map((text) => (
        <Button key={text} size="small" disabled={disabled} onClick={() => onChoose(text)}>
          {text}
        </Button>
      ))}
    </div>
  );
}

interface FormProps {
  readonly conversation: Conversation;
  readonly isBlocked: boolean;
  readonly isRunning: boolean;
  readonly children: React.ReactNode;
}

function Form({ conversation, isBlocked, isRunning, children }: FormProps) {
  const [text, setText] = useState('');
  const [previewing, setPreviewing] = useState(false);
  const id = useId();
  const question = text.trim();
  const again = questionAgain(conversation.answers);
  // What failed is asked again without typing it anew; what was begun meanwhile stays.
  useEffect(() => {
    if (again !== null) setText((typed) => (typed === '' ? again.question : typed));
  }, [again]);
  // What the panel waited for comes after it opened: then too whoever opened it wants to ask.
  useEffect(() => {
    focusField();
  }, []);
  const submit = () => {
    if (question === '' || isRunning || isBlocked) return;
    conversation.ask(question);
    setText('');
    focusField();
  };
  return (
    <form
      className="ask-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <label className="visually-hidden" htmlFor={id}>
        Question
      </label>
      <textarea
        id={id}
        value={text}
        maxLength={4000}
        placeholder={assistantPage.askPlaceholder}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
            event.preventDefault();
            submit();
          }
        }}
      />
      <div className="row">
        {isRunning ? (
          <Button
            key="stop"
            icon={Square}
            onClick={() => {
              conversation.stop();
              focusField();
            }}
          >
            Stop
          </Button>
        ) : (
          <Button key="ask" variant="primary" type="submit" disabled={question === '' || isBlocked}>
            Ask
          </Button>
        )}
        <Button variant="ghost" onClick={() => setPreviewing(true)}>
          What is sent…
        </Button>
      </div>
      {children}
      {previewing ? (
        <PreviewDialog task="ask" text={question} conversation={conversation.id} onClose={() => setPreviewing(false)} />
      ) : null}
    </form>
  );
}
