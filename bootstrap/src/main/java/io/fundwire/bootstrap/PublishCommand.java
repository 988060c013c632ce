package io.fundwire.bootstrap;

import io.fundwire.adapters.json.Printable;
import io.fundwire.bootstrap.settings.Kind;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/// Publishes a notification as a back end does. The server is the judge of what may be published.
@Command(
        name = "publish",
        description = "Publishes a notification, and prints its id.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:it is published", "1:it is not, or may not be, and stderr says why"})
final class PublishCommand implements Callable<Integer> {

    @Spec private CommandSpec spec = CommandSpec.create();

    @ArgGroup(multiplicity = "1")
    private Receivers receivers = new Receivers();

    @Option(names = "--title", required = true, paramLabel = "TEXT", description = "Its title.")
    private String title = "";

    @Option(
            names = "--body",
            paramLabel = "TEXT",
            description = "What it says. Default: what its title says.")
    private @Nullable String body;

    @Option(
            names = "--severity",
            paramLabel = "WORD",
            description = "info (the default), success, warning or critical.")
    private @Nullable String severity;

    @Option(
            names = "--category",
            paramLabel = "TEXT",
            description = "What a front end may group it by.")
    private @Nullable String category;

    @Option(names = "--link", paramLabel = "URL", description = "Where the reader gets to.")
    private @Nullable String link;

    @Option(
            names = "--action",
            paramLabel = "ID=LABEL",
            converter = Choice.Converter.class,
            description = "An action to choose, such as approve=Approve; any number of them.")
    private List<Choice> actions = List.of();

    @Option(
            names = "--ttl",
            paramLabel = "TIME",
            converter = WholeSeconds.class,
            description = "For how long it is kept for delivery, such as 30s, 2m, 1h or 7d.")
    private @Nullable Duration ttl;

    @Option(
            names = "--ack-deadline",
            paramLabel = "TIME",
            converter = WholeSeconds.class,
            description =
                    "After what time without an acknowledgement the server's webhook is called.")
    private @Nullable Duration ackDeadline;

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            description = "Your own name for it: repeated within a day, it is published once.")
    private @Nullable String idempotencyKey;

    @Mixin private ApiOptions server = new ApiOptions();

    /// To whom: exactly one of these.
    static final class Receivers {

        @Option(
                names = "--user",
                paramLabel = "ID",
                required = true,
                description = "Whom it is for; any number of them.")
        private List<String> users = List.of();

        @Option(
                names = "--channel",
                paramLabel = "NAME",
                required = true,
                description = "Who follows that channel now.")
        private @Nullable String channel;

        @Option(names = "--everyone", required = true, description = "It is for everyone.")
        private boolean everyone;
    }

    /// An action on offer.
    record Choice(String id, String label) {

        /// Reads one as it stands on the command line.
        static final class Converter implements ITypeConverter<Choice> {
            @Override
            public Choice convert(String text) {
                int equals = text.indexOf('=');
                if (equals < 1 || equals == text.length() - 1) {
                    throw new TypeConversionException(
                            "'%s' must be an id and a label, such as approve=Approve"
                                    .formatted(Printable.text(text)));
                }
                return new Choice(text.substring(0, equals), text.substring(equals + 1));
            }
        }
    }

    /// Reads times as settings have them; the protocol has whole seconds.
    static final class WholeSeconds implements ITypeConverter<Duration> {

        private static final Kind<Duration> TIME =
                Kind.time(Duration.ofSeconds(1), Duration.ofDays(30));

        @Override
        public Duration convert(String text) {
            return TIME.reading()
                    .apply(text)
                    .filter(time -> time.toMillisPart() == 0)
                    .orElseThrow(() ->
                            new TypeConversionException(
                                    "'%s' must be whole seconds, minutes, hours or days, such as"
                                                    .formatted(Printable.text(text))
                                            + " 30s, 2m, 1h or 7d, up to 30d"));
        }
    }

    @Override
    public Integer call() throws InterruptedException {
        return server.run(api -> {
            String id =
                    api.publish("api/notifications", json()).path("notificationId").asString("");
            if (id.isEmpty()) {
                throw api.foreign();
            }
            spec.commandLine().getOut().println(Printable.text(id));
        });
    }

    private ObjectNode json() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        var audience = json.putObject("audience");
        if (receivers.everyone) {
            audience.put("everyone", true);
        } else if (receivers.channel != null) {
            audience.put("channel", receivers.channel);
        } else {
            receivers.users.forEach(audience.putArray("users")::add);
        }
        json.put("title", title);
        json.put("body", body == null ? title : body);
        json.put("severity", severity);
        json.put("category", category);
        json.put("link", link);
        var offers = json.putArray("actions");
        for (Choice action : actions) {
            offers.addObject().put("id", action.id()).put("label", action.label());
        }
        json.put("ttlSeconds", seconds(ttl));
        json.put("ackDeadlineSeconds", seconds(ackDeadline));
        json.put("idempotencyKey", idempotencyKey);
        return json;
    }

    /// The API takes null for absent.
    private static @Nullable Long seconds(@Nullable Duration time) {
        return time == null ? null : time.toSeconds();
    }
}
