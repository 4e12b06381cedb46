package dev.coffer.payment.hold;

import static dev.coffer.payment.hold.HoldCalls.find;
import static dev.coffer.payment.hold.HoldCalls.hold;
import static dev.coffer.payment.hold.HoldCalls.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.payment.Customer;
import dev.coffer.payment.PaymentApplication;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.ForwardingBookings;
import dev.coffer.payment.ledger.Holds;
import dev.coffer.payment.ledger.Keyed;
import dev.coffer.payment.ledger.PostResult;
import dev.coffer.payment.ledger.ReleaseHold;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A sweep of holds that meets trouble. The service's own sweep sleeps; the test's has a clock that is a month ahead. */
@ExtendWith(StoresExtension.class)
class HoldSweepIT {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final HoldSettings SETTINGS =
            new HoldSettings(Duration.ofDays(7), Duration.ofDays(30), Duration.ofMillis(50), 10);

    private static TestTokens tokens;
    private static TestService service;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        service = TestService.start(
                PaymentApplication.class,
                PaymentApplication.SERVICE,
                database,
                tokens,
                Map.of("coffer.payment.holds.sweep-every", "1h"));
    }

    @AfterAll
    static void stop() {
        service.close();
        tokens.close();
    }

    /** The real ledger, behind a line that breaks for one hold, a few times: before the command gets there, or after. */
    private record BreakingLine(Bookings ledger, String holdId, boolean isAnswerLost, AtomicInteger left)
            implements ForwardingBookings {

        @Override
        public PostResult post(Keyed command) {
            boolean breaks = command instanceof ReleaseHold release
                    && release.holdId().equals(holdId)
                    && left.getAndDecrement() > 0;
            if (!breaks) {
                return ledger.post(command);
            }
            if (isAnswerLost) {
                ledger.post(command);
            }
            throw new CodedException(CommonError.UNAVAILABLE, "The line is broken.");
        }
    }

    private static List<String> threeHolds(Customer ann) {
        ann.withMoney("100.00", "EUR");
        Customer.of(service, tokens, ann.tenantId(), "bob").open("EUR");
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(text(hold(ann, "bob", "10.00", "hold-" + i), "/id"));
        }
        return ids;
    }

    private static ExpireHolds sweeping(Bookings bookings, SimpleMeterRegistry meters) {
        Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofDays(31));
        ExpireHolds sweep = new ExpireHolds(service.bean(Holds.class), bookings, SETTINGS, ahead, meters);
        sweep.start();
        return sweep;
    }

    private static void awaitExpired(Customer ann, String id) {
        await().atMost(LIMIT).until(() -> text(find(ann, id), "/status").equals("EXPIRED"));
    }

    @Test
    void one_that_fails_does_not_keep_the_others_and_is_tried_again() {
        Customer ann = Customer.of(service, tokens, "tenant-" + UUID.randomUUID(), "ann");
        List<String> ids = threeHolds(ann);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        AtomicInteger left = new AtomicInteger(Integer.MAX_VALUE);
        BreakingLine line = new BreakingLine(service.bean(Bookings.class), ids.getFirst(), false, left);
        try (ExpireHolds sweep = sweeping(line, meters)) {
            awaitExpired(ann, ids.get(1));
            awaitExpired(ann, ids.get(2));
            await().atMost(LIMIT)
                    .until(() -> meters.counter("coffer.payment.holds.failures").count() >= 2);
            assertThat(text(find(ann, ids.getFirst()), "/status")).isEqualTo("OPEN");
            assertThat(ann.balance("EUR")).isEqualByComparingTo("87.10");
            left.set(0);
            awaitExpired(ann, ids.getFirst());
            assertThat(sweep).isNotNull();
        }
        assertThat(meters.counter("coffer.payment.holds.expired").count()).isEqualTo(3);
        assertThat(ann.balance("EUR")).isEqualByComparingTo("97.10");
    }

    @Test
    void an_answer_that_gets_lost_gives_nothing_back_twice() {
        Customer ann = Customer.of(service, tokens, "tenant-" + UUID.randomUUID(), "ann");
        List<String> ids = threeHolds(ann);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        BreakingLine line = new BreakingLine(service.bean(Bookings.class), ids.getFirst(), true, new AtomicInteger(1));
        try (ExpireHolds sweep = sweeping(line, meters)) {
            ids.forEach(id -> awaitExpired(ann, id));
            await().atMost(LIMIT)
                    .until(() -> meters.get("coffer.payment.holds.due").gauge().value() == 0);
            assertThat(sweep).isNotNull();
        }
        assertThat(find(ann, ids.getFirst()).at("/data/hold/transfers").size()).isEqualTo(1);
        assertThat(ann.balance("EUR")).isEqualByComparingTo("97.10");
    }
}
