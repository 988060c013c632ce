package io.fundwire.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What the other tests would say of a server that answers too early.
class StraceLogTest {

    private static final String READ =
            "7  read(19<socket:[5]>, \"{\\\"title\\\":\\\"t-1\\\"}\", 8192) = 198\n";
    private static final String WRITE =
            "3  pwrite64(9</d/fundwire.db-wal>, \"\\0\\0t-1\\0\", 4096, 32) = 4096\n";
    private static final String SYNC = "3  fdatasync(9</d/fundwire.db-wal>) = 0\n";
    private static final String SYNC_BEGINS =
            "3  fdatasync(9</d/fundwire.db-wal> <unfinished ...>\n";
    private static final String SYNC_ENDS = "3  <... fdatasync resumed>) = 0\n";
    private static final String ANSWER =
            "8  writev(19<socket:[5]>, [{iov_base=\"HTTP/1.1 202 Accepted\\r\\n\"}], 2) = 264\n";

    @Test
    void whatWasOnTheDiskBeforeTheAnswerIsFine() {
        assertThat(fault(READ + WRITE + SYNC + ANSWER)).isEmpty();
        assertThat(fault(READ + WRITE + SYNC_BEGINS + SYNC_ENDS + ANSWER)).isEmpty();
        assertThat(fault(READ + WRITE + SYNC.replace("= 0", "= 0 (DELAYED)") + ANSWER)).isEmpty();
    }

    @Test
    void anAnswerBeforeTheSyncIsSeen() {
        assertThat(fault(READ + WRITE + ANSWER + SYNC)).contains("before it was on the disk");
    }

    @Test
    void anAnswerBeforeTheSyncHasReturnedIsSeen() {
        assertThat(fault(READ + WRITE + SYNC_BEGINS + ANSWER + SYNC_ENDS))
                .contains("before it was on the disk");
    }

    @Test
    void aSyncThatBeganBeforeTheWriteDoesNotCount() {
        assertThat(fault(READ + SYNC_BEGINS + WRITE.replace("3 ", "4 ") + SYNC_ENDS + ANSWER))
                .contains("before it was on the disk");
    }

    @Test
    void aSyncOfAnotherFileOrThatFailedDoesNotCount() {
        assertThat(fault(READ + WRITE + SYNC.replace("db-wal", "db") + ANSWER))
                .contains("before it was on the disk");
        assertThat(fault(READ + WRITE + SYNC.replace("= 0", "= -1 EIO (INJECTED)") + ANSWER))
                .contains("before it was on the disk");
    }

    @Test
    void anAnswerWithoutAWriteIsSeen() {
        assertThat(fault(WRITE + READ + SYNC + ANSWER)).contains("before it was written");
        assertThat(fault(READ + ANSWER + WRITE + SYNC)).contains("before it was written");
    }

    @Test
    void whatIsNotThereIsNotFine() {
        assertThat(fault(WRITE + SYNC + ANSWER)).contains("never arrived");
        assertThat(fault(READ + WRITE + SYNC)).contains("never answered");
        assertThat(fault(READ + WRITE + SYNC + ANSWER.replace("[5]", "[6]")))
                .contains("never answered");
        assertThat(fault(READ + WRITE + SYNC + ANSWER.replace("202", "503")))
                .contains("never answered");
    }

    @Test
    void onlySyncsOfTheJournalAreCounted() {
        String log = READ + SYNC + SYNC_BEGINS + WRITE + SYNC_ENDS + SYNC.replace("db-wal", "db");

        assertThat(StraceLog.of(log.lines().toList()).syncs()).isEqualTo(2);
    }

    private static String fault(String log) {
        return StraceLog.of(log.lines().toList()).faultOf("t-1").orElse("");
    }
}
