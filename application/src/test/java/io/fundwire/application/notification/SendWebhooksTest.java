package io.fundwire.application.notification;

import static io.fundwire.application.notification.SendWebhooks.MOST_UNDER_WAY;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.FakeEndpoint;
import io.fundwire.application.fixtures.InMemoryWebhookQueue;
import io.fundwire.application.session.FaultLog;
import io.fundwire.domain.fixtures.Notifications;
import io.fundwire.domain.fixtures.Simulation;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.notification.NotificationEvent;
import io.fundwire.domain.notification.RetrySchedule;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

final class SendWebhooksTest {

    private static final WebhookAnswer ACCEPTED = new WebhookAnswer.Accepted();
    private static final WebhookAnswer REFUSED = new WebhookAnswer.Refused("HTTP status 503");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONGEST_DELAY = Duration.ofHours(1);

    private final VirtualClock clock = new VirtualClock();
    private final InMemoryWebhookQueue queue = new InMemoryWebhookQueue();
    private final FakeEndpoint endpoint = new FakeEndpoint();
    private final List<String> faults = new ArrayList<>();
    private final SendWebhooks sendWebhooks = sending(queue, endpoint);

    @Test
    void whatIsDueIsToldInTheOrderOfTheQueue() {
        put("first", "second");

        sendWebhooks.handle();

        assertThat(names(endpoint.told())).containsExactly("first", "second");
    }

    @Test
    void whatWasAcceptedLeavesTheQueue() {
        put("fees");
        sendWebhooks.handle();
        assertThat(due()).hasSize(1);

        endpoint.answer(ACCEPTED);

        assertThat(due()).isEmpty();
        assertThat(faults).isEmpty();
    }

    @Test
    void thousandsAreToldWithoutWaitingForTheNextTime() {
        var names = IntStream.range(0, 1000).mapToObj(i -> "n" + i).toList();
        put(names.toArray(String[]::new));

        sendWebhooks.handle();
        while (!endpoint.open().isEmpty()) {
            endpoint.answer(ACCEPTED);
        }

        assertThat(names(endpoint.told())).containsExactlyElementsOf(names);
    }

    @Test
    void whatIsUnderWayIsNotToldAgainMeanwhile() {
        put("fees");

        sendWebhooks.handle();
        clock.advance(Duration.ofMinutes(5));
        sendWebhooks.handle();

        assertThat(endpoint.told()).hasSize(1);
    }

    @Test
    void whatWasRefusedIsToldAgainLater() {
        put("fees");
        sendWebhooks.handle();

        endpoint.answer(REFUSED);
        sendWebhooks.handle();
        assertThat(endpoint.told()).hasSize(1);
        clock.advance(Duration.ofSeconds(10));
        sendWebhooks.handle();

        assertThat(endpoint.told()).hasSize(2);
        assertThat(endpoint.told().getLast().attempts()).isEqualTo(1);
        assertThat(endpoint.told().getLast().number())
                .isEqualTo(endpoint.told().getFirst().number());
        assertThat(faults).isEmpty();
    }

    @Test
    void whatWasRefusedForThreeDaysIsGivenUpAndReportedOnce() {
        put("fees");
        Instant start = clock.instant();

        for (int i = 0; i < 1000 && !due(Instant.MAX).isEmpty(); i++) {
            sendWebhooks.handle();
            endpoint.answer(REFUSED);
            clock.advance(LONGEST_DELAY);
        }

        assertThat(due(Instant.MAX)).isEmpty();
        assertThat(clock.instant()).isAfter(start.plus(Duration.ofDays(3)));
        assertThat(faults)
                .containsExactly(
                        "send-webhooks: gave up telling that ntf_fees is unacknowledged, after %d"
                                        .formatted(endpoint.told().size())
                                + " attempts; of the last one: HTTP status 503");
    }

    @Test
    void noMoreThanSixteenAreUnderWayAndEachAnswerMakesRoomForOne() {
        put(IntStream.range(0, MOST_UNDER_WAY + 2).mapToObj(i -> "n" + i).toArray(String[]::new));

        sendWebhooks.handle();
        sendWebhooks.handle();
        assertThat(endpoint.open()).hasSize(16);
        endpoint.answer(ACCEPTED);
        assertThat(endpoint.open()).hasSize(16);
        endpoint.answer(REFUSED);
        assertThat(endpoint.open()).hasSize(16);

        assertThat(names(endpoint.told())).endsWith("n15", "n16", "n17").doesNotHaveDuplicates();
    }

    @Test
    void whatIsPostponedDoesNotHoldUpTheOthers() {
        put("first");
        sendWebhooks.handle();
        endpoint.answer(REFUSED);

        put("second");
        sendWebhooks.handle();

        assertThat(names(endpoint.open())).containsExactly("second");
    }

    @Test
    void afterARestartWhatWasUnderWayIsToldAgain() {
        put("fees");
        sendWebhooks.handle();
        endpoint.forget();

        sending(queue, endpoint).handle();

        assertThat(names(endpoint.told())).containsExactly("fees", "fees");
    }

    @Test
    void aSecondAnswerChangesNothing() {
        var answers = new ArrayList<Consumer<WebhookAnswer>>();
        put("fees");
        sending(queue, (event, whenAnswered) -> answers.add(whenAnswered)).handle();

        answers.getFirst().accept(REFUSED);
        answers.getFirst().accept(REFUSED);
        answers.getFirst().accept(ACCEPTED);

        assertThat(due(Instant.MAX)).extracting(QueuedEvent::attempts).containsExactly(1);
    }

