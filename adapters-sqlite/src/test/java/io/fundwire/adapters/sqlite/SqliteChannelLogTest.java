package io.fundwire.adapters.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.fundwire.application.channel.ChannelLog;
import io.fundwire.application.fixtures.ChannelLogContract;
import io.fundwire.application.fixtures.FaultRecorder;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

final class SqliteChannelLogTest extends ChannelLogContract {

    private final FaultRecorder faults = new FaultRecorder();

    private OpenStore opened;

    @TempDir private Path directory;

    @Override
    protected ChannelLog emptyLog() {
        opened = OpenStore.open(directory, faults);
        return opened.sqlite().channels();
    }

    @AfterEach
    void closesWithoutAFault() {
        opened.close();
        assertThat(faults.places()).isEmpty();
    }
}
