package io.fundwire.adapters.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;

import java.time.Duration;

/// HTTP that does not wait for ever for a request: a connection that sends nothing at first, or
/// headers a byte at a time, is cut. An idle timeout would not do, since each byte starts it anew.
public final class ImpatientHttp extends HttpConnectionFactory {

    private final Duration patience;

    /// @param patience how long a request's headers may take; one may take up to twice as long,
    ///   since it is looked for at that interval
    public ImpatientHttp(HttpConfiguration configuration, Duration patience) {
        super(configuration);
        this.patience = patience;
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
        Connection connection = super.newConnection(connector, endPoint);
        new Watch(connector, connection).lookAgainLater();
        return connection;
    }

    /// Looks at one connection again and again until it is closed or no longer HTTP.
    private final class Watch implements Runnable {

        private final Connector connector;
        private final Connection connection;
        private long bytesSeen;
        private long requestsSeen;

        Watch(Connector connector, Connection connection) {
            this.connector = connector;
            this.connection = connection;
        }

        void lookAgainLater() {
            var _ = connector.getScheduler().schedule(this, patience.toMillis(), MILLISECONDS);
        }

        @Override
        public void run() {
            EndPoint endPoint = connection.getEndPoint();
            boolean isOver = !endPoint.isOpen() || !connection.equals(endPoint.getConnection());
            if (isOver) {
                return;
            }
            if (isStuckInHeaders()) {
                endPoint.close();
                return;
            }
            bytesSeen = connection.getBytesIn();
            requestsSeen = connection.getMessagesIn();
            lookAgainLater();
        }

        /// All requests so far are answered, and what came since makes up no other.
        private boolean isStuckInHeaders() {
            boolean noNewRequest = connection.getMessagesIn() == requestsSeen;
            boolean noneUnderWay = connection.getMessagesOut() >= connection.getMessagesIn();
            boolean somethingCame = connection.getBytesIn() > bytesSeen;
            boolean neverSaidAnything = requestsSeen == 0;
            return noNewRequest && noneUnderWay && (somethingCame || neverSaidAnything);
        }
    }
}
