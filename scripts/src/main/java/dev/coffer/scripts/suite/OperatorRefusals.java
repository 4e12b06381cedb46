package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.Person;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Refusals of settings and of replays of events. */
final class OperatorRefusals {

    private static final String FEES = "payment-service/fees";
    private static final Pattern KNOWN = Pattern.compile("those that do are \\[([^,\\]]+)");
    private static final String REPLAY = """
            mutation R($input: ReplayEventsInput!) {
              authReplayEvents(input: $input) {
                __typename ... on EventReplay { id state } ... on Refusal { code message } } }""";

    private final Person admin;
    private final String run;

    /** @param run makes idempotency keys of this run */
    OperatorRefusals(Person admin, String run) {
        this.admin = admin;
        this.run = run;
    }

    void addTo(Suite suite) {
        suite.step("a setting that there is not, has not changed, or was changed meanwhile is not set", this::settings)
                .step("a replay is for a consumer that there is, has its own key, and ends", this::replays);
    }

    private void settings() {
        Mutations.refused(admin, "setSetting", change("payment-service/fee", 0, "payment", "0"), "SETTING_UNKNOWN");
        int version = admin.ask("query S($key: String!) { setting(key: $key) { version } }", Map.of("key", FEES))
                .ok()
                .at("/setting/version")
                .asInt();
        Mutations.refused(
                admin, "setSetting", change(FEES, version + 1, "payment", "EUR=1"), "SETTING_VERSION_CONFLICT");
        Map<String, Object> same = new HashMap<>(
                Map.of("key", FEES, "expectedVersion", version, "reason", "a test", "version", version + 1));
        Mutations.refused(admin, "rollbackSetting", same, "SETTING_VERSION_UNKNOWN");
        same.put("version", version);
        Mutations.refused(admin, "rollbackSetting", same, "SETTING_UNCHANGED");
    }

    private static Map<String, Object> change(String key, int expectedVersion, String field, String value) {
        return Map.of(
                "key",
                key,
                "expectedVersion",
                expectedVersion,
                "reason",
                "the refusals suite",
                "values",
                List.of(Map.of("field", field, "value", value)));
    }

    private void replays() {
        Answer unknown = replay("nobody", "2020-01-01T00:00:00Z");
        Check.refusal(unknown, "/authReplayEvents", "UNKNOWN_CONSUMER");
        Matcher named = KNOWN.matcher(unknown.text("/authReplayEvents/message"));
        Check.that(named.find(), "the refusal names the consumers: " + unknown.shown());
        String consumer = named.group(1).strip();
        String id = replay(consumer, "2020-01-01T00:00:00Z").ok().text("/authReplayEvents/id");
        Check.refusal(replay(consumer, "2020-01-02T00:00:00Z"), "/authReplayEvents", "REPLAY_KEY_TAKEN");
        Person.await(
                "the end of the replay",
                () -> replay(consumer, "2020-01-01T00:00:00Z")
                        .ok()
                        .text("/authReplayEvents/state")
                        .equals("DONE"));
        Check.refusal(
                admin.ask(
                        "mutation C($input: CancelEventReplayInput!) { authCancelEventReplay(input: $input)"
                                + " { __typename ... on Refusal { code message } } }",
                        Map.of("input", Map.of("id", id))),
                "/authCancelEventReplay",
                "REPLAY_OVER");
    }

    /** Of a time when nothing had happened yet. */
    private Answer replay(String consumer, String from) {
        return admin.ask(
                REPLAY,
                Map.of(
                        "input",
                        Map.of(
                                "idempotencyKey",
                                run + "-replay",
                                "eventType",
                                "user.registered",
                                "from",
                                from,
                                "to",
                                "2020-01-03T00:00:00Z",
                                "consumer",
                                consumer)));
    }
}