    @Test
    void anEndpointThatBreaksIsReportedAndAskedAgainLater() {
        put("fees");
        WebhookEndpoint broken =
                (event, whenAnswered) -> {
                    throw new IllegalStateException("out of order");
                };
        var brokenly = sending(queue, broken);

        brokenly.handle();
        brokenly.handle();

        assertThat(faults).containsExactly("send-webhooks: out of order");
        assertThat(due(Instant.MAX)).extracting(QueuedEvent::attempts).containsExactly(1);
    }

    @Test
    void aQueueThatRecordsLateDoesNotHaveAnythingToldTwice() {
        var late = new LateQueue(queue);
        var sending = sending(late, endpoint);
        put("accepted", "refused");
        sending.handle();
        endpoint.answer(ACCEPTED);
        endpoint.answer(REFUSED);

        sending.handle();
        assertThat(endpoint.open()).isEmpty();
        late.record();
        clock.advance(Duration.ofSeconds(10));
        sending.handle();

        assertThat(names(endpoint.open())).containsExactly("refused");
    }

    @Test
    void ofWhatAQueueDoesNotRecordAllIsToldAgainAfterAMinute() {
        var forgetful = new LateQueue(queue);
        var sending = sending(forgetful, endpoint);
        put("accepted", "refused");
        sending.handle();
        endpoint.answer(ACCEPTED);
        endpoint.answer(REFUSED);

        clock.advance(Duration.ofSeconds(59));
        sending.handle();
        assertThat(endpoint.open()).isEmpty();
        clock.advance(SECOND);
        sending.handle();

        assertThat(names(endpoint.open())).containsExactly("accepted", "refused");
    }

    /// Answers at random, records that come late, and a restart now and then.
    @Test
    void everythingIsToldAtLeastOnceAndNeverTwiceAtATime() {
        Simulation.seeds(300).run(SendWebhooksTest::simulate);
    }

    private static void simulate(RandomGenerator random) {
        var run = new SendWebhooksTest();
        var late = new LateQueue(run.queue);
        var sending = run.sending(late, run.endpoint);
        var accepted = new HashSet<String>();
        int happened = 0;
        for (int second = 0; second < 300; second++) {
            run.clock.advance(SECOND);
            if (second < 200 && random.nextInt(3) == 0) {
                for (int i = random.nextInt(40); i > 0; i--) {
                    run.put("n" + happened++);
                }
            }
            sending.handle();
            assertThat(run.endpoint.open())
                    .hasSizeLessThanOrEqualTo(MOST_UNDER_WAY)
                    .extracting(QueuedEvent::number)
                    .doesNotHaveDuplicates();
            for (int i = random.nextInt(20); i > 0 && !run.endpoint.open().isEmpty(); i--) {
                int index = random.nextInt(run.endpoint.open().size());
                QueuedEvent event = run.endpoint.open().get(index);
                boolean accepts = random.nextInt(3) > 0;
                if (accepts) {
                    accepted.add(names(List.of(event)).getFirst());
                }
                run.endpoint.answer(index, accepts ? ACCEPTED : REFUSED);
            }
            if (random.nextInt(4) > 0) {
                late.record();
            }
            if (random.nextInt(50) == 0) {
                run.endpoint.forget();
                late.forget();
                sending = run.sending(late, run.endpoint);
            }
        }
        for (int i = 0; i < 500 && !run.due(Instant.MAX).isEmpty(); i++) {
            late.record();
            run.clock.advance(LONGEST_DELAY);
            sending.handle();
            while (!run.endpoint.open().isEmpty()) {
                accepted.add(names(run.endpoint.open()).getFirst());
                run.endpoint.answer(ACCEPTED);
            }
            late.record();
        }

        assertThat(run.due(Instant.MAX)).isEmpty();
        assertThat(accepted).hasSize(happened);
        assertThat(run.faults).isEmpty();
    }

    private SendWebhooks sending(WebhookQueue from, WebhookEndpoint to) {
        FaultLog log = (where, fault) -> faults.add(where + ": " + fault.getMessage());
        return new SendWebhooks(
                from, to, RetrySchedule.DEFAULT, log, clock, new SplittableRandom(1));
    }

    private void put(String... names) {
        for (String name : names) {
            queue.put(
                    new NotificationEvent.Unacknowledged(Notifications.id(name), clock.instant()),
                    clock.instant());
        }
    }

    private List<QueuedEvent> due() {
        return due(clock.instant());
    }

    private List<QueuedEvent> due(Instant now) {
        return queue.due(now, Integer.MAX_VALUE);
    }

    private static List<String> names(List<QueuedEvent> events) {
        return events.stream()
                .map(queued -> queued.event().notification().value().substring("ntf_".length()))
                .toList();
    }

    /// Keeps its records when it is told to, and may lose them.
    private static final class LateQueue implements WebhookQueue {

        private final WebhookQueue behind;
        private final List<Runnable> records = new ArrayList<>();

        LateQueue(WebhookQueue behind) {
            this.behind = behind;
        }

        void record() {
            records.forEach(Runnable::run);
            records.clear();
        }

        void forget() {
            records.clear();
        }

        @Override
        public List<QueuedEvent> due(Instant now, int limit) {
            return behind.due(now, limit);
        }

        @Override
        public void remove(long number) {
            records.add(() -> behind.remove(number));
        }

        @Override
        public void postpone(long number, Instant until) {
            records.add(() -> behind.postpone(number, until));
        }
    }
}
