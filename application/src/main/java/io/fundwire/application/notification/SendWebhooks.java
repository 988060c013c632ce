package io.fundwire.application.notification;

import io.fundwire.application.session.FaultLog;
import io.fundwire.domain.notification.RetrySchedule;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Tells what happened to notifications, at least once and in no certain order: an event stays in
/// the queue until it was accepted, or was refused for so long that it is given up. To be run every
/// second or so, by one thread.
public final class SendWebhooks {

    /// How many events wait for their answers at most.
    public static final int MOST_UNDER_WAY = 16;

    private static final int BATCH = 256;

    /// Far longer than a queue takes to keep a record, unless it lost it.
    private static final Duration TIME_TO_RECORD = Duration.ofMinutes(1);

    private final WebhookQueue queue;
    private final WebhookEndpoint endpoint;
    private final RetrySchedule schedule;
    private final FaultLog faults;
    private final InstantSource clock;
    private final RandomGenerator random;

    private final Queue<QueuedEvent> waiting = new ArrayDeque<>();
    private final Set<Long> underWay = new HashSet<>();
    private boolean looking;
    private boolean wasFull;

    /// When each was answered whose record the queue may not have kept yet.
    private final Map<QueuedEvent, Instant> answered = new HashMap<>();

    /// Takes from `queue` what `endpoint` is to be told.
    public SendWebhooks(
            WebhookQueue queue,
            WebhookEndpoint endpoint,
            RetrySchedule schedule,
            FaultLog faults,
            InstantSource clock,
            RandomGenerator random) {
        this.queue = queue;
        this.endpoint = endpoint;
        this.schedule = schedule;
        this.faults = faults;
        this.clock = clock;
        this.random = random;
    }

    /// Looks for what is due, unless enough is known to be.
    public void handle() {
        if (beginsToLook()) {
            look();
        }
        postWaiting();
    }

    private synchronized boolean beginsToLook() {
        boolean begins = waiting.isEmpty() && !looking;
        looking |= begins;
        return begins;
    }

    /// Whether the queue had more than was taken: if so it is looked at again as soon as that was
    /// told, and not only the next time.
    private synchronized boolean beginsToLookForMore() {
        return wasFull && beginsToLook();
    }

    private void look() {
        try {
            Instant now = clock.instant();
            take(queue.due(now, BATCH), now);
        } finally {
            endLooking();
        }
    }

    private synchronized void endLooking() {
        looking = false;
    }

    private synchronized void take(List<QueuedEvent> due, Instant now) {
        wasFull = due.size() == BATCH;
        answered.keySet().retainAll(Set.copyOf(due));
        answered.values().removeIf(at -> !now.isBefore(at.plus(TIME_TO_RECORD)));
        due.stream()
                .filter(event -> !underWay.contains(event.number()))
                .filter(event -> !answered.containsKey(event))
                .forEach(waiting::add);
    }

    private void postWaiting() {
        for (var next = next(); next.isPresent(); next = next()) {
            QueuedEvent event = next.get();
            try {
                endpoint.post(event, answer -> whenAnswered(event, answer));
            } catch (RuntimeException fault) {
                faults.report("send-webhooks", fault);
                whenAnswered(event, new WebhookAnswer.Refused("it could not be posted"));
            }
        }
    }

    private synchronized Optional<QueuedEvent> next() {
        var next =
                underWay.size() < MOST_UNDER_WAY
                        ? Optional.ofNullable(waiting.poll())
                        : Optional.<QueuedEvent>empty();
        next.ifPresent(event -> underWay.add(event.number()));
        return next;
    }

    private void whenAnswered(QueuedEvent event, WebhookAnswer answer) {
        Instant now = clock.instant();
        if (settle(event, now)) {
            switch (answer) {
                case WebhookAnswer.Accepted() -> queue.remove(event.number());
                case WebhookAnswer.Refused(var reason) -> refused(event, reason, now);
            }
            if (beginsToLookForMore()) {
                look();
            }
            postWaiting();
        }
    }

    /// Whether this is its first answer.
    private synchronized boolean settle(QueuedEvent event, Instant now) {
        boolean isFirst = underWay.remove(event.number());
        if (isFirst) {
            answered.put(event, now);
        }
        return isFirst;
    }

    private void refused(QueuedEvent event, String reason, Instant now) {
        int failures = event.attempts() + 1;
        switch (schedule.after(failures, event.since(), now, random)) {
            case RetrySchedule.Outcome.RetryAt(var at) -> queue.postpone(event.number(), at);
            case RetrySchedule.Outcome.GiveUp() -> {
                queue.remove(event.number());
                faults.report("send-webhooks", new WebhookGivenUp(event.event(), failures, reason));
            }
        }
    }
}
