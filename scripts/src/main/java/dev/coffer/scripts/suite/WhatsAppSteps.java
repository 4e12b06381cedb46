package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What staff says of messages in WhatsApp: the text that is approved there, and what stands in its places. */
final class WhatsAppSteps {

    private static final String SAVE = "saveTemplate";
    private static final String SAVED = "... on NotificationTemplate { version variants { whatsApp { contentSid } } }";
    private static final String APPROVED = "HX" + "0123456789abcdef".repeat(2);

    private final Staff staff;
    private final Person admin;
    private final String key = "suite.w" + UUID.randomUUID().toString().substring(0, 8);

    WhatsAppSteps(GatewayClient client, Staff staff) {
        this.staff = staff;
        this.admin = Person.unknown(client, "whatsapp-admin");
    }

    void addTo(Suite suite) {
        suite.step("a message in WhatsApp names its approved text, or is refused", () -> {
                    staff.join(admin, "admin");
                    Check.error(Mutations.ask(admin, SAVE, template(Map.of())), "INVALID_INPUT");
                    String sid =
                            Mutations.done(admin, SAVE, template(approved()), SAVED, "/variants/0/whatsApp/contentSid");
                    Check.equal(APPROVED, sid, "the approved text");
                })
                .step("what stands in its places is shown before anybody reads it", () -> {
                    String shown = admin.ask(
                                    "query P($key: String!) { previewTemplate(input: {key: $key, channel: WHATSAPP,"
                                            + " values: [{name: \"name\", value: \"Ann\"}]}) {"
                                            + " whatsApp { places { name text } } } }",
                                    Map.of("key", key))
                            .ok()
                            .text("/previewTemplate/whatsApp/places/0/text");
                    Check.equal("Hello Ann", shown, "what stands in the place");
                });
    }

    private static Map<String, Object> approved() {
        return Map.of("contentSid", APPROVED, "places", List.of(Map.of("name", "1", "text", "Hello {{name}}")));
    }

    private Map<String, ?> template(Map<String, Object> whatsApp) {
        Map<String, Object> variant = new HashMap<>(
                Map.of("locale", "en", "channel", "WHATSAPP", "subject", "Hello", "text", "Hello {{name}}"));
        if (!whatsApp.isEmpty()) {
            variant.put("whatsApp", whatsApp);
        }
        return Map.of(
                "key",
                key,
                "variables",
                List.of(Map.of("name", "name", "sample", "Bo")),
                "variants",
                List.of(variant),
                "expectedVersion",
                0);
    }
}
