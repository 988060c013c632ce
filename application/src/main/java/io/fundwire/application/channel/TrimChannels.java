package io.fundwire.application.channel;

import io.fundwire.application.session.FaultLog;
import io.fundwire.application.store.Receipt;
import io.fundwire.domain.channel.ChannelKinds;

import java.time.Duration;
import java.time.InstantSource;

/// Removes from all logs what is older than they keep. To be run every minute or so.
public final class TrimChannels {

    /// How much is removed at once, so that nobody who publishes waits long.
    static final int STEP = 500;

    private final ChannelLogs logs;
    private final ChannelKinds kinds;
    private final Duration idsKept;
    private final FaultLog faults;
    private final InstantSource clock;

    /// @param idsKept for how long publish ids are remembered
    public TrimChannels(
            ChannelLogs logs,
            ChannelKinds kinds,
            Duration idsKept,
            FaultLog faults,
            InstantSource clock) {
        this.logs = logs;
        this.kinds = kinds;
        this.idsKept = idsKept;
        this.faults = faults;
        this.clock = clock;
    }

    /// Begins to remove, a step at a time.
    public void handle() {
        trim(logs.disk());
        trim(logs.memory());
    }

    private void trim(ChannelLog log) {
        var now = clock.instant();
        log.trim(
                kinds,
                now,
                now.minus(idsKept),
                STEP,
                new Receipt<>() {
                    @Override
                    public void kept(Integer removed, long version) {
                        if (removed >= STEP) {
                            trim(log);
                        }
                    }

                    @Override
                    public void notKept(RuntimeException why) {
                        faults.report("trim channels", why);
                    }
                });
    }
}
