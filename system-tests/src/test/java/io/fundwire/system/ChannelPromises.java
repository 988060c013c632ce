package io.fundwire.system;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// What a server was asked to publish on channels, at which offset it promised that it is, and what
/// subscribers were sent. Thread-safe.
final class ChannelPromises {

    /// As much as the log of one channel keeps.
    private static final int KEPT = 1000;

    private final Map<Publication, Integer> offsets = new ConcurrentHashMap<>();
    private final Map<Place, String> sent = new ConcurrentHashMap<>();
    private final List<String> troubles = new CopyOnWriteArrayList<>();

    /// A message, and how its publisher calls it.
    ///
    /// @param text the publisher's name and a number that grows: no other one has it
    record Publication(String channel, String text, String publishId) {

        static Publication of(String channel, String publisher, int number) {
            String text = publisher + " " + number;
            return new Publication(channel, text, UUID.randomUUID().toString());
        }

        /// Its fields, but for the channel.
        String fields() {
            return "\"event\":\"said\",\"payload\":\"%s\",\"publishId\":\"%s\""
                    .formatted(text, publishId);
        }
    }

    private record Place(String channel, int offset) {}

    /// It was answered that it is there.
    void kept(Publication publication, int offset) {
        Integer before = offsets.put(publication, offset);
        if (before != null && before != offset) {
            trouble("%s was kept at %d and at %d".formatted(publication, before, offset));
        }
        sent(publication.channel(), offset, publication.text());
    }

    /// Somebody was sent it.
    void sent(String channel, int offset, String text) {
        String before = sent.put(new Place(channel, offset), text);
        if (before != null && !before.equals(text)) {
            trouble("%s and %s are both %d of %s".formatted(before, text, offset, channel));
        }
    }

    void trouble(String what) {
        troubles.add(what);
    }

    int kept() {
        return offsets.size();
    }

    /// What went wrong so far, if nobody publishes now.
    List<String> troubles(RunningServer server, List<String> channels) {
        channels.forEach(channel -> compare(channel, logOf(server, channel)));
        return troubles;
    }

    private void compare(String channel, SortedMap<Integer, String> log) {
        int first = log.isEmpty() ? 1 : log.firstKey();
        int last = log.isEmpty() ? 0 : log.lastKey();
        if (log.size() != last - first + 1 || (first > 1 && log.size() < KEPT)) {
            trouble("%s has gaps: %s".formatted(channel, log.keySet()));
        }
        sent.forEach((place, text) -> {
            boolean isHere = place.channel().equals(channel) && place.offset() >= first;
            if (isHere && !text.equals(log.get(place.offset()))) {
                trouble("%s was %s and is %s".formatted(place, text, log.get(place.offset())));
            }
        });
        var texts = new HashSet<String>();
        var latest = new HashMap<String, Integer>();
        log.forEach((offset, text) -> {
            if (!texts.add(text)) {
                trouble("%s is twice on %s".formatted(text, channel));
            }
            String[] words = text.split(" ", 2);
            Integer before = latest.put(words[0], Integer.valueOf(words[1]));
            if (before != null && before >= Integer.parseInt(words[1])) {
                trouble("%s came after %d on %s".formatted(text, before, channel));
            }
        });
    }

    private static SortedMap<Integer, String> logOf(RunningServer server, String channel) {
        var log = new TreeMap<Integer, String>();
        String before = "";
        while (true) {
            String path = "/api/channels/%s/messages?limit=100%s".formatted(channel, before);
            JsonNode page = Json.parse(HttpCalls.get(server.http(path)).body());
            var messages = new ArrayList<>(page.path("messages").values());
            messages.forEach(message ->
                    log.put(message.path("offset").asInt(0), message.path("payload").asString("")));
            if (!page.has("next")) {
                return log;
            }
            before = "&before=" + page.path("next").asLong(0);
        }
    }
}
