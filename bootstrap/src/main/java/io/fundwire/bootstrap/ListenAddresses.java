package io.fundwire.bootstrap;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;

/// Where the server listens.
///
/// @param all at least one
record ListenAddresses(List<InetAddress> all) {

    /// What an operator's `host` stands for: `localhost` for all loopback addresses, since a
    /// browser and Node may take it for either of two.
    ///
    /// @throws IOException with a sentence for the operator if it stands for nothing
    static ListenAddresses of(String host) throws IOException {
        if (host.equals("localhost")) {
            return new ListenAddresses(loopback());
        }
        try {
            return new ListenAddresses(List.of(InetAddress.getByName(host)));
        } catch (UnknownHostException unknown) {
            throw new IOException(
                    "there is no host named %s: give an address of this machine by --host."
                            .formatted(host),
                    unknown);
        }
    }

    /// Whether only programs on this machine can reach them.
    boolean areLoopback() {
        return all.stream().allMatch(InetAddress::isLoopbackAddress);
    }

    /// The machine's interfaces are asked: the name may lack one of the addresses, or stand for one
    /// that is switched off.
    private static List<InetAddress> loopback() throws IOException {
        var found = new LinkedHashSet<InetAddress>();
        for (var card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (InetAddress address : Collections.list(card.getInetAddresses())) {
                if (address.isLoopbackAddress()) {
                    found.add(InetAddress.getByAddress(address.getAddress()));
                }
            }
        }
        return List.copyOf(found);
    }
}
