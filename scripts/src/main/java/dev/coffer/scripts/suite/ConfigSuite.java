package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Settings: changed by an administrator, in force in the running services, rolled back. Leaves them as it found them. */
final class ConfigSuite {

    private static final String FEES = "payment-service/fees";
    private static final long LIVE_LIMIT_MILLIS = 5_000;
    private static final int CONCURRENT = 4;

    private static final String SETTING = """
            query S($key: String!) {
              setting(key: $key) {
                version
                fields { name value rule source }
                history(first: 3) { nodes { version reason restoredVersion changes { field before after } } }
              }
            }""";
    private static final String SET = """
            mutation S($input: SetSettingInput!) {
              setSetting(input: $input) {
                __typename
                ... on Setting { version fields { name value } }
                ... on Refusal { code message field }
              }
            }""";
    private static final String ROLLBACK = """
            mutation R($input: RollbackSettingInput!) {
              rollbackSetting(input: $input) {
                __typename
                ... on Setting { version fields { name value } }
                ... on Refusal { code message field }
              }
            }""";
    private static final String QUOTE =
            "{ quoteFee(type: PAYMENT, amount: { amount: \"100.00\", currency: \"EUR\" }) { fee { amount } } }";

    private final Staff staff;
    private final Person admin;
    private final Person ann;
    private int version;
    private BigDecimal usual = BigDecimal.ZERO;

    ConfigSuite(GatewayClient client, Staff staff) {
        this.staff = staff;
        this.admin = Person.unknown(client, "admin");
        this.ann = Person.unknown(client, "ann");
    }

    Suite suite() {
        Suite suite = new Suite("config");
        suite.step("an administrator and a user sign in", () -> {
                    staff.join(admin, "admin", "user");
                    ann.join("Ann");
                })
                .step("the fees are a setting with its rule, its value and where that comes from", this::look)
                .step("a change is in force in the running service within a second", this::change)
                .step("a change that breaks a rule is refused, naming the field and what would be right", this::bad)
                .step("of changes made up from the same version one wins", this::compete)
                .step("a rollback restores the former value and leaves both in the history", this::rollback)
                .step("a name that is not known gets near ones", () -> {
                    Answer answer = admin.ask(SETTING, Map.of("key", "payment-service/fee"));
                    Check.error(answer, "NOT_FOUND");
                    Check.that(answer.firstErrorMessage().contains(FEES), "the message names " + FEES);
                })
                .step("a user neither sees nor changes settings", () -> {
                    Check.error(ann.ask(SETTING, Map.of("key", FEES)), "FORBIDDEN");
                    Check.error(ann.ask(SET, input(version, "EUR=99")), "FORBIDDEN");
                    Check.amount(usual.toPlainString(), fee(), "the fee");
                });
        return suite;
    }

    private void look() {
        Answer setting = admin.ask(SETTING, Map.of("key", FEES)).ok();
        version = setting.at("/setting/version").asInt();
        Check.that(
                field(setting.at("/setting"), "payment")
                        .path("rule")
                        .asString("")
                        .contains("from 0 to 100"),
                "the rule of the fee on payments says from 0 to 100");
        usual = fee();
    }

    private void change() {
        long begin = System.nanoTime();
        Answer changed = admin.ask(SET, input(version, "default=0, EUR=7.5")).ok();
        Check.equal("Setting", changed.text("/setSetting/__typename"), "the result");
        Person.await("the new fee", () -> fee().compareTo(new BigDecimal("7.50")) == 0);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        Check.that(millis < LIVE_LIMIT_MILLIS, "the new fee counts within " + LIVE_LIMIT_MILLIS + " ms, not " + millis);
    }

    private void bad() {
        Answer refused = admin.ask(SET, input(version + 1, "EUR=101"));
        Check.refusal(refused, "/setSetting", "SETTING_VALUE_INVALID");
        Check.equal("input.values.payment", refused.text("/setSetting/field"), "the field");
        Check.that(refused.text("/setSetting/message").contains("from 0 to 100"), "the message says from 0 to 100");
        Check.amount("7.50", fee(), "the fee");
    }

    private void compete() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<String>> answers = new ArrayList<>();
            for (int i = 0; i < CONCURRENT; i++) {
                Map<String, Object> input = input(version + 1, "EUR=1" + i);
                answers.add(CompletableFuture.supplyAsync(
                        () -> admin.ask(SET, input).ok().text("/setSetting/__typename"), threads));
            }
            long won = answers.stream()
                    .map(CompletableFuture::join)
                    .filter("Setting"::equals)
                    .count();
            Check.equal(1L, won, "how many changes won");
        }
    }

    private void rollback() {
        Answer back = admin.ask(
                        ROLLBACK,
                        Map.of(
                                "input",
                                Map.of(
                                        "key",
                                        FEES,
                                        "version",
                                        version,
                                        "expectedVersion",
                                        version + 2,
                                        "reason",
                                        "the suite is over")))
                .ok();
        Check.equal("Setting", back.text("/rollbackSetting/__typename"), "the result");
        Person.await("the former fee", () -> fee().compareTo(usual) == 0);
        JsonNode history = admin.ask(SETTING, Map.of("key", FEES)).ok().at("/setting/history/nodes");
        Check.equal(version, history.at("/0/restoredVersion").asInt(-1), "the restored version");
        Check.equal(version + 1, history.at("/2/version").asInt(), "the version of the change");
        Check.equal("EUR=7.5, default=0", history.at("/2/changes/0/after").asString(""), "the value that was set");
    }

    private BigDecimal fee() {
        return new BigDecimal(ann.ask(QUOTE).ok().text("/quoteFee/fee/amount"));
    }

    private static JsonNode field(JsonNode setting, String name) {
        for (JsonNode field : setting.path("fields")) {
            if (field.path("name").asString("").equals(name)) {
                return field;
            }
        }
        throw new AssertionError("There is no field " + name + " in " + setting);
    }

    private static Map<String, Object> input(int expectedVersion, String payment) {
        return Map.of(
                "input",
                Map.of(
                        "key",
                        FEES,
                        "expectedVersion",
                        expectedVersion,
                        "reason",
                        "the config suite",
                        "values",
                        List.of(Map.of("field", "payment", "value", payment))));
    }
}
