package io.fundwire.application.session;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;

/// Shows an operator who is here, in the order of ids, which is that of coming to the millisecond.
public final class ListClients {

    /// The most clients of one page.
    public static final int MAX_PAGE = 1000;

    private final ConnectedClients clients;

    /// Lists `clients`.
    public ListClients(ConnectedClients clients) {
        this.clients = clients;
    }

    /// Which clients.
    ///
    /// @param after only those whose id comes after this one; absent for the first page
    /// @param limit how many, from 1 to [#MAX_PAGE]
    public record Input(@Nullable String after, int limit) {}

    /// Some clients.
    ///
    /// @param next what to ask for after them; absent on the last page
    public record Page(List<ListedClient> clients, @Nullable String next) {}

    /// The next page.
    public Page handle(Input input) {
        String after = input.after() == null ? "" : input.after();
        List<ListedClient> found =
                clients.all().stream()
                        .filter(client -> client.id().value().compareTo(after) > 0)
                        .sorted(Comparator.comparing(client -> client.id().value()))
                        .limit(input.limit() + 1L)
                        .map(ListedClient::of)
                        .toList();
        if (found.size() <= input.limit()) {
            return new Page(found, null);
        }
        List<ListedClient> page = found.subList(0, input.limit());
        return new Page(page, page.getLast().clientId().value());
    }
}
