package io.fundwire.benchmarks.load;

import java.io.IOException;

/// Heartbeats that are due at fixed moments, whether or not earlier ones were answered: each is
/// measured from when it was due, so that a server that stands still is seen to.
final class RoundTrips implements Swarm.Ear {

    private static final long UNTIL_FIRST = 100_000_000L;
    private static final long PATIENCE = 5_000_000_000L;

    private final Schedule schedule;
    private final Samples times;
    private long answered;
    private long broadcastsHeard;

    private RoundTrips(Schedule schedule) {
        this.schedule = schedule;
        this.times = new Samples((int) (schedule.count() - schedule.firstMeasured()));
    }

    static Outcome measure(Swarm swarm, Task task) throws IOException {
        int clients = task.number("clients");
        int broadcasts = task.number("broadcasts", 0);
        swarm.connect(clients, broadcasts > 0);
        var schedule =
                new Schedule(
                        System.nanoTime() + UNTIL_FIRST,
                        clients,
                        task.number("rate"),
                        task.nanos("warm-up"),
                        task.nanos("seconds"));
        var trips = new RoundTrips(schedule);
        swarm.listen(trips);
        var pacer = Pacer.start(swarm, schedule, broadcasts);
        swarm.run(schedule.due(schedule.firstMeasured()));
        var meter = new Meter(task.server());
        swarm.run(schedule.due(schedule.count()));
        var outcome = meter.stop(schedule.count() - schedule.firstMeasured());
        swarm.run(() -> trips.answered < schedule.count(), System.nanoTime() + PATIENCE);
        return outcome.with("p50", trips.times.micros(50))
                .with("p99", trips.times.micros(99))
                .with("max", trips.times.micros(100))
                .with("late99", pacer.lateness().micros(99))
                .with("broadcastsHeard", trips.broadcastsHeard)
                .with("unanswered", schedule.count() - trips.answered);
    }

    @Override
    public void hears(Client client, Message message) {
        if (message.is(Talk.HEARTBEAT_ACK)) {
            long request = schedule.request(client.number(), client.heard++);
            answered++;
            if (request >= schedule.firstMeasured()) {
                times.add(System.nanoTime() - schedule.due(request));
            }
        } else if (message.is(Talk.MESSAGE)) {
            broadcastsHeard++;
        }
    }
}
