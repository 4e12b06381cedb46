package dev.coffer.payment.hold;

import static dev.coffer.payment.hold.HoldCalls.capture;
import static dev.coffer.payment.hold.HoldCalls.code;
import static dev.coffer.payment.hold.HoldCalls.find;
import static dev.coffer.payment.hold.HoldCalls.held;
import static dev.coffer.payment.hold.HoldCalls.hold;
import static dev.coffer.payment.hold.HoldCalls.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.payment.Customer;
import dev.coffer.payment.PaymentApplication;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.FreezeWallet;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Holds that nobody captures in time, with two replicas that both look for them all the time. */
@ExtendWith(StoresExtension.class)
class HoldExpiryIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    /** More than a sweep takes together. */
    private static final int MANY = 25;

    private static TestTokens tokens;
    private static TestService service;
    private static TestService other;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        service = replica(database);
        other = replica(database);
    }

    private static TestService replica(String database) {
        return TestService.start(
                PaymentApplication.class,
                PaymentApplication.SERVICE,
                database,
                tokens,
                Map.of("coffer.payment.holds.sweep-every", "50ms", "coffer.payment.holds.sweep-batch", "10"));
    }

    @AfterAll
    static void stop() {
        service.close();
        other.close();
        tokens.close();
    }

    private static Customer rich() {
        Customer ann = Customer.of(service, tokens, "tenant-" + UUID.randomUUID(), "ann")
                .withMoney("100.00", "EUR");
        Customer.of(service, tokens, ann.tenantId(), "bob").open("EUR");
        return ann;
    }

    private static Customer bob(Customer ann) {
        return Customer.of(other, tokens, ann.tenantId(), "bob");
    }

    private static String shortHold(Customer ann, String key) {
        return text(hold(ann, Map.of("toUserId", "bob", "expiresInSeconds", 1), "1.00", "EUR", key), "/id");
    }

    private static void awaitExpired(Customer ann, String holdId) {
        await().atMost(LIMIT).until(() -> text(find(ann, holdId), "/status").equals("EXPIRED"));
    }

    private static double expired() {
        return List.of(service, other).stream()
                .mapToDouble(replica -> replica.bean(MeterRegistry.class)
                        .counter("coffer.payment.holds.expired")
                        .count())
                .sum();
    }

    @Test
    void what_is_not_captured_in_time_is_given_back_once_however_many_replicas_look() {
        Customer ann = rich();
        double before = expired();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            ids.add(shortHold(ann, "short-" + i));
        }
        String longer = text(hold(ann, "bob", "10.00", "longer"), "/id");
        ids.forEach(id -> awaitExpired(ann, id));
        assertThat(ann.balance("EUR")).isEqualByComparingTo("87.10");
        assertThat(held(ann, ann.open("EUR"))).isEqualTo("10.00");
        assertThat(text(find(ann, longer), "/status")).isEqualTo("OPEN");
        JsonNode one = find(ann, ids.getFirst());
        assertThat(one.at("/data/hold/transfers").size()).isEqualTo(1);
        assertThat(text(one, "/transfers/0/type")).isEqualTo("RELEASE");
        assertThat(text(one, "/remaining/amount")).isEqualTo("0.00");
        // Both replicas may have got the answer to the same command.
        assertThat(expired() - before).isBetween((double) MANY, 2.0 * MANY);
    }

    @Test
    void what_was_captured_before_stays_captured_and_nothing_is_captured_afterwards() {
        Customer ann = rich();
        String id = text(hold(ann, Map.of("toUserId", "bob", "expiresInSeconds", 2), "10.00", "EUR", "hold"), "/id");
        assertThat(code(capture(bob(ann), id, "4.00", false, "part"))).isEmpty();
        awaitExpired(ann, id);
        assertThat(text(find(ann, id), "/captured/amount")).isEqualTo("4.00");
        assertThat(code(capture(bob(ann), id, null, false, "late"))).isEqualTo("HOLD_ENDED");
        assertThat(ann.balance("EUR")).isEqualByComparingTo("93.10");
        assertThat(bob(ann).balance("EUR")).isEqualByComparingTo("4.00");
    }

    @Test
    void a_frozen_wallet_gets_its_own_money_back_and_does_not_keep_others_from_theirs() {
        Customer frozen = rich();
        Customer ann = rich();
        String first = shortHold(frozen, "first");
        service.bean(Bookings.class)
                .change(new FreezeWallet(frozen.tenantId(), frozen.open("EUR"), true, "olga", null));
        String second = shortHold(ann, "second");
        awaitExpired(frozen, first);
        awaitExpired(ann, second);
        assertThat(frozen.balance("EUR")).isEqualByComparingTo("97.10");
        assertThat(held(frozen, frozen.open("EUR"))).isEqualTo("0.00");
    }
}
