package io.fundwire.benchmarks.load;

import java.io.IOException;
import java.nio.ByteBuffer;

/// As many heartbeats as the server answers: each client sends as many as were just answered.
final class Saturation implements Swarm.Ear {

    private final int frameBytes;
    private final ByteBuffer requests;
    private int answeredNow;
    private long answered;

    private Saturation(int inFlight) {
        var heartbeat = Frame.text(Talk.heartbeat());
        frameBytes = heartbeat.remaining();
        requests = Frame.repeated(heartbeat, inFlight);
    }

    static Outcome measure(Swarm swarm, Task task) throws IOException {
        int clients = task.number("clients");
        int inFlight = task.number("in-flight");
        var saturation = new Saturation(inFlight);
        swarm.connect(clients, false);
        swarm.listen(saturation);
        for (int i = 0; i < clients; i++) {
            saturation.send(swarm.client(i), inFlight);
        }
        swarm.run(System.nanoTime() + task.nanos("warm-up"));
        var meter = new Meter(task.server());
        long before = saturation.answered;
        swarm.run(System.nanoTime() + task.nanos("seconds"));
        return meter.stop(saturation.answered - before);
    }

    @Override
    public void hears(Client client, Message message) {
        if (message.is(Talk.HEARTBEAT_ACK)) {
            answeredNow++;
        }
    }

    @Override
    public void wasRead(Client client) throws IOException {
        int count = answeredNow;
        answeredNow = 0;
        answered += count;
        if (count > 0) {
            send(client, count);
        }
    }

    private void send(Client client, int count) throws IOException {
        requests.limit(count * frameBytes);
        client.write(requests);
    }
}
