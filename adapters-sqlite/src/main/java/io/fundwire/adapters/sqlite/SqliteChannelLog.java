package io.fundwire.adapters.sqlite;

import io.fundwire.application.channel.ChannelLog;
import io.fundwire.application.channel.Logged;
import io.fundwire.application.store.Receipt;
import io.fundwire.domain.channel.ChannelKind;
import io.fundwire.domain.channel.ChannelKinds;
import io.fundwire.domain.channel.ChannelMessage;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.channel.ChannelPublication;
import io.fundwire.domain.channel.LogOpening;
import io.fundwire.domain.channel.LogPage;
import io.fundwire.domain.channel.Position;
import io.fundwire.domain.channel.ReplayRange;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The logs of channels, in the file of all that is kept.
record SqliteChannelLog(Changes changes, Readers readers) implements ChannelLog {

    @Override
    public void append(ChannelKind kind, ChannelPublication publication, Receipt<Logged> receipt) {
        changes.promise(ledger -> ledger.appending().append(kind, publication), receipt);
    }

    @Override
    public LogOpening open(
            ChannelKind kind, ChannelName channel, Optional<Position> position, int history) {
        return readers.ask(reader -> reader.logs().open(kind, channel, position, history));
    }

    @Override
    public LogPage read(ChannelName channel, ReplayRange range, int limit) {
        return readers.ask(reader -> reader.logs().read(channel, range, limit));
    }

    @Override
    public List<ChannelMessage> before(ChannelName channel, long before, int limit) {
        return readers.ask(reader -> reader.logs().before(channel, before, limit));
    }

    @Override
    public void trim(
            ChannelKinds kinds,
            Instant now,
            Instant idsBefore,
            int limit,
            Receipt<Integer> receipt) {
        changes.promise(ledger -> ledger.trimming().trim(kinds, now, idsBefore, limit), receipt);
    }
}
