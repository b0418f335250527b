import { Link } from 'wouter';
import { formatMoment } from '#shared/format/date';
import type { MessageView } from '#shared/ipc/channels';
import { Card } from '../../components/card';
import { StatusIcon } from '../../components/status-icon';
import { useQueryChannel } from '../../data/use-query-channel';
import { QueryView } from '../shared/query-view';
import { useToldAction } from '../shared/use-told-action';

/** Read ones stay a while for whoever looks for them; the history has all. */
const READ_SHOWN = 3;

/** What was told in the window: what is unread first, each to be opened where it is answered. */
export function MessagesCard() {
  const messages = useQueryChannel('messages:list', null);
  const { run, pending } = useToldAction('messages:read');
  const unread = messages.data?.filter(({ readAt }) => readAt === null) ?? [];
  return (
    <Card
      title={unread.length === 0 ? 'Messages' : `Messages, ${unread.length} unread`}
      aside={
        unread.length === 0 ? null : (
          <button type="button" className="link-button t-small" disabled={pending} onClick={() => run({ keys: null })}>
            Mark all as read
          </button>
        )
      }
    >
      <QueryView query={messages} what="The messages" skeleton={null}>
        {(all) => {
          const read = all.filter(({ readAt }) => readAt !== null).slice(0, unread.length === 0 ? READ_SHOWN : 0);
          const shown = [...unread, ...read];
          return shown.length === 0 ? (
            <p className="t-small t-3">What Headroom tells you is kept here until you have read it.</p>
          ) : (
            <ul className="messages">
              {shown.map((message) => (
                <Message key={message.key} message={message} onRead={() => run({ keys: [message.key] })} />
              ))}
            </ul>
          );
        }}
      </QueryView>
    </Card>
  );
}

function Message({ message, onRead }: { readonly message: MessageView; readonly onRead: () => void }) {
  const { title, sentence, at, severity, isOver, path, readAt } = message;
  const isUnread = readAt === null;
  return (
    <li className={`card-item message-item ${isUnread ? 'message-unread' : ''}`}>
      <StatusIcon tone={isOver ? 'ok' : (severity ?? 'unknown')} size={14} />
      <div className="grow">
        <Link href={path} className="message-title-link t-label" onClick={isUnread ? onRead : undefined}>
          {title}
          {isUnread ? <span className="visually-hidden">, unread</span> : null}
        </Link>
        <p className="t-small t-3 message-sentence">{sentence}</p>
        <p className="t-small t-3">
          {formatMoment(at)}
          {isUnread ? (
            <>
              {' · '}
              <button type="button" className="link-button" onClick={onRead}>
                Mark as read
              </button>
            </>
          ) : null}
        </p>
      </div>
    </li>
  );
}
