package dev.coffer.scripts.suite;

import dev.coffer.scripts.client.Answer;
import dev.coffer.scripts.client.GatewayClient;
import dev.coffer.scripts.client.Person;
import dev.coffer.scripts.run.CofferHome;
import dev.coffer.scripts.run.LocalSystem;
import dev.coffer.scripts.run.Service;
import dev.coffer.scripts.run.SystemPorts;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole system in which, as in production, nobody pays in who is not verified: from a deposit that is refused to one of the tier's maximum. */
class FirstDepositIT {

    private static final String UNKNOWN_TIER = "coffer.payment.limits.unknown-tier";
    private static final String EUR = "EUR";

    private final String run = UUID.randomUUID().toString();

    @BeforeEach
    void takeNobodyUnverified() {
        System.setProperty(UNKNOWN_TIER, "NONE");
    }

    @AfterEach
    void takeEverybody() {
        System.clearProperty(UNKNOWN_TIER);
    }

    private Answer deposit(Person person, String amount) {
        return person.deposit(person.wallet(EUR), amount, EUR, run + "-" + amount);
    }

    @Test
    void a_cent_is_refused_before_the_verification_and_the_tiers_maximum_is_taken_after_it_and_no_cent_more(
            @TempDir Path home) {
        try (LocalSystem system = LocalSystem.start(new LocalSystem.Request(
                        new CofferHome(home),
                        SystemPorts.free(),
                        List.of(Service.values()),
                        false,
                        System.out::println));
                GatewayClient client = new GatewayClient(system.ports().gatewayUrl())) {
            Staff staff = new Staff(system::authSettings, () -> system.ports().url(Service.NOTIFICATION));
            Person nora = Person.unknown(client, "nora").join("Nora");
            Person rita = staff.join(Person.unknown(client, "rita"), "admin");

            Check.refusal(deposit(nora, "0.01"), "/deposit", "LIMIT_EXCEEDED");
            Verified.ask(nora, "BASIC");
            Verified.claim(rita, nora);
            Check.refusal(deposit(nora, "0.02"), "/deposit", "LIMIT_EXCEEDED");
            Check.equal("APPROVED", Verified.approve(rita, nora), "the state");
            Person.await(
                    "the tier",
                    () -> nora.ask("{ myLimits { tier } }")
                            .ok()
                            .text("/myLimits/tier")
                            .equals("BASIC"));
            Check.refusal(deposit(nora, "1000.01"), "/deposit", "LIMIT_EXCEEDED");
            Check.equal("COMPLETED", deposit(nora, "1000.00").ok().text("/deposit/status"), "the status");
        }
    }
}
