package io.fundwire.adapters.sqlite;

import static io.fundwire.adapters.sqlite.OpenStore.NOW;
import static io.fundwire.domain.fixtures.Channels.BOARD;
import static io.fundwire.domain.fixtures.Channels.as;
import static io.fundwire.domain.fixtures.Channels.channel;
import static io.fundwire.domain.fixtures.Channels.keyed;
import static io.fundwire.domain.fixtures.Channels.said;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.domain.channel.ChannelKind;
import io.fundwire.domain.channel.ChannelKinds;
import io.fundwire.domain.channel.ChannelPublication;
import io.fundwire.domain.channel.PublishId;
import io.fundwire.domain.channel.ReplayRange;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.fixtures.Notifications;
import io.fundwire.domain.fixtures.People;
import io.fundwire.domain.notification.AckStatus;
import io.fundwire.domain.notification.Acknowledgement;
import io.fundwire.domain.notification.Audience;
import io.fundwire.domain.notification.Idempotency;
import io.fundwire.domain.notification.InboxStatus;
import io.fundwire.domain.notification.NotificationEvent.Kind;
import io.fundwire.domain.notification.Publication;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.ProgressHandler;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// However much is stored, what is asked and done costs the same. The cost is counted in the steps
/// of SQLite's own machine, which are the same on any computer, however busy.
final class ScaleTest {

    private static final int FEW = 100;
    private static final int MANY = 1000;
    private static final int LIMIT = 10;
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final UserId ALICE = People.user("alice");
    private static final UserId BOB = People.user("bob");
    private static final UserId VISITOR = visitor(7);

    /// What may look at a whole table: the deliveries of a broadcast are counted among all users;
    /// the others have one row, or stop after one.
    private static final Set<String> MAY_SCAN =
            Set.of(
                    "SCAN u",
                    "SCAN counts",
                    "SCAN origin",
                    "SCAN notification",
                    "SCAN CONSTANT ROW");

    private static final ChannelKind KEPT_FOR_LONG = keeping(1_000_000);

    private final List<String> statements = new ArrayList<>();
    private Connection connection;
    private Tally tally;
    private Ledger ledger;
    private Reader reader;
    private int said;

    @TempDir private Path directory;

