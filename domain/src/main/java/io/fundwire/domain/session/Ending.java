package io.fundwire.domain.session;

/// How a connection came to its end.
public sealed interface Ending {

    /// The close code, RFC 6455 section 7.4: 1005 for a close without one, 1006 where the
    /// connection ended without a close.
    int code();

    /// Why, in a sentence for operators.
    String sentence();

    /// The server ended it.
    record ByServer(CloseReason reason, int code) implements Ending {

        @Override
        public String sentence() {
            return switch (reason) {
                case UNSUPPORTED ->
                        "It sent a binary frame, which this server does not understand.";
                case TOO_FAST -> "It sent more messages than it may for ten seconds.";
                case TOO_LARGE -> "It sent a message larger than it may.";
                case INTERNAL -> "The server failed to serve it.";
                case RESTARTING -> "The server was going down and told it when to come back.";
                case OVERLOADED -> "The server had no place left for it.";
                case SILENT -> "Nothing was heard of it for too long.";
                case SLOW_READER -> "It read too slowly: too much waited for it, or for too long.";
                case NOT_RESUMED -> "It did not say in time as whom it comes back.";
                case RESUMED_ELSEWHERE ->
                        "It came back on another connection, which took its place.";
                case EXPELLED -> "An operator ended its connection.";
            };
        }
    }

    /// The client ended it, or the network did.
    record ByItself(int code) implements Ending {

        @Override
        public String sentence() {
            return switch (code) {
                case 1000 -> "It said goodbye.";
                case 1001 -> "It went away: its page was closed or left, or its program ended.";
                case 1002 -> "Its connection broke the rules of WebSocket.";
                case 1005 -> "It closed its connection and did not say why.";
                case 1006 -> "Its connection broke without a goodbye.";
                case 1007 -> "It sent text that was not UTF-8.";
                default -> "It closed its connection with code %d.".formatted(code);
            };
        }
    }
}
