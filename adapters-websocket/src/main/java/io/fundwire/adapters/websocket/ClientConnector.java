package io.fundwire.adapters.websocket;

import io.fundwire.application.session.FaultLog;

import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Listens, and gives each connection the pass of its selector, which writes for it if it becomes a
/// client.
final class ClientConnector extends ServerConnector {

    private static final int ACCEPTORS = 1;

    private final FaultLog faults;
    private final Map<ManagedSelector, DrainPass> passes = new ConcurrentHashMap<>();

    ClientConnector(Server server, int selectors, FaultLog faults, ConnectionFactory http) {
        super(server, ACCEPTORS, selectors, http);
        this.faults = faults;
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(
            SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        var endPoint = new ClientEndPoint(channel, selector, key, getScheduler(), passOf(selector));
        endPoint.setIdleTimeout(getIdleTimeout());
        return endPoint;
    }

    private DrainPass passOf(ManagedSelector selector) {
        return passes.computeIfAbsent(selector, one -> new DrainPass(one::submit, faults));
    }
}
