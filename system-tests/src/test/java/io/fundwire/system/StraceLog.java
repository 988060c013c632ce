package io.fundwire.system;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The system calls of a server, in the order in which strace saw them begin and return.
///
/// @param calls in the order in which they returned, or were broken off
record StraceLog(List<Call> calls) {

    private static final Set<String> SYNCS = Set.of("fdatasync", "fsync");
    private static final Set<String> READS = Set.of("read", "readv", "recvfrom");
    private static final Set<String> WRITES =
            Set.of("write", "writev", "sendto", "sendmsg", "pwrite64");

    private static final String JOURNAL = "/fundwire.db-wal";
    private static final String ACCEPTED = "HTTP/1.1 202 ";

    /// `4711 fsync(9</data/fundwire.db-wal>) = 0`
    private static final Pattern WHOLE = Pattern.compile("(\\d+) +(\\w+)\\((.*)\\) += (.*)");

    /// `4711 fsync(9</data/fundwire.db-wal> <unfinished ...>`, as calls of other threads follow.
    private static final Pattern BEGIN = Pattern.compile("(\\d+) +(\\w+)\\((.*) <unfinished ...>");

    /// `4711 <... fsync resumed>) = 0`
    private static final Pattern END = Pattern.compile("(\\d+) +<... \\w+ resumed>(.*)\\) += (.*)");

    private static final Pattern FILE = Pattern.compile("\\d+<([^>]*)>.*");

    /// One of them.
    ///
    /// @param began the line in which it began
    /// @param returned the line in which it returned; the same one if nothing came in between
    record Call(String name, String arguments, String result, int began, int returned) {

        /// The file or socket that it was about.
        String file() {
            Matcher file = FILE.matcher(arguments);
            return file.matches() ? file.group(1) : "";
        }

        /// With or without a remark such as `(DELAYED)`.
        boolean succeeded() {
            return result.equals("0") || result.startsWith("0 ");
        }

        boolean isAfter(Call other) {
            return began > other.returned;
        }

        boolean is(Set<String> names, String text) {
            return names.contains(name) && arguments.contains(text);
        }

        boolean isSync() {
            return SYNCS.contains(name) && file().endsWith(JOURNAL);
        }

        boolean isWriteOf(String text) {
            return is(WRITES, text) && file().endsWith(JOURNAL);
        }
    }

    static StraceLog of(List<String> lines) {
        var calls = new ArrayList<Call>();
        Map<String, Call> unfinished = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            Matcher begin = BEGIN.matcher(line);
            Matcher end = END.matcher(line);
            Matcher whole = WHOLE.matcher(line);
            if (begin.matches()) {
                var call = new Call(begin.group(2), begin.group(3), "", i, i);
                unfinished.put(begin.group(1), call);
            } else if (end.matches()) {
                Call call = unfinished.remove(end.group(1));
                // Of a call that began before strace was there, only the end is seen.
                if (call != null) {
                    String arguments = call.arguments + end.group(2);
                    calls.add(new Call(call.name, arguments, end.group(3), call.began, i));
                }
            } else if (whole.matches()) {
                calls.add(new Call(whole.group(2), whole.group(3), whole.group(4), i, i));
            }
        }
        return new StraceLog(List.copyOf(calls));
    }

    /// How often the journal of the notifications was brought to the disk.
    long syncs() {
        return calls.stream().filter(Call::isSync).count();
    }

    /// What is wrong about how a notification was accepted, if anything.
    ///
    /// @param title of a notification that was answered 202; no other one has it
    Optional<String> faultOf(String title) {
        return faultOf(title, ACCEPTED);
    }

    /// What is wrong about how something was accepted, if anything: between the arrival of the
    /// request and the beginning of its answer the title was written to the journal, and after that
    /// the journal was brought to the disk.
    ///
    /// @param title of what was accepted; nothing else has it
    /// @param accepted begins the answer, as strace shows it
    Optional<String> faultOf(String title, String accepted) {
        Optional<Call> request = first(call -> call.is(READS, title));
        if (request.isEmpty()) {
            return Optional.of(title + " never arrived");
        }
        Optional<Call> answer =
                first(call ->
                        call.isAfter(request.get())
                                && call.is(WRITES, accepted)
                                && call.file().equals(request.get().file()));
        if (answer.isEmpty()) {
            return Optional.of(title + " was never answered");
        }
        Optional<Call> written =
                first(call ->
                        call.isWriteOf(title)
                                && call.isAfter(request.get())
                                && answer.get().isAfter(call));
        if (written.isEmpty()) {
            return Optional.of(title + " was answered before it was written");
        }
        Optional<Call> synced =
                first(call ->
                        call.isSync()
                                && call.succeeded()
                                && call.isAfter(written.get())
                                && answer.get().isAfter(call));
        return synced.isEmpty()
                ? Optional.of(title + " was answered before it was on the disk")
                : Optional.empty();
    }

    private Optional<Call> first(Predicate<Call> condition) {
        return calls.stream().filter(condition).findFirst();
    }
}
