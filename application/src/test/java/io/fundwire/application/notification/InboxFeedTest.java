package io.fundwire.application.notification;

import static io.fundwire.application.notification.DeliveryWindow.SIZE;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.Core;
import io.fundwire.application.fixtures.Publisher;
import io.fundwire.application.fixtures.Stores;
import io.fundwire.application.fixtures.UnreliableStore;
import io.fundwire.application.fixtures.Visitor;
import io.fundwire.domain.fixtures.Race;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.notification.AckStatus;
import io.fundwire.domain.notification.NotificationDelivery;
import io.fundwire.domain.notification.NotificationId;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

final class InboxFeedTest {

    private static final int EVERYTHING = 1000;

    private static final int PUBLISHERS = 3;
    private static final int READERS = 3;
    private static final int EACH = 80;

    private final VirtualClock clock = new VirtualClock();
    private final UnreliableStore store = new UnreliableStore();
    private final Core core = Core.of(Core.Settings.defaults().with(Stores.of(store)), clock);
    private final Publisher publisher = Publisher.in(core);

    @Test
    void atMost64NotificationsWaitForAClientThatJustCame() {
        publish(200);

        var alice = Visitor.named(core, "alice");

        assertThat(notifications(alice.startsReading(EVERYTHING))).isEqualTo(64);
    }

    @Test
    void atMost64NotificationsWaitForAClientThatIsHere() {
        var alice = Visitor.named(core, "alice").settled();

        publish(200);

        assertThat(notifications(alice.startsReading(EVERYTHING))).isEqualTo(64);
    }

    @Test
    void theRestFollowsAsTheSocketTakesThem() {
        var titles = publish(200);
        var alice = Visitor.named(core, "alice");

        assertThat(alice.readsTitles()).containsExactlyElementsOf(titles);
    }

    @Test
    void whatIsPublishedWhileItWasBehindFollowsInOrder() {
        var alice = Visitor.named(core, "alice").settled();
        var titles = new ArrayList<>(publish(SIZE + 10));
        alice.startsReading(SIZE);
        titles.addAll(publish(10));
        alice.finishesReading();
        titles.addAll(publish(10));

        assertThat(alice.readsTitles())
                .containsExactlyElementsOf(titles.subList(SIZE, titles.size()));
    }

    @Test
    void nothingFollowsUntilHalfOfTheWindowIsWritten() {
        var alice = Visitor.named(core, "alice").settled();
        publish(SIZE + 10);

        alice.startsReading(SIZE / 2 - 1);
        alice.finishesReading();
        assertThat(alice.startsReading(EVERYTHING)).hasSize(SIZE / 2 + 1);
    }

    @Test
    void whatWasAcknowledgedElsewhereWhileItStayedInTheStoreIsSkipped() {
        var phone = Visitor.named(core, "alice").settled();
        publish(SIZE);
        var late = publisher.tells("late", "alice");
        publisher.tells("later", "alice");

        Visitor.named(core, "alice").acknowledges(AckStatus.READ, late);

        assertThat(phone.readsTitles()).hasSize(SIZE + 1).doesNotContain("late").endsWith("later");
    }

    @Test
    void whatExpiredWhileItStayedInTheStoreIsSkipped() {
        var alice = Visitor.named(core, "alice").settled();
        publish(SIZE);
        publisher.lasting(Duration.ofSeconds(1)).tells("short", "alice");
        publisher.tells("long", "alice");

        clock.advance(Duration.ofSeconds(1));

        assertThat(alice.readsTitles()).doesNotContain("short").endsWith("long");
    }

    @Test
    void whatExpiredWhileItWaitedIsSkippedAndMakesRoom() {
        var alice = Visitor.named(core, "alice").settled();
        IntStream.range(0, SIZE)
                .forEach(i -> publisher.lasting(Duration.ofSeconds(1)).tells("short" + i, "alice"));
        var titles = publish(SIZE + 1);

        clock.advance(Duration.ofSeconds(1));

        assertThat(alice.readsTitles()).containsExactlyElementsOf(titles);
    }

    @Test
    void whatWasAcknowledgedElsewhereWhileItWaitedIsSkippedAndMakesRoom() {
        var phone = Visitor.named(core, "alice").settled();
        var laptop = Visitor.named(core, "alice").settled();
        var ids = publishIds(SIZE);
        var titles = publish(SIZE);

        ids.forEach(id -> laptop.acknowledges(AckStatus.RECEIVED, id));

        assertThat(phone.readsTitles()).containsExactlyElementsOf(titles);
    }

