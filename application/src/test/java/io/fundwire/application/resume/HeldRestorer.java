package io.fundwire.application.resume;

import io.fundwire.application.session.ConnectedClient;
import io.fundwire.domain.channel.ChannelName;
import io.fundwire.domain.resume.ResumedChannel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Restores all subscriptions that it is asked for, each when a test says so.
final class HeldRestorer implements SubscriptionRestorer {

    private final List<Runnable> held = new ArrayList<>();
    private final List<String> story = new ArrayList<>();

    @Override
    public void restore(
            ConnectedClient client,
            Map<ChannelName, Wish> channels,
            Consumer<Restoration> whenReady) {
        var restored = new Restored(channels);
        held.add(() -> whenReady.accept(restored));
    }

    /// The client that asked first has its subscriptions.
    void isReady() {
        held.removeFirst().run();
    }

    /// What became of them, in order.
    List<String> story() {
        return List.copyOf(story);
    }

    private final class Restored implements Restoration {

        private final Map<ChannelName, Wish> channels;

        Restored(Map<ChannelName, Wish> channels) {
            this.channels = channels;
        }

        @Override
        public Map<ChannelName, ResumedChannel> channels() {
            var all = new LinkedHashMap<ChannelName, ResumedChannel>();
            channels.forEach(
                    (name, wish) -> all.put(name, ResumedChannel.from(wish.position(), true, 0)));
            return all;
        }

        @Override
        public void begin() {
            story.add("begun");
        }

        @Override
        public void abandon() {
            story.add("abandoned");
        }
    }
}
