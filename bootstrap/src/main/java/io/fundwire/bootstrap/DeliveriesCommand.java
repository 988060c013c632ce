package io.fundwire.bootstrap;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// Shows what became of a notification with each of its addressees, all pages of it.
@Command(
        name = "deliveries",
        description = "Shows what became of a notification with each of its addressees.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:they are shown", "1:they are not, and stderr says why"})
final class DeliveriesCommand implements Callable<Integer> {

    private static final int PAGE = 1000;

    /// Plain ASCII shows nothing that a terminal would obey.
    private static final JsonMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "ID", description = "The id that publishing it was answered with.")
    private String id = "";

    @Option(names = "--json", description = "One JSON object a line, with all that is known.")
    private boolean asJson;

    @Mixin private ApiOptions server = new ApiOptions();

    @Override
    public Integer call() throws InterruptedException {
        return server.run(api -> {
            var deliveries = all(api);
            PrintWriter out = spec.commandLine().getOut();
            if (asJson) {
                deliveries.forEach(delivery -> out.println(json(delivery)));
            } else {
                DeliveriesTable.of(deliveries).lines().forEach(out::println);
            }
        });
    }

    /// Each page is asked for by where the one before ended, until one has no end to go on from.
    private List<JsonNode> all(ApiClient api) throws CommandFailure, InterruptedException {
        String path =
                "api/notifications/%s/deliveries?limit=%d".formatted(ApiClient.encoded(id), PAGE);
        var all = new ArrayList<JsonNode>();
        String after = "";
        do {
            JsonNode page =
                    api.get(after.isEmpty() ? path : path + "&after=" + ApiClient.encoded(after));
            String next = page.path("next").asString("");
            // From a server that is no Fundwire they might never end.
            if (!page.path("deliveries").isArray() || (!next.isEmpty() && next.equals(after))) {
                throw api.foreign();
            }
            page.path("deliveries").forEach(all::add);
            after = next;
        } while (!after.isEmpty());
        return all;
    }

    private static String json(JsonNode delivery) {
        return ASCII.writeValueAsString(delivery).replace("\u007f", "\\u007f");
    }
}
