package io.fundwire.domain.presence;

import static io.fundwire.domain.fixtures.People.client;
import static io.fundwire.domain.fixtures.People.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.fixtures.VirtualClock;
import io.fundwire.domain.message.Lane;
import io.fundwire.domain.message.Payload;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

class MembersTest {

    private static final ChannelName DOC = new ChannelName("document:1");
    private static final Payload AWAY = new Payload("\"away\"");
    private static final Payload BUSY = new Payload("\"busy\"");

    private final VirtualClock clock = new VirtualClock();
    private final Members members = new Members(DOC);

    // ---- joining and leaving

    @Test
    void aUserJoinsOnceHoweverManyClientsItHas() {
        assertThat(comes("alice"))
                .containsExactly(new MemberJoined(DOC, user("alice"), VirtualClock.START));
        passes(1);

        assertThat(comes("alice")).isEmpty();
        assertThat(all()).containsExactly(new Member(user("alice"), 2, VirtualClock.START, null));
    }

    @Test
    void aUserLeavesTenSecondsAfterItsLastClientWent() {
        comes("alice");
        comes("alice");

        assertThat(goes("alice")).isEmpty();
        assertThat(members.nextExpiry()).isEmpty();
        assertThat(passes(60)).isEmpty();
        assertThat(goes("alice")).isEmpty();
        assertThat(members.nextExpiry()).contains(clock.instant().plusSeconds(10));
        clock.advance(Duration.ofMillis(9_999));
        assertThat(members.expire(clock.instant())).isEmpty();
        assertThat(members.isEmpty()).isFalse();
        clock.advance(Duration.ofMillis(1));

        assertThat(members.expire(clock.instant()))
                .containsExactly(new MemberLeft(DOC, user("alice")));
        assertThat(members.isEmpty()).isTrue();
        assertThat(members.nextExpiry()).isEmpty();
        assertThat(passes(60)).isEmpty();
    }

    @Test
    void aUserThatReturnsInTimeNeitherLeavesNorJoins() {
        comes("alice");
        members.update(client("alice"), AWAY);
        passes(5);
        goes("alice");

        assertThat(passes(9)).isEmpty();
        assertThat(all()).containsExactly(new Member(user("alice"), 0, VirtualClock.START, AWAY));
        assertThat(comes("alice")).isEmpty();
        assertThat(members.nextExpiry()).isEmpty();
        assertThat(passes(60)).isEmpty();
        assertThat(all()).containsExactly(new Member(user("alice"), 1, VirtualClock.START, AWAY));
    }

    @Test
    void eachAbsenceHasItsOwnTenSeconds() {
        comes("alice");
        comes("bob");
        goes("alice");
        passes(4);
        goes("bob");
        passes(4);
        comes("alice");
        goes("alice");

        assertThat(members.nextExpiry()).contains(clock.instant().plusSeconds(6));
        assertThat(passes(6)).containsExactly(new MemberLeft(DOC, user("bob")));
        assertThat(passes(3)).isEmpty();
        assertThat(passes(1)).containsExactly(new MemberLeft(DOC, user("alice")));
    }

    @Test
    void whoReturnsTooLateJoinsAnewAndWithoutItsState() {
        comes("alice");
        members.update(client("alice"), AWAY);
        goes("alice");
        passes(10);

        assertThat(comes("alice"))
                .containsExactly(new MemberJoined(DOC, user("alice"), clock.instant()));
        assertThat(all()).containsExactly(new Member(user("alice"), 1, clock.instant(), null));
    }

    @Test
    void whereNobodyIsNamedTheFirstOfTooManyWhoMayReturnLeavesEarly() {
        for (int i = 0; i < 1000; i++) {
            comes("user-" + i);
            assertThat(goes("user-" + i)).isEmpty();
        }
        comes("one-more");
        passes(1);
        assertThat(members.page(null, 1).count()).isEqualTo(1001);

        assertThat(goes("one-more")).containsExactly(new MembersCounted(DOC, 1000));
        assertThat(members.page(null, 1000).members())
                .extracting(Member::userId)
                .contains(user("one-more"), user("user-1"))
                .doesNotContain(user("user-0"));
    }

    // ---- states

    @Test
    void theNewestStateOfAnyClientIsThatOfTheUser() {
        comes("alice");
        comes("alice");
        var phone = client("phone", "alice");

        assertThat(members.update(client("alice"), AWAY))
                .containsExactly(new StateChanged(DOC, user("alice"), client("alice").id(), AWAY));
        assertThat(members.update(phone, BUSY))
                .containsExactly(new StateChanged(DOC, user("alice"), phone.id(), BUSY));
        goes("alice");

        assertThat(all()).extracting(Member::state).containsExactly(BUSY);
    }

    @Test
    void aStateCanBeTakenAway() {
        comes("alice");
        members.update(client("alice"), AWAY);

        assertThat(members.update(client("alice"), null))
                .containsExactly(new StateChanged(DOC, user("alice"), client("alice").id(), null));
        assertThat(all()).extracting(Member::state).containsExactly((Payload) null);
    }

    @Test
    void whoIsNotHereHasNoState() {
        assertThat(members.update(client("alice"), AWAY)).isEmpty();
        assertThat(members.isEmpty()).isTrue();
    }

    // ---- too many to name

    @Test
    void upToOneThousandUsersAreToldByName() {
        for (int i = 0; i < 1000; i++) {
            assertThat(comes("user-" + i)).hasExactlyElementsOfTypes(MemberJoined.class);
        }

        assertThat(comes("one-more")).containsExactly(new MembersCounted(DOC, 1001));
    }

