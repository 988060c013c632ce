package io.fundwire.adapters.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.fixtures.FaultRecorder;
import io.fundwire.application.fixtures.KeptAnswer;
import io.fundwire.application.fixtures.ResumeLedgerContract;
import io.fundwire.application.session.ResumeLedger;
import io.fundwire.application.store.StoreUnavailable;
import io.fundwire.domain.client.ClientId;
import io.fundwire.domain.fixtures.People;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

final class SqliteResumeLedgerTest extends ResumeLedgerContract {

    private final FaultRecorder faults = new FaultRecorder();
    private final ClientId alice = People.client("alice").id();
    private final ClientId bob = People.client("bob").id();
    private final List<OpenStore> opened = new ArrayList<>();

    @TempDir private Path parent;

    @Override
    protected ResumeLedger emptyLedger() {
        return open(parent.resolve("directory" + opened.size()));
    }

    private ResumeLedger open(Path directory) {
        opened.add(OpenStore.open(directory, faults));
        return opened.getLast().sqlite().resumeLedger();
    }

    @AfterEach
    void close() {
        opened.forEach(OpenStore::close);
    }

    @Test
    void theSecretAndTheGenerationsOutliveTheProcess() {
        var first = emptyLedger();
        raise(first, alice);
        raise(first, alice);
        var before = opened.getLast();
        before.close();

        var second = open(before.directory());

        assertThat(second.secret()).isEqualTo(first.secret());
        assertThat(second.generation(alice)).isEqualTo(2);
        assertThat(raise(second, alice)).isEqualTo(3);
    }

    @Test
    void whatIsForgottenStaysSo() {
        var first = emptyLedger();
        raise(first, alice);
        first.forgetRaisedBefore(OpenStore.NOW.plusMillis(1));
        raise(first, bob);
        var before = opened.getLast();
        before.close();

        var second = open(before.directory());

        assertThat(second.generation(alice)).isZero();
        assertThat(second.generation(bob)).isEqualTo(1);
    }

    @Test
    void whatCannotBeWrittenIsRaisedNonethelessAndWrittenWithTheNext() throws SQLException {
        var ledger = emptyLedger();
        var before = opened.getLast();
        before.sqlite().execute("PRAGMA max_page_count = 1");
        Refusal<Long> refusal = new Refusal<>();
        // More than the free pages of the file can take.
        var many = new ClientId(ClientId.PREFIX + "x".repeat(100_000));
        ledger.raise(many, OpenStore.NOW, refusal);

        assertThat(refusal.reason()).isInstanceOf(StoreUnavailable.class);
        assertThat(ledger.generation(many)).isEqualTo(1);

        before.sqlite().execute("PRAGMA max_page_count = 100000");
        assertThat(raise(ledger, many)).isEqualTo(2);
        before.close();
        assertThat(open(before.directory()).generation(many)).isEqualTo(2);
    }

    private static long raise(ResumeLedger ledger, ClientId client) {
        return KeptAnswer.<Long>of(receipt -> ledger.raise(client, OpenStore.NOW, receipt));
    }
}
