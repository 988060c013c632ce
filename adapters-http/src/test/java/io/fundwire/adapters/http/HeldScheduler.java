package io.fundwire.adapters.http;

import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/// Time that passes for the server only when a test says so.
final class HeldScheduler extends AbstractLifeCycle implements Scheduler {

    private final Queue<Held> waiting = new ConcurrentLinkedQueue<>();

    private record Held(Runnable work, Duration delay) {}

    @Override
    public Task schedule(Runnable task, long delay, TimeUnit units) {
        var held = new Held(task, Duration.of(delay, units.toChronoUnit()));
        waiting.add(held);
        return () -> waiting.remove(held);
    }

    /// Does what was scheduled so far to be done after exactly that time.
    void pass(Duration delay) {
        for (Held held : List.copyOf(waiting)) {
            if (held.delay().equals(delay) && waiting.remove(held)) {
                held.work().run();
            }
        }
    }

    /// How much is scheduled to be done after exactly that time.
    long waitingFor(Duration delay) {
        return waiting.stream().filter(held -> held.delay().equals(delay)).count();
    }
}