    @Test
    void whatEndsWhileItIsReadFromTheStoreIsNotSent() {
        var phone = Visitor.named(core, "alice").settled();
        var laptop = Visitor.named(core, "alice").settled();
        publish(SIZE);
        var late = publisher.tells("late", "alice");
        publisher.tells("later", "alice");
        phone.startsReading(EVERYTHING);
        store.whileItAnswers(() -> laptop.acknowledges(AckStatus.READ, late));

        phone.finishesReading();

        assertThat(phone.readsTitles()).containsExactly("later");
    }

    @Test
    void oneClientThatReadsSlowlyHoldsUpNoOther() {
        var slow = Visitor.named(core, "alice").settled();
        var fast = Visitor.named(core, "alice").settled();

        for (int i = 0; i < 200; i++) {
            publisher.tells("n" + i, "alice");
            assertThat(fast.readsTitles()).containsExactly("n" + i);
        }

        assertThat(notifications(slow.startsReading(EVERYTHING))).isEqualTo(64);
    }

    @Test
    void whatIsPublishedWhileItLooksIntoTheStoreIsNotLost() throws Exception {
        var other = new OtherThread(() -> publisher.tells("meanwhile", "alice"));
        store.whileItAnswers(other::startAndWait);

        var alice = Visitor.named(core, "alice");
        other.join();

        assertThat(alice.readsTitles()).containsExactly("meanwhile");
    }

    @Test
    void ofTwoPublishedAtTheSameTimeNoneIsLost() throws Exception {
        var alice = Visitor.named(core, "alice").settled();
        var other = new OtherThread(() -> publisher.tells("second", "alice"));
        store.whileItAnswers(other::startAndWait);

        publisher.tells("first", "alice");
        other.join();

        assertThat(alice.readsTitles()).containsExactly("first", "second");
    }

    @Test
    void acrossThreadsEveryClientGetsEveryNotificationOnceAndInTheSameOrder() throws Exception {
        var publishing = new AtomicInteger(PUBLISHERS);
        var readers = Collections.synchronizedList(new ArrayList<Visitor>());
        List<List<String>> read = Collections.synchronizedList(new ArrayList<>());

        Race.of(PUBLISHERS + READERS)
                .run(number -> {
                    if (number < PUBLISHERS) {
                        publish(number + "/", EACH);
                        publishing.decrementAndGet();
                    } else {
                        var alice = Visitor.named(core, "alice");
                        var titles = new ArrayList<String>();
                        while (publishing.get() > 0) {
                            titles.addAll(alice.readsTitles());
                        }
                        titles.addAll(alice.readsTitles());
                        readers.add(alice);
                        read.add(titles);
                    }
                });

        assertThat(read.getFirst()).hasSize(PUBLISHERS * EACH).doesNotHaveDuplicates();
        assertThat(read).allSatisfy(titles -> assertThat(titles).isEqualTo(read.getFirst()));

        // Nobody has lost count of what waits.
        publish(SIZE + 1);
        assertThat(readers)
                .allSatisfy(alice -> assertThat(alice.startsReading(EVERYTHING)).hasSize(SIZE));
    }

    private List<String> publish(int notifications) {
        return publish("n" + core.store.counts().published() + "+", notifications);
    }

    private List<String> publish(String prefix, int notifications) {
        var titles = IntStream.range(0, notifications).mapToObj(i -> prefix + i).toList();
        titles.forEach(title -> publisher.tells(title, "alice"));
        return titles;
    }

    private List<NotificationId> publishIds(int notifications) {
        return IntStream.range(0, notifications)
                .mapToObj(i -> publisher.tells("first " + i, "alice"))
                .toList();
    }

    private static long notifications(List<?> messages) {
        return messages.stream().filter(NotificationDelivery.class::isInstance).count();
    }

    /// A thread that does something while this one is in the middle of something else.
    private static final class OtherThread {

        private static final Set<Thread.State> STOPPED =
                EnumSet.of(Thread.State.BLOCKED, Thread.State.WAITING, Thread.State.TERMINATED);

        private final Thread thread;

        OtherThread(Runnable task) {
            thread = Thread.ofPlatform().unstarted(task);
        }

        /// Waits until it has done it, or cannot until this thread has gone on.
        void startAndWait() {
            thread.start();
            while (!STOPPED.contains(thread.getState())) {
                Thread.onSpinWait();
            }
        }

        void join() throws InterruptedException {
            thread.join();
        }
    }
}
