package io.fundwire.application.session;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Shows an operator who is here, in the order of ids, which is that of coming to the millisecond.
public final class ListClients {

    /// The most clients of one page.
    public static final int MAX_PAGE = 1000;

    private final ConnectedClients clients;
    private final FollowedChannels followed;

    /// Lists `clients`.
    public ListClients(ConnectedClients clients, FollowedChannels followed) {
        this.clients = clients;
        this.followed = followed;
    }

    /// Which clients.
    ///
    /// @param search what stands in the id of the client or of its user, in capitals or not; absent
    ///   for all clients
    /// @param after only those whose id comes after this one; absent for the first page
    /// @param limit how many, from 1 to [#MAX_PAGE]
    public record Input(@Nullable String search, @Nullable String after, int limit) {}

    /// Some clients.
    ///
    /// @param total how many there are on all pages, those before this one too
    /// @param next what to ask for after them; absent on the last page
    public record Page(List<ListedClient> clients, int total, @Nullable String next) {}

    /// The next page.
    public Page handle(Input input) {
        String after = input.after() == null ? "" : input.after();
        List<ConnectedClient> matching =
                clients.all().stream().filter(matching(input.search())).toList();
        List<ListedClient> found =
                matching.stream()
                        .filter(client -> client.id().value().compareTo(after) > 0)
                        .sorted(Comparator.comparing(client -> client.id().value()))
                        .limit(input.limit() + 1L)
                        .map(this::list)
                        .toList();
        if (found.size() <= input.limit()) {
            return new Page(found, matching.size(), null);
        }
        List<ListedClient> page = found.subList(0, input.limit());
        String next = page.getLast().state().clientId().value();
        return new Page(page, matching.size(), next);
    }

    private static Predicate<ConnectedClient> matching(@Nullable String search) {
        if (search == null) {
            return client -> true;
        }
        int anyCase = Pattern.LITERAL | Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
        var wanted = Pattern.compile(search, anyCase).asPredicate();
        return client -> wanted.test(client.user().value()) || wanted.test(client.id().value());
    }

    private ListedClient list(ConnectedClient client) {
        return new ListedClient(ClientState.of(client), followed.channelsOf(client).size());
    }
}
