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
        assertThat(pending.state(NOW)).isEqualTo(new InboxState.Pending());
        assertThat(pending.isOpen(NOW)).isTrue();
        assertThat(pending.isRedelivery()).isFalse();
    }

    @Test
    void aDeliveredOneIsStillOpenAndToBeRedelivered() {
        assertThat(delivered.state(LATER)).isEqualTo(new InboxState.Delivered(NOW));
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
                                pending, in(new Acknowledgement(status, null), NOW)));
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
                        new AckOutcome.Applied(entry, in(new Acknowledgement(later, null), LATER)));
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

        assertThat(outcome).isEqualTo(new AckOutcome.Unchanged(entry));
        assertThat(entry.state(LATER))
                .isEqualTo(new InboxState.Acknowledged(new Acknowledgement(before, null), NOW));
    }

    @Test
    void theFirstActionStandsWhateverComesLater() {
        var approved = applied(delivered, READ, "approve");

        assertThat(acknowledge(approved, READ, "reject", LATER))
                .isEqualTo(new AckOutcome.Unchanged(approved));
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

    // The end

    private final Instant end = notification.expiresAt();

    @Test
    void onceItsTimeIsOverItHasExpiredForWhoHadNotReadIt() {
        var expired = new InboxState.Expired(end);

        assertThat(pending.state(end.minusNanos(1))).isEqualTo(new InboxState.Pending());
        assertThat(pending.state(end)).isEqualTo(expired);
        assertThat(delivered.state(end.plusSeconds(9))).isEqualTo(expired);
        assertThat(applied(pending, RECEIVED, null).state(end)).isEqualTo(expired);
    }

    @Test
    void onceWithdrawnItIsForWhoHadNotReadIt() {
        var withdrawn = new InboxState.Withdrawn(LATER);

        assertThat(pending.withdrawn(LATER).state(LATER)).isEqualTo(withdrawn);
        assertThat(delivered.withdrawn(LATER).state(end)).isEqualTo(withdrawn);
        assertThat(applied(pending, RECEIVED, null).withdrawn(LATER).state(LATER))
                .isEqualTo(withdrawn);
        assertThat(pending.withdrawn(LATER).isOpen(LATER)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"READ", "DISMISSED"})
    void theEndMeansNothingToWhoHadReadIt(AckStatus status) {
        var read = applied(delivered, status, "approve");

        assertThat(read.state(end)).isEqualTo(read.progress());
        assertThat(read.withdrawn(LATER).state(end)).isEqualTo(read.progress());
    }

    @ParameterizedTest
    @EnumSource
    void afterTheEndNoAcknowledgementChangesAnything(AckStatus status) {
        var read = applied(delivered, READ, null);

        assertThat(acknowledge(delivered, status, "approve", end))
                .isEqualTo(new AckOutcome.Unchanged(delivered));
        assertThat(acknowledge(read, status, "approve", end))
                .isEqualTo(new AckOutcome.Unchanged(read));
        assertThat(acknowledge(pending.withdrawn(NOW), status, null, LATER))
                .isEqualTo(new AckOutcome.Unchanged(pending.withdrawn(NOW)));
    }

    @Test
    void isUnreadUntilItIsReadOrOver() {
        assertThat(pending.isUnread(NOW)).isTrue();
        assertThat(delivered.isUnread(NOW)).isTrue();
        assertThat(applied(delivered, RECEIVED, null).isUnread(NOW)).isTrue();
        assertThat(applied(delivered, READ, null).isUnread(NOW)).isFalse();
        assertThat(applied(delivered, DISMISSED, null).isUnread(NOW)).isFalse();
        assertThat(pending.isUnread(end)).isFalse();
        assertThat(pending.withdrawn(NOW).isUnread(NOW)).isFalse();
    }

    private AckOutcome acknowledge(InboxEntry entry, AckStatus status, String action, Instant at) {
        return entry.acknowledge(new Acknowledgement(status, action), at);
    }

    /// The entry after an acknowledgement at `NOW`.
    private InboxEntry applied(InboxEntry entry, AckStatus status, String action) {
        return ((AckOutcome.Applied) acknowledge(entry, status, action, NOW)).after();
    }

    private static Acknowledgement currentOf(AckOutcome outcome) {
        var entry = ((AckOutcome.Applied) outcome).after();
        return ((InboxState.Acknowledged) entry.progress()).acknowledgement();
    }

    private InboxEntry in(Acknowledgement ack, Instant at) {
        return new InboxEntry(
                People.user("alice"), notification, 1, new InboxState.Acknowledged(ack, at), null);
    }
}
