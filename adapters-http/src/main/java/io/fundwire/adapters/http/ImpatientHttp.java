package io.fundwire.adapters.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// HTTP that does not wait for ever for a request: a connection that sends nothing at first, or
/// headers a byte at a time, is cut. An idle timeout would not do, since each byte starts it anew.
public final class ImpatientHttp extends HttpConnectionFactory {

    private final Duration patience;

    /// @param patience how long a request's headers may take: on a new connection no longer than
    ///   that; later up to three times as long, since they are looked for at that interval. A body
    ///   must have a deadline of its own that is no longer: once `100 Continue` was sent, which
    ///   Jetty counts as an answer, it looks like headers
    public ImpatientHttp(HttpConfiguration configuration, Duration patience) {
        super(configuration);
        this.patience = patience;
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        Connection connection = super.newConnection(connector, endPoint);
        var watch = new Watch(connector, connection);
        connection.addEventListener(watch);
        watch.lookAgainLater();
        return connection;
    }

    /// Looks at one connection again and again until it is closed or no longer HTTP. Then it is let
    /// go at once: all that HTTP needed would else be kept for each client that has just come.
    private final class Watch implements Runnable, Connection.Listener {

        private final Connector connector;
        private final Connection connection;
        private long requestsSeen;
        private long answersSeen;
        private long bytesSeen;
        private boolean wasInHeaders;
        private volatile Scheduler.@Nullable Task next;

        Watch(Connector connector, Connection connection) {
            this.connector = connector;
            this.connection = connection;
        }

        void lookAgainLater() {
            next = connector.getScheduler().schedule(this, patience.toMillis(), MILLISECONDS);
        }

        /// Also when it becomes a connection of another protocol.
        @Override
        public void onClosed(Connection closed) {
            var waiting = next;
            if (waiting != null) {
                var _ = waiting.cancel();
            }
        }

        @Override
        public void run() {
            EndPoint endPoint = connection.getEndPoint();
            boolean isOver = !endPoint.isOpen() || !connection.equals(endPoint.getConnection());
            if (isOver) {
                return;
            }
            boolean isInHeaders = isInHeaders();
            boolean neverAsked = connection.getMessagesIn() == 0;
            if (neverAsked || (isInHeaders && wasInHeaders)) {
                endPoint.close();
                return;
            }
            // What a look finds may have begun just before it: only a second one may judge.
            wasInHeaders = isInHeaders;
            if (!isInHeaders) {
                requestsSeen = connection.getMessagesIn();
                answersSeen = connection.getMessagesOut();
                bytesSeen = connection.getBytesIn();
            }
            lookAgainLater();
        }

        /// All requests so far are answered, since before the last look, and what came after it
        /// makes up no other.
        private boolean isInHeaders() {
            boolean nothingNew =
                    connection.getMessagesIn() == requestsSeen
                            && connection.getMessagesOut() == answersSeen;
            boolean noneUnderWay = connection.getMessagesOut() >= connection.getMessagesIn();
            return nothingNew && noneUnderWay && connection.getBytesIn() > bytesSeen;
        }
    }
}
