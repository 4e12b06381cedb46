package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Xenia, whose tier runs out: how long tiers hold is set to a second for her approval, and right after to what it was. */
final class ExpirySteps {

    private static final String EUR = "EUR";
    private static final String SETTING = "kyc-service/reviews";

    /** The service looks for what has run out every 30 s. */
    private static final int LOOKED_FOR_SECONDS = 75;

    private final Person xenia;
    private final Person rita;
    private final Staff staff;
    private final String run = UUID.randomUUID().toString();

    ExpirySteps(GatewayClient client, Staff staff) {
        this.xenia = Person.unknown(client, "xenia");
        this.rita = Person.unknown(client, "rita");
        this.staff = staff;
    }

    void addTo(Suite suite) {
        suite.step("a tier that has run out is lowered to what does not age", () -> {
                    staff.join(rita, "admin");
                    hold("1s");
                    try {
                        // Meanwhile the setting arrives, which takes a second at most.
                        xenia.join("Xenia");
                        Verified.ask(xenia, "STANDARD");
                        Verified.claim(rita, xenia, "IDENTITY_DOCUMENT", "SELFIE");
                        Check.equal("APPROVED", Verified.approve(rita, xenia), "the state");
                    } finally {
                        hold("730d");
                    }
                    Person.await(
                            "the end of the tier",
                            LOOKED_FOR_SECONDS,
                            () -> mine("/myKyc/state").equals("EXPIRED"));
                    Check.equal("BASIC", mine("/myKyc/tier"), "the tier");
                })
                .step("then deposits pass up to the lower tier's maximum, and not one cent above it", () -> {
                    Person.await(
                            "the limits of the lower tier",
                            () -> xenia.ask("{ myLimits { tier } }")
                                    .ok()
                                    .text("/myLimits/tier")
                                    .equals("BASIC"));
                    Check.refusal(deposit("1000.01", "above"), "/deposit", "LIMIT_EXCEEDED");
                    Check.equal("COMPLETED", deposit("1000.00", "edge").ok().text("/deposit/status"), "the status");
                });
    }

    private String mine(String path) {
        return xenia.ask("{ myKyc { tier state } }").ok().text(path);
    }

    private void hold(String time) {
        int version = rita.ask("query S($key: String!) { setting(key: $key) { version } }", Map.of("key", SETTING))
                .ok()
                .at("/setting/version")
                .asInt();
        Mutations.done(
                rita,
                "setSetting",
                Map.of(
                        "key",
                        SETTING,
                        "expectedVersion",
                        version,
                        "reason",
                        "the kyc suite",
                        "values",
                        List.of(Map.of("field", "validFor", "value", time))),
                "... on Setting { version }",
                "/version");
    }

    private Answer deposit(String amount, String key) {
        return xenia.deposit(xenia.wallet(EUR), amount, EUR, run + "-expiry-" + key);
    }
}
