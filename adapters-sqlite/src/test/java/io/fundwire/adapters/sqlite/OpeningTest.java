package io.fundwire.adapters.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fundwire.application.fixtures.FaultRecorder;
import io.fundwire.domain.client.UserId;
import io.fundwire.domain.fixtures.People;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Random;

/// Which directories can be opened, and what is said of the others.
final class OpeningTest {

    private static final int PAGE = 4096;
    private static final int NOTIFICATIONS = 100;

    private final UserId alice = People.user("alice");

    private Path directory;
    private Path file;

    @TempDir private Path parent;

    @BeforeEach
    void name() {
        directory = parent.resolve("not/there/yet");
        file = directory.resolve("fundwire.db");
    }

    @Test
    void makesTheDirectory() {
        open().close();

        assertThat(file).isRegularFile();
    }

    @Test
    void theDirectoryIsForItsOwnerOnly() throws IOException {
        assumeThat(parent.getFileSystem().supportedFileAttributeViews())
                .as("only such file systems know owners")
                .contains("posix");

        open().close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
    }

    @Test
    void aDirectoryThatTheDriverWouldMisreadIsRefused() {
        directory = parent.resolve("a?journal_mode=off");

        assertRefused("must not have a ?");
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void aDirectoryInUseIsRefusedUntilItIsFree() {
        try (var first = open()) {
            assertRefused("is in use by another Fundwire");
            first.append("still works", alice);
        }

        open().close();
    }

    @Test
    void whatCannotBeADirectoryIsRefused() throws IOException {
        Files.writeString(parent.resolve("not"), "a file");

        assertRefused("cannot be made");
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsRefused() throws IOException {
        // Permissions would not do: they do not hold for root, as whom tests may run.
        Files.createDirectories(directory.resolve("fundwire.lock"));

        assertRefused("cannot be written");
    }

    @Test
    void aFileThatCannotBeReadIsRefused() throws IOException {
        Files.createDirectories(file.resolve("in the way"));

        assertRefused("cannot be opened");
    }

    /// Ways to spoil a file.
    enum Damage {
        RANDOM_FILE {
            @Override
            byte[] on(byte[] whole) {
                return random(whole.length);
            }
        },
        SHORT_RANDOM_FILE {
            @Override
            byte[] on(byte[] whole) {
                return random(100);
            }
        },
        RANDOM_PAGES_IN_THE_MIDDLE {
            @Override
            byte[] on(byte[] whole) {
                byte[] damaged = whole.clone();
                int middle = whole.length / 2 / PAGE * PAGE;
                System.arraycopy(random(2 * PAGE), 0, damaged, middle, 2 * PAGE);
                return damaged;
            }
        },
        ZEROS_IN_THE_MIDDLE {
            @Override
            byte[] on(byte[] whole) {
                byte[] damaged = whole.clone();
                Arrays.fill(damaged, whole.length / 4, whole.length / 2, (byte) 0);
                return damaged;
            }
        },
        HALF_A_FILE {
            @Override
            byte[] on(byte[] whole) {
                return Arrays.copyOf(whole, whole.length / 2);
            }
        },
        EMPTY_FILE {
            @Override
            byte[] on(byte[] whole) {
                return new byte[0];
            }
        };

        abstract byte[] on(byte[] whole);

        private static byte[] random(int length) {
            byte[] bytes = new byte[length];
            new Random(7).nextBytes(bytes);
            return bytes;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aDamagedFileIsRefusedAndLeftAsItIs(Damage damage) throws IOException {
        fill();
        byte[] whole = Files.readAllBytes(file);
        byte[] damaged = damage.on(whole);
        Files.write(file, damaged);

        assertRefused(damage == Damage.EMPTY_FILE ? "is empty" : "is damaged");

        assertThat(file).hasBinaryContent(damaged);
        Files.write(file, whole);
        assertEverythingIsThere();
    }

    @ParameterizedTest
    @EnumSource(names = {"RANDOM_PAGES_IN_THE_MIDDLE", "HALF_A_FILE", "EMPTY_FILE"})
    void theLogOfADamagedFileIsLeftAsWell(Damage damage) throws IOException {
        fill();
        Path log = directory.resolve("fundwire.db-wal");
        Path saved = parent.resolve("saved");
        byte[] whole;
        try (var store = open()) {
            store.append("in the log", alice);
            whole = Files.readAllBytes(file);
            Files.copy(log, saved);
        }
        byte[] damaged = damage.on(whole);
        Files.write(file, damaged);
        Files.copy(saved, log);

        assertRefused("fundwire.db is");

        assertThat(file).hasBinaryContent(damaged);
        assertThat(log).hasSameBinaryContentAs(saved);
    }

    @Test
    void aLogWithoutItsFileIsRefused() throws IOException {
        Files.createDirectories(directory);
        Path log = Files.writeString(directory.resolve("fundwire.db-wal"), "precious");

        assertRefused("is missing");

        assertThat(log).hasContent("precious");
        assertThat(file).doesNotExist();
    }

    @Test
    void theDatabaseOfAnotherProgramIsRefused() throws IOException, SQLException {
        Files.createDirectories(directory);
        run("CREATE TABLE bookmark (url TEXT)");

        assertRefused("of another program");
    }

    @Test
    void whatANewerFundwireWroteIsRefused() throws SQLException {
        fill();
        run("PRAGMA user_version = 99");

        assertRefused("newer Fundwire");
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = new Database(file).writer();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private OpenStore open() {
        return OpenStore.open(directory, new FaultRecorder());
    }

    private void assertRefused(String sentence) {
        assertThatExceptionOfType(StoreNotOpened.class)
                .isThrownBy(this::open)
                .withMessageContaining(sentence)
                .withMessageContaining(directory.toString())
                .withMessageEndingWith(".");
    }

    private void fill() {
        try (var store = open()) {
            for (int i = 0; i < NOTIFICATIONS; i++) {
                store.append(i + "x".repeat(2000), new Ignored<>(), alice);
            }
        }
    }

    private void assertEverythingIsThere() {
        try (var store = open()) {
            assertThat(store.open(alice)).hasSize(NOTIFICATIONS);
        }
    }
}
