package io.fundwire.adapters.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fundwire.adapters.json.fixtures.Gateway;
import io.fundwire.application.fixtures.FakeConnection;
import io.fundwire.application.session.ConnectClient;
import io.fundwire.application.session.ConnectedClient;
import io.fundwire.application.session.DisconnectClient;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.message.Outgoing;
import io.fundwire.domain.notification.Unread;
import io.fundwire.domain.session.CloseReason;
import io.fundwire.domain.session.FlightRecord;
import io.fundwire.domain.session.Session;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A client with no transport between it and the dispatcher: what it is sent stays in its outbox
/// until a test asks for it.
final class DirectClient {

    private final Gateway gateway;
    private final FakeConnection connection = new FakeConnection();
    private final ConnectedClient client;
    private boolean mayGoOn;

    /// Connects a client of that user, past its welcome.
    DirectClient(Gateway gateway, String user) {
        this(gateway, Optional.of(new UserId(user)), ConnectClient.Beginning.NEW);
    }

    private DirectClient(
            Gateway gateway, Optional<UserId> user, ConnectClient.Beginning beginning) {
        this.gateway = gateway;
        this.client =
                gateway.core.connectClient.handle(
                        new ConnectClient.Input(connection, user, beginning));
        waiting();
    }

    /// The types of the messages that it sent, as they are remembered.
    List<String> typesReceived() {
        return client.session().flight().frames().stream()
                .filter(frame -> frame.direction() == FlightRecord.Direction.IN)
                .map(FlightRecord.Frame::type)
                .toList();
    }

    /// What its messages and those to it said, as far as that is remembered.
    List<String> textsRecorded() {
        return client.session().flight().frames().stream()
                .flatMap(frame -> frame.contents().stream())
                .map(FlightRecord.Contents::text)
                .toList();
    }

    /// How many messages it sent and was sent.
    Session.Exchanged exchanged() {
        return client.session().exchanged();
    }

    /// Connects a client that is to say as whom it comes back.
    static DirectClient comingBack(Gateway gateway) {
        return new DirectClient(gateway, Optional.empty(), ConnectClient.Beginning.COMES_BACK);
    }

    String id() {
        return client.id().value();
    }

    void send(String text) {
        mayGoOn = false;
        gateway.dispatcher.dispatch(client, text.getBytes(UTF_8), () -> mayGoOn = true);
    }

    /// Sends that, and asks whether the next may be sent.
    boolean mayGoOnAfter(String text) {
        send(text);
        return mayGoOn;
    }

    /// Whether the next may be sent.
    boolean mayGoOn() {
        return mayGoOn;
    }

    void leave() {
        gateway.core.disconnectClient.handle(new DisconnectClient.Input(client, 1000));
    }

    /// What waited for it, in the order of writing.
    List<Outgoing> waiting() {
        var all = new ArrayList<Outgoing>();
        var batch = new ArrayList<Outgoing>();
        do {
            batch.clear();
            gateway.core.drainOutbox.take(client, batch);
            gateway.core.drainOutbox.written(client, batch);
            all.addAll(batch);
        } while (!batch.isEmpty());
        return all;
    }

    /// What waited for it, as it would read it, but for `unread`: that may come at any time.
    List<JsonNode> received() {
        return texts().stream().map(gateway.mapper::readTree).toList();
    }

    /// The same, as it went over the wire.
    List<String> texts() {
        return waiting().stream()
                .filter(outgoing -> !(outgoing.message() instanceof Unread))
                .map(outgoing -> UTF_8.decode(outgoing.encoded().view()).toString())
                .toList();
    }

    /// What it receives after it sent that.
    List<JsonNode> ask(String text) {
        send(text);
        return received();
    }

    /// The only message that it receives after it sent that.
    JsonNode askForOne(String text) {
        var all = ask(text);
        if (all.size() != 1) {
            throw new AssertionError(text + " was answered by " + all);
        }
        return all.getFirst();
    }

    Optional<CloseReason> closed() {
        return connection.closed();
    }
}
