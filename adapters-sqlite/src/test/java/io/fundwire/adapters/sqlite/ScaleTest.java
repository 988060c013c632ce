package io.fundwire.adapters.sqlite;

import static io.fundwire.adapters.sqlite.OpenStore.NOW;

import static org.assertj.core.api.Assertions.assertThat;

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

    /// What may look at a whole table: the deliveries of a broadcast are counted among all users;
    /// the other two have one row, or stop after one.
    private static final Set<String> MAY_SCAN =
            Set.of("SCAN u", "SCAN counts", "SCAN notification", "SCAN CONSTANT ROW");

    private final List<String> statements = new ArrayList<>();
    private Connection connection;
    private Tally tally;
    private Ledger ledger;
    private Reader reader;

    @TempDir private Path directory;

    @BeforeEach
    void open() throws SQLException {
        connection = new Database(directory.resolve("fundwire.db")).writer();
        Schema.migrate(connection);
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
        PRUNE(test -> test.ledger.pruning().prune(LATER, LATER, LIMIT));

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
        ledger.leaving().leave(visitor, LATER);
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
        }
        ledger.execute("COMMIT");
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
