package io.fundwire.adapters.websocket;

import java.net.InetSocketAddress;
import java.net.SocketAddress;

/// Says where connections come from.
final class Addresses {

    private Addresses() {}

    /// The address as a number, without the port. What a proxy says in a header does not count:
    /// anybody can say that.
    static String withoutPort(SocketAddress address) {
        return address instanceof InetSocketAddress internet
                ? shortened(internet.getAddress().getHostAddress())
                : String.valueOf(address);
    }

    /// Zeros are left out once, as is usual: `::1`.
    private static String shortened(String number) {
        return number.replaceFirst("(^|:)0(:0)+(:|$)", "::");
    }
}
