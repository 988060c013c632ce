package io.fundwire.system;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// What a server was asked to deliver to whom, and whether it promised to. Thread-safe.
final class Promises {

    private final Map<String, Set<String>> accepted = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> unanswered = new ConcurrentHashMap<>();

    /// It is being published, and while there is no answer it may have been kept or not.
    ///
    /// @param title no other one has it
    void unanswered(String title, Set<String> users) {
        unanswered.put(title, users);
    }

    /// It was answered 202.
    void accepted(String title, Set<String> users) {
        accepted.put(title, users);
        unanswered.remove(title);
    }

    int accepted() {
        return accepted.size();
    }

    int unanswered() {
        return unanswered.size();
    }

    /// What a user was promised.
    Set<String> to(String user) {
        return titles(accepted, user);
    }

    /// What a user may have got although nobody promised it.
    Set<String> perhapsTo(String user) {
        return titles(unanswered, user);
    }

    /// What was not promised and yet kept for some of its addressees, though not for all.
    List<String> keptForSomeOnly(List<Recipient> recipients) {
        return unanswered.keySet().stream()
                .filter(title -> {
                    long got = recipients.stream().filter(user -> user.everGot(title)).count();
                    return got > 0 && got < unanswered.get(title).size();
                })
                .toList();
    }

    private static Set<String> titles(Map<String, Set<String>> asked, String user) {
        var titles = new TreeSet<String>();
        asked.forEach((title, users) -> {
            if (users.contains(user)) {
                titles.add(title);
            }
        });
        return titles;
    }
}
