package io.fundwire.architecture;

import java.util.List;

/// The names that the rules go by: what people agreed on and no code can tell.
final class Names {

    private Names() {}

    /// The product's root package.
    static final String PRODUCT = "io.fundwire";

    /// The features of the core: packages of these names and no others.
    static final List<String> FEATURES =
            List.of(
                    "client",
                    "message",
                    "session",
                    "conversation",
                    "notification",
                    "health",
                    "store",
                    "channel",
                    "resume",
                    "presence");

    /// What use cases do.
    static final List<String> VERBS =
            List.of(
                    """
                    Acknowledge Add Admit Answer Authenticate Authorize Broadcast Cancel Change
                    Check Close Connect Count Create Delete Disconnect Drain End Evict Expel Expire Find
                    Forget Issue Join Leave List Mark Move Open Ping Publish Read Record Recover
                    Remove Renew Replay Report Request Resume Revoke Send Set Show Start Stop
                    Subscribe Tend Trim Unsubscribe Update Verify Withdraw
                    """
                            .strip()
                            .split("\\s+"));

    /// The public classes of the adapters: what bootstrap puts together, and what adapters share.
    static final List<String> DOORS =
            List.of(
                    "adapters.json.ChannelFields",
                    "adapters.json.Fields",
                    "adapters.json.InvalidField",
                    "adapters.json.JsonDialect",
                    "adapters.json.JsonFormat",
                    "adapters.json.MessageDispatcher",
                    "adapters.json.Printable",
                    "adapters.json.Problem",
                    "adapters.json.RoutingTable",
                    "adapters.json.TransportCore",
                    "adapters.json.UseCases",
                    "adapters.json.WireText",
                    "adapters.http.HttpApi",
                    "adapters.http.ImpatientHttp",
                    "adapters.http.OriginGuard",
                    "adapters.http.OriginRule",
                    "adapters.http.ProblemErrors",
                    "adapters.http.StaticFiles",
                    "adapters.http.StrictHttp",
                    "adapters.http.webhook.HttpWebhookEndpoint",
                    "adapters.http.webhook.WebhookSecret",
                    "adapters.sqlite.SqliteNotificationStore",
                    "adapters.sqlite.SqliteStore",
                    "adapters.sqlite.StoreNotOpened",
                    "adapters.websocket.WebSocketTimeouts",
                    "adapters.websocket.WebSocketTransport");
}
