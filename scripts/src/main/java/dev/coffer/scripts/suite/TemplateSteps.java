package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What messages say and what they follow from: changed by staff, in force for the next event, refused where it cannot work. */
final class TemplateSteps {

    private static final String SAVE = "saveTemplate";
    private static final String SAVE_WORKFLOW = "saveWorkflow";
    private static final String SAVED = "... on NotificationTemplate { version }";
    private static final String INBOX = "{ me { inbox(first: 20) { nodes { subject body } } } }";
    private static final String EVENT = "wallet.deposit.completed";

    private final Staff staff;
    private final Person admin;
    private final Person ann;
    private final String key = "suite.t" + UUID.randomUUID().toString().substring(0, 8);

    TemplateSteps(GatewayClient client, Staff staff) {
        this.staff = staff;
        this.admin = Person.unknown(client, "notification-admin");
        this.ann = Person.unknown(client, "reader");
    }

    void addTo(Suite suite) {
        suite.step("a deposit is told in the inbox", () -> {
                    staff.join(admin, "admin");
                    ann.join("Ann");
                    pay("5.00");
                    awaitSubject("5.00 EUR came in");
                })
                .step("a template is tried out before anybody reads it", this::preview)
                .step("a template that asks for what is not declared is refused, and told what", this::unknown)
                .step("a template that others saved meanwhile, or that lacks what is sent, is refused", this::refused)
                .step("a workflow that could not run is refused", this::unfit)
                .step(
                        "the next event follows the tenant's own workflow and template, and then again the built-in",
                        this::own);
    }

    private void pay(String amount) {
        ann.deposit(ann.wallet("EUR"), amount, "EUR", UUID.randomUUID().toString())
                .ok();
    }

    private void awaitSubject(String subject) {
        Person.await(
                "a message: " + subject, () -> ann.ask(INBOX).body().toString().contains(subject));
    }

    private void preview() {
        Answer shown = admin.ask("""
                { previewTemplate(input: {key: "account.welcome", channel: EMAIL, locale: "de-AT",
                    values: [{name: "displayName", value: "<b>Ann</b>"}]}) { subject text html } }""").ok();
        Check.equal("Willkommen", shown.text("/previewTemplate/subject"), "the subject in German");
        Check.that(shown.text("/previewTemplate/text").contains("<b>Ann</b>"), "the text says what was given");
        Check.that(
                shown.text("/previewTemplate/html").contains("&lt;b&gt;Ann"), "the HTML shows it and is not changed");
        Check.error(ann.ask("{ templates { nodes { key } } }"), "FORBIDDEN");
    }

    private void unknown() {
        Answer answer = Mutations.ask(admin, SAVE, template("For {{nmae}}", 0, "IN_APP"));
        Check.error(answer, "INVALID_INPUT");
        Check.that(answer.firstErrorMessage().contains("nmae"), "the message names the variable");
        Check.error(
                Mutations.ask(admin, SAVE, template("Hello\r\nBcc: eve@example.com", 0, "IN_APP")), "INVALID_INPUT");
    }

    private void refused() {
        Mutations.ask(admin, SAVE, template("{{amount}} for you", 0, "IN_APP"), SAVED)
                .ok();
        Mutations.refused(admin, SAVE, template("{{amount}} for you", 0, "IN_APP"), "TEMPLATE_CHANGED");
        Mutations.refused(admin, SAVE, template("{{amount}} for you", 1, "EMAIL"), "TEMPLATE_CHANNEL_NEEDED");
    }

    private void unfit() {
        int version = version();
        Map<String, Object> placed = workflow(key, version);
        placed.put("event", "wallet.bet.placed");
        Mutations.refused(admin, SAVE_WORKFLOW, placed, "EVENT_UNKNOWN");
        Mutations.refused(admin, SAVE_WORKFLOW, workflow("no.such", version), "STEP_TEMPLATE_UNKNOWN");
        Mutations.refused(admin, SAVE_WORKFLOW, workflow("account.welcome", version), "FIELD_NOT_TOLD");
        Mutations.refused(admin, SAVE_WORKFLOW, workflow(key, version + 1), "WORKFLOW_CHANGED");
    }

    private void own() {
        Mutations.ask(admin, SAVE_WORKFLOW, workflow(key, version())).ok();
        pay("6.00");
        awaitSubject("6.00 for you");
        Mutations.ask(admin, SAVE_WORKFLOW, workflow(EVENT, version())).ok();
        pay("7.00");
        awaitSubject("7.00 EUR came in");
    }

    private int version() {
        return admin.ask("query W($event: String!) { workflow(event: $event) { version } }", Map.of("event", EVENT))
                .ok()
                .at("/workflow/version")
                .asInt();
    }

    private Map<String, Object> template(String subject, int expectedVersion, String channel) {
        return Map.of(
                "key",
                key,
                "variables",
                List.of(Map.of("name", "amount", "sample", "12.50")),
                "variants",
                List.of(Map.of("locale", "en", "channel", channel, "subject", subject, "text", "It is {{amount}}.")),
                "expectedVersion",
                expectedVersion);
    }

    private static Map<String, Object> workflow(String template, int expectedVersion) {
        return new HashMap<>(Map.of(
                "event",
                EVENT,
                "category",
                "MONEY",
                "isCritical",
                false,
                "priority",
                "NORMAL",
                "isEnabled",
                true,
                "steps",
                List.of(Map.of("name", "inbox", "channel", "IN_APP", "template", template)),
                "expectedVersion",
                expectedVersion));
    }
}