    @Test
    void ofMoreOnlyTheNumberIsToldAtMostOnceASecond() {
        fill(1001);
        members.update(client("user-1"), AWAY);

        assertThat(comes("late-1")).isEmpty();
        assertThat(comes("late-2")).isEmpty();
        assertThat(members.update(client("late-1"), AWAY)).isEmpty();
        assertThat(members.nextExpiry()).contains(clock.instant().plusSeconds(1));
        clock.advance(Duration.ofMillis(999));
        assertThat(members.expire(clock.instant())).isEmpty();
        clock.advance(Duration.ofMillis(1));
        assertThat(members.expire(clock.instant())).containsExactly(new MembersCounted(DOC, 1003));
        assertThat(members.nextExpiry()).isEmpty();
        assertThat(passes(60)).isEmpty();
        assertThat(comes("late-3")).containsExactly(new MembersCounted(DOC, 1004));
    }

    @Test
    void namesAreToldAgainAfterANumberThatSaysSo() {
        fill(1001);
        goes("user-1");
        goes("user-2");
        passes(5);
        goes("user-3");

        assertThat(passes(5)).containsExactly(new MembersCounted(DOC, 999));
        assertThat(passes(5)).containsExactly(new MemberLeft(DOC, user("user-3")));
        assertThat(comes("late")).hasExactlyElementsOfTypes(MemberJoined.class);
    }

    @Test
    void aNumberIsHeldBackForASecondHoweverOftenNamesBeginAndEnd() {
        fill(1000);
        comes("late");
        goes("late");
        passes(10);
        clock.advance(Duration.ofMillis(500));

        assertThat(comes("later")).isEmpty();
        assertThat(members.update(client("later"), AWAY)).isEmpty();
        assertThat(members.nextExpiry()).contains(clock.instant().plusMillis(500));
        clock.advance(Duration.ofMillis(500));
        assertThat(members.expire(clock.instant())).containsExactly(new MembersCounted(DOC, 1001));
    }

    @Test
    void whatIsToldAboutAUserReplacesWhatWaits() {
        var joined = new MemberJoined(DOC, user("alice"), VirtualClock.START);
        var left = new MemberLeft(DOC, user("alice"));
        var away = new StateChanged(DOC, user("alice"), client("alice").id(), AWAY);
        var busy = new StateChanged(DOC, user("alice"), client("phone", "alice").id(), BUSY);
        var counted = new MembersCounted(DOC, 1001);

        assertThat(left.conflationKey()).isPresent().isEqualTo(joined.conflationKey());
        assertThat(away.conflationKey()).isPresent().isEqualTo(busy.conflationKey());
        assertThat(counted.conflationKey())
                .isPresent()
                .isEqualTo(new MembersCounted(DOC, 7).conflationKey());
        assertThat(List.of(joined, away, counted))
                .extracting(PresenceNews::conflationKey)
                .doesNotHaveDuplicates();
        assertThat(new MemberLeft(DOC, user("bob")).conflationKey())
                .isNotEqualTo(left.conflationKey());
        assertThat(new MemberLeft(new ChannelName("document:2"), user("alice")).conflationKey())
                .isNotEqualTo(left.conflationKey());
        assertThat(List.of(joined, left, away, counted))
                .extracting(PresenceNews::lane)
                .containsOnly(Lane.EPHEMERAL);
    }

    // ---- pages

    @Test
    void pagesGoByUserId() {
        for (String name : List.of("dora", "alice", "carol", "bob", "eve")) {
            comes(name);
        }
        var first = members.page(null, 2);
        var second = members.page("bob", 2);
        var last = members.page("dora", 2);

        assertThat(usersOn(first)).containsExactly(user("alice"), user("bob"));
        assertThat(first.next()).isEqualTo(user("bob"));
        assertThat(usersOn(second)).containsExactly(user("carol"), user("dora"));
        assertThat(second.next()).isEqualTo(user("dora"));
        assertThat(usersOn(last)).containsExactly(user("eve"));
        assertThat(last.next()).isNull();
        assertThat(List.of(first, second, last)).extracting(MemberPage::count).containsOnly(5);
    }

    @Test
    void aPageMayBeginAfterSomebodyWhoIsNotHere() {
        comes("alice");
        comes("carol");

        assertThat(usersOn(members.page("bob", 100))).containsExactly(user("carol"));
        assertThat(usersOn(members.page("carol", 100))).isEmpty();
    }

    @Test
    void aPageOfLargeStatesHasFewerUsers() {
        var state = new Payload("\"" + "x".repeat(1022) + "\"");
        for (int i = 0; i < 100; i++) {
            comes("user-" + i);
            members.update(client("user-" + i), state);
        }
        var users = new ArrayList<UserId>();

        var page = members.page(null, 100);
        assertThat(page.members()).hasSizeBetween(60, 70);
        users.addAll(usersOn(page));
        for (UserId next = page.next(); next != null; next = page.next()) {
            page = members.page(next.value(), 100);
            users.addAll(usersOn(page));
        }

        assertThat(users).hasSize(100).doesNotHaveDuplicates();
    }

    // ---- in the words of these tests

    private List<PresenceNews> comes(String name) {
        return members.come(user(name), clock.instant());
    }

    private List<PresenceNews> goes(String name) {
        return members.go(user(name), clock.instant());
    }

    private List<PresenceNews> passes(int seconds) {
        clock.advance(Duration.ofSeconds(seconds));
        return members.expire(clock.instant());
    }

    private void fill(int users) {
        IntStream.range(0, users).forEach(i -> comes("user-" + i));
    }

    private List<Member> all() {
        return members.page(null, 1000).members();
    }

    private static List<UserId> usersOn(MemberPage page) {
        return page.members().stream().map(Member::userId).toList();
    }
}
