package dev.coffer.scripts.run;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** {@code docs/reference/settings.md}, from what a running system declares. */
final class SettingReference {

    private static final String LIST = """
            query List($after: String) { settings(first: 100, after: $after) {
              nodes { key description fields { name defaultValue rule description isSecret isPerTenant } }
              pageInfo { hasNextPage endCursor } } }""";

    private SettingReference() {}

    /** @param token of an administrator of the installation */
    static String text(GatewayClient client, String token) {
        StringBuilder text = new StringBuilder("""
                # Settings

                Generated from what the services declare by `DocumentedCommandsIT`; do not edit. How they are looked at and changed:
                [configuration.md](../configuration.md). A field with *tenant* may have another value for each tenant; of a *secret* nothing is shown.
                """);
        all(client, token).stream()
                .sorted(Comparator.comparing(
                        (JsonNode setting) -> setting.path("key").asString()))
                .forEach(setting -> text.append(section(setting)));
        return text.toString();
    }

    private static List<JsonNode> all(GatewayClient client, String token) {
        List<JsonNode> settings = new ArrayList<>();
        String after = "";
        boolean hasMore = true;
        while (hasMore) {
            Answer page = client.ask(LIST, after.isEmpty() ? Map.of() : Map.of("after", after), token)
                    .ok();
            page.at("/settings/nodes").forEach(settings::add);
            hasMore = page.at("/settings/pageInfo/hasNextPage").asBoolean(false);
            after = hasMore ? page.text("/settings/pageInfo/endCursor") : "";
        }
        return settings;
    }

    private static String section(JsonNode setting) {
        return "%n## %s%n%n%s%n%n| field | default | must be | what it does | |%n|---|---|---|---|---|%n"
                        .formatted(
                                setting.path("key").asString(),
                                setting.path("description").asString())
                + StreamSupport.stream(setting.path("fields").spliterator(), false)
                        .map(SettingReference::row)
                        .collect(Collectors.joining());
    }

    private static String row(JsonNode field) {
        String standard = field.path("defaultValue").asString("");
        List<String> remarks = new ArrayList<>();
        if (field.path("isPerTenant").asBoolean(false)) {
            remarks.add("tenant");
        }
        if (field.path("isSecret").asBoolean(false)) {
            remarks.add("secret");
        }
        return "| `%s` | %s | %s | %s | %s |%n"
                .formatted(
                        field.path("name").asString(),
                        standard.isEmpty() ? "" : "`" + cell(standard) + "`",
                        cell(field.path("rule").asString("")),
                        cell(field.path("description").asString("")),
                        String.join(", ", remarks));
    }

    /** As one cell of a table, without what Markdown would take for a link. */
    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ").replace("](", "]\\(");
    }
}
