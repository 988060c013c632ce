package io.fundwire.domain.notification;

import static io.fundwire.domain.notification.AckStatus.DISMISSED;
import static io.fundwire.domain.notification.AckStatus.READ;
import static io.fundwire.domain.notification.AckStatus.RECEIVED;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.domain.fixtures.Notifications;
import io.fundwire.domain.fixtures.People;
import io.fundwire.domain.fixtures.VirtualClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;

final class InboxEntryTest {

    private static final Instant NOW = VirtualClock.START;
    private static final Instant LATER = NOW.plusSeconds(1);

    private final Notification notification = Notifications.offering("fees", "approve", "reject");

    private final InboxEntry pending = InboxEntry.pending(People.user("alice"), notification, 1);
    private final InboxEntry delivered = pending.delivered(NOW);

    @Test
    void isPendingAtFirst() {
        assertThat(pending.state()).isEqualTo(new InboxState.Pending());
        assertThat(pending.isOpen(NOW)).isTrue();
        assertThat(pending.isRedelivery()).isFalse();
    }

    @Test
    void aDeliveredOneIsStillOpenAndToBeRedelivered() {
        assertThat(delivered.state()).isEqualTo(new InboxState.Delivered(NOW));
        assertThat(delivered.isOpen(LATER)).isTrue();
        assertThat(delivered.isRedelivery()).isTrue();
    }

    @Test
    void keepsTheTimeOfItsFirstDelivery() {
        assertThat(delivered.delivered(LATER)).isEqualTo(delivered);
    }

    @Test
    void anExpiredOneIsNoLongerOpen() {
        Instant end = notification.expiresAt();

        assertThat(pending.isOpen(end.minusNanos(1))).isTrue();
        assertThat(pending.isOpen(end)).isFalse();
        assertThat(delivered.isOpen(end.minusNanos(1))).isTrue();
        assertThat(delivered.isOpen(end)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void anyAcknowledgementEndsRedelivery(AckStatus status) {
        assertThat(applied(delivered, status, null).isOpen(LATER)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void anAcknowledgementCountsAlsoBeforeADeliveryIsKnown(AckStatus status) {
        var outcome = acknowledge(pending, status, null, NOW);

        assertThat(outcome)
                .isEqualTo(
                        new AckOutcome.Applied(
                                in(new Acknowledgement(status, null), NOW),
                                new Acknowledgement(status, null),
                                NOW));
    }

    @Test
    void aDeliveryKnownLateDoesNotUndoAnAcknowledgement() {
        var read = applied(pending, READ, null);

        assertThat(read.delivered(LATER)).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource({"RECEIVED, READ", "RECEIVED, DISMISSED", "READ, DISMISSED"})
    void aHigherStatusMovesItForward(AckStatus before, AckStatus later) {
        var entry = applied(delivered, before, null);

        var outcome = acknowledge(entry, later, null, LATER);

        assertThat(outcome)
                .isEqualTo(
                        new AckOutcome.Applied(
                                in(new Acknowledgement(later, null), LATER),
                                new Acknowledgement(later, null),
                                LATER));
    }

    @ParameterizedTest
    @CsvSource({
        "RECEIVED, RECEIVED",
        "READ, RECEIVED",
        "READ, READ",
        "DISMISSED, RECEIVED",
        "DISMISSED, READ",
        "DISMISSED, DISMISSED"
    })
    void aLowerOrRepeatedStatusChangesNothing(AckStatus before, AckStatus later) {
        var entry = applied(delivered, before, null);

        var outcome = acknowledge(entry, later, null, LATER);

        assertThat(outcome)
                .isEqualTo(new AckOutcome.Unchanged(entry, new Acknowledgement(before, null), NOW));
    }

    @Test
    void theFirstActionStandsWhateverComesLater() {
        var approved = applied(delivered, READ, "approve");

        assertThat(acknowledge(approved, READ, "reject", LATER))
                .isEqualTo(
                        new AckOutcome.Unchanged(
                                approved, new Acknowledgement(READ, "approve"), NOW));
        assertThat(currentOf(acknowledge(approved, DISMISSED, "reject", LATER)))
                .isEqualTo(new Acknowledgement(DISMISSED, "approve"));
    }

    @ParameterizedTest
    @CsvSource({"RECEIVED, READ", "READ, READ", "DISMISSED, DISMISSED"})
    void anActionMayStillBeChosenLater(AckStatus before, AckStatus after) {
        var entry = applied(delivered, before, null);

        var outcome = acknowledge(entry, READ, "reject", LATER);

        assertThat(outcome).isInstanceOf(AckOutcome.Applied.class);
        assertThat(currentOf(outcome)).isEqualTo(new Acknowledgement(after, "reject"));
    }

    @Test
    void aRepetitionWithoutTheActionChangesNothing() {
        var approved = applied(delivered, READ, "approve");

        assertThat(acknowledge(approved, READ, null, LATER))
                .isInstanceOf(AckOutcome.Unchanged.class);
    }

    @Test
    void anActionThatIsNotOfferedIsUnknownInAnyState() {
        var unknown = new AckOutcome.UnknownAction(notification.id(), "postpone");

        assertThat(acknowledge(pending, READ, "postpone", NOW)).isEqualTo(unknown);
        assertThat(acknowledge(delivered, READ, "postpone", NOW)).isEqualTo(unknown);
        assertThat(acknowledge(applied(delivered, RECEIVED, null), READ, "postpone", NOW))
                .isEqualTo(unknown);
        assertThat(acknowledge(applied(delivered, DISMISSED, "approve"), READ, "postpone", NOW))
                .isEqualTo(unknown);
    }

    private AckOutcome acknowledge(InboxEntry entry, AckStatus status, String action, Instant at) {
        return entry.acknowledge(new Acknowledgement(status, action), at);
    }

    /// The entry after an acknowledgement at `NOW`.
    private InboxEntry applied(InboxEntry entry, AckStatus status, String action) {
        return ((AckOutcome.Applied) acknowledge(entry, status, action, NOW)).entry();
    }

    private static Acknowledgement currentOf(AckOutcome outcome) {
        return switch (outcome) {
            case AckOutcome.Applied(var _, var current, var _) -> current;
            case AckOutcome.Unchanged(var _, var current, var _) -> current;
            default -> throw new AssertionError(outcome);
        };
    }

    private InboxEntry in(Acknowledgement ack, Instant at) {
        return new InboxEntry(
                People.user("alice"), notification, 1, new InboxState.Acknowledged(ack, at));
    }
}