    @BeforeEach
    void open() throws SQLException {
        connection = new Database(directory.resolve("fundwire.db")).writer();
        Schema.migrate(connection);
        Origin.ensure(connection);
        tally = new Tally(new Tally.Kept(0, 0, 0, 0, 0, 0));
        ledger = new Ledger(noting(connection), tally, EnumSet.allOf(Kind.class));
        reader = new Reader(noting(connection));
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    /// What is done while much is stored. No lambda holds anything that could change.
    @SuppressWarnings("ImmutableEnumChecker")
    private enum Deed {
        ASK_FOR_THE_FIRST_PAGE(test -> test.reader.inbox().openEntries(ALICE, 0, LIMIT, LATER)),
        ASK_FOR_A_LATER_PAGE(test -> test.reader.inbox().openEntries(ALICE, 60, LIMIT, LATER)),
        LIST_WHAT_IS_NEW(test -> test.entries(EnumSet.of(InboxStatus.PENDING))),
        LIST_EVERYTHING(test -> test.entries(EnumSet.allOf(InboxStatus.class))),
        COUNT_FOR_ANOTHER_USER(test -> test.reader.inbox().unread(BOB, LATER)),
        SHOW_DELIVERIES(
                test -> test.reader.ledger().deliveries(Notifications.id("n7"), "", LIMIT, LATER)),
        SHOW_A_NOTIFICATION(test -> test.reader.ledger().find(Notifications.id("n7"), LATER)),
        FIND_DUE_EVENTS(test -> test.reader.events().due(LATER, LIMIT)),
        PUBLISH(test -> test.publish("next", ALICE)),
        TELL_EVERYONE(test -> test.tellEveryone("to all")),
        ACKNOWLEDGE(test ->
                test.ledger
                        .acknowledging()
                        .acknowledge(
                                ALICE,
                                Notifications.id("n7"),
                                new Acknowledgement(AckStatus.READ, null),
                                LATER)),
        DELIVER(test -> test.ledger.delivering().deliver(ALICE, 7, LATER, Optional.of(LATER))),
        WITHDRAW(test -> test.ledger.ending().withdraw(Notifications.id("n7"), LATER)),
        ARRIVE(test -> test.ledger.presence().arrive(People.user("carol"), LATER)),
        EXPIRE(test -> test.ledger.ending().expire(NOW.plusSeconds(3600), LIMIT)),
        CHECK_DEADLINES(test -> test.ledger.deadlines().check(NOW.plusSeconds(3600), LIMIT)),
        PRUNE(test -> test.ledger.pruning().prune(LATER, LATER, LIMIT)),
        COME_BACK(test -> test.ledger.presence().arrive(VISITOR, LATER)),
        END_ABSENT(test -> test.ledger.leaving().leave(LATER, LATER.minusSeconds(10), LIMIT)),
        PUBLISH_ON_A_CHANNEL(test -> test.say(said("board:1", "next", LATER), KEPT_FOR_LONG)),
        PUBLISH_A_KEY(test -> test.say(keyed("board:1", "stage", "next", LATER), KEPT_FOR_LONG)),
        PUBLISH_UNDER_A_NAME(
                test -> test.say(as(id("next"), said("board:1", "next", LATER)), KEPT_FOR_LONG)),
        PUBLISH_ON_A_FULL_LOG(test -> test.say(said("board:1", "next", LATER), keeping(test.said))),
        PUBLISH_ON_A_NEW_CHANNEL(
                test -> test.say(said("board:next", "next", LATER), KEPT_FOR_LONG)),
        OPEN_A_LOG(test -> test.reader.logs().open(BOARD, channel("board:1"), Optional.empty(), 0)),
        OPEN_A_LOG_WITH_ITS_NEWEST(test ->
                test.reader.logs().open(BOARD, channel("board:1"), Optional.empty(), LIMIT)),
        READ_A_LOG(
                test -> test.reader.logs().read(channel("board:1"), ReplayRange.after(60), LIMIT)),
        READ_THE_KEYS_OF_A_LOG(test ->
                test.reader
                        .logs()
                        .read(channel("board:1"), new ReplayRange(0, Long.MAX_VALUE), LIMIT)),
        READ_A_LOG_BACKWARDS(
                test -> test.reader.logs().before(channel("board:1"), Long.MAX_VALUE, LIMIT)),
        TRIM_NOTHING(test -> test.trim(LATER)),
        TRIM_A_FEW(test -> test.trim(NOW.plus(Duration.ofDays(3))));

        private final Doing doing;

        Deed(Doing doing) {
            this.doing = doing;
        }
    }

    @FunctionalInterface
    private interface Doing {
        void in(ScaleTest test) throws SQLException;
    }

    @Test
    void everythingCostsTheSameHoweverMuchIsStored() throws SQLException {
        store(0, FEW);
        Map<Deed, Long> before = costs();
        store(FEW, MANY);

        assertThat(costs())
                .allSatisfy((deed, cost) ->
                        assertThat(cost).as(deed.name()).isLessThan(before.get(deed) * 2));
    }

    @Test
    void noStatementLooksAtAWholeTable() throws SQLException {
        var scans = new ArrayList<String>();
        for (String statement : statements) {
            scans.addAll(scans(statement));
        }

        assertThat(statements).hasSizeGreaterThan(30);
        assertThat(scans).isSubsetOf(MAY_SCAN);
    }

    @Test
    void whoLeftIsForgottenWithoutALookAtLaterBroadcasts() throws SQLException {
        assertThat(costOfForgetting(MANY)).isLessThan(costOfForgetting(FEW) * 2);
    }

    /// A visitor that left, with the only broadcast that it was one of everyone for.
    private long costOfForgetting(int broadcastsLater) throws SQLException {
        var visitor = People.anonymous("visitor").user();
        var before = tally.kept();
        ledger.execute("BEGIN");
        ledger.presence().arrive(visitor, NOW);
        tellEveryone("over");
        ledger.presence().go(visitor, LATER);
        ledger.leaving().leave(LATER, LATER.plusMillis(1), LIMIT);
        ledger.ending().withdraw(Notifications.id("over"), LATER);
        for (int i = 0; i < broadcastsLater; i++) {
            tellEveryone("later " + i);
        }
        var steps = new Steps();
        ProgressHandler.setHandler(connection, 1, steps);
        int forgotten = ledger.pruning().prune(LATER, LATER.plusSeconds(1), LIMIT);
        ProgressHandler.clearHandler(connection);
        ledger.execute("ROLLBACK");
        ledger.goBackTo(before);
        assertThat(forgotten).as("the broadcast and the visitor").isEqualTo(2);
        return steps.count;
    }

    /// All of it is alice's, or everyone's: among so many users, some of it over already.
    private void store(int from, int to) throws SQLException {
        ledger.execute("BEGIN");
        for (int i = from; i < to; i++) {
            ledger.presence().arrive(People.user("user-" + i), NOW);
            ledger.presence().arrive(visitor(i), NOW);
            ledger.presence().go(visitor(i), NOW);
            publish("n" + i, ALICE);
            publish("withdrawn " + i, ALICE, People.user("user-" + i));
            ledger.ending().withdraw(Notifications.id("withdrawn " + i), NOW);
            publish("read " + i, People.user("user-" + i));
            ledger.acknowledging()
                    .acknowledge(
                            People.user("user-" + i),
                            Notifications.id("read " + i),
                            new Acknowledgement(AckStatus.READ, null),
                            NOW);
            say(as(id("" + i), said("board:1", "" + i, NOW)), KEPT_FOR_LONG);
            say(keyed("board:1", "stage", "" + i, NOW), KEPT_FOR_LONG);
            say(said("board:x" + i, "" + i, NOW), KEPT_FOR_LONG);
            said++;
        }
        ledger.execute("COMMIT");
    }

    private static UserId visitor(int number) {
        return People.anonymous("visitor-" + number).user();
    }

    private static PublishId id(String id) {
        return new PublishId("publisher " + id.length(), id, "print");
    }

    /// How many messages of a log are kept.
    private static ChannelKind keeping(int messages) {
        return new ChannelKind(
                BOARD.name(),
                BOARD.storage(),
                new ChannelKind.History(messages, 1_000_000_000, Duration.ofDays(2)),
                BOARD.keys(),
                BOARD.publishers(),
                BOARD.presence(),
                BOARD.limits());
    }

    private void say(ChannelPublication publication, ChannelKind kind) throws SQLException {
        ledger.appending().append(kind, publication);
    }

    private void trim(Instant now) throws SQLException {
        var kinds = ChannelKinds.DEFAULT.with(List.of(KEPT_FOR_LONG));
        ledger.trimming().trim(kinds, now, NOW, LIMIT);
    }

    private void publish(String name, UserId... users) throws SQLException {
        ledger.publishing()
                .append(
                        new Publication(
                                Notifications.expiring(name, NOW.plusSeconds(3600)),
                                new Audience.Users(Set.of(users)),
                                Optional.of(NOW.plusSeconds(600)),
                                Optional.of(new Idempotency(name, "fingerprint"))));
    }

    private void tellEveryone(String name) throws SQLException {
        ledger.publishing()
                .append(
                        Publication.of(
                                Notifications.publishedAt(name, LATER), new Audience.Everyone()));
    }

    private void entries(Set<InboxStatus> statuses) throws SQLException {
        reader.inbox().entries(ALICE, statuses, Long.MAX_VALUE, LIMIT, LATER);
    }

    private Map<Deed, Long> costs() throws SQLException {
        Map<Deed, Long> costs = new EnumMap<>(Deed.class);
        for (Deed deed : Deed.values()) {
            costs.put(deed, cost(deed));
        }
        return costs;
    }

    /// How many steps it takes; it is taken back. It is not the first, which may have to count.
    private long cost(Deed deed) throws SQLException {
        ledger.execute("BEGIN");
        tellEveryone("first");
        var before = tally.kept();
        var steps = new Steps();
        ProgressHandler.setHandler(connection, 1, steps);
        deed.doing.in(this);
        ledger.complete();
        ProgressHandler.clearHandler(connection);
        ledger.execute("ROLLBACK");
        tally.set(before);
        return steps.count;
    }

    private static final class Steps extends ProgressHandler {

        private long count;

        @Override
        protected int progress() {
            count++;
            return 0;
        }
    }

    private List<String> scans(String statement) throws SQLException {
        List<String> plan =
                Prepared.on(connection, "EXPLAIN QUERY PLAN " + statement)
                        .ask(rows -> Rows.all(rows, (ResultSet row) -> row.getString(4)));
        // What is made within a question has the size of its limit.
        return plan.stream()
                .filter(line -> line.startsWith("SCAN ") && !line.startsWith("SCAN (subquery"))
                .filter(line -> !plan.contains(line.replace("SCAN", "CO-ROUTINE")))
                .toList();
    }

    /// The same connection; what is compiled on it is noted.
    private Connection noting(Connection connection) {
        return (Connection)
                Proxy.newProxyInstance(
                        Connection.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (_, method, arguments) -> {
                            if (method.getName().equals("prepareStatement")) {
                                statements.add((String) arguments[0]);
                            }
                            return method.invoke(connection, arguments);
                        });
    }
}
