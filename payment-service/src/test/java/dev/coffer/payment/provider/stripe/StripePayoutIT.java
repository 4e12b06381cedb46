package dev.coffer.payment.provider.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import dev.coffer.payment.provider.Destination;
import dev.coffer.payment.provider.Payout;
import dev.coffer.payment.provider.PayoutRefusal;
import dev.coffer.payment.provider.PayoutResult;
import dev.coffer.payment.provider.stripe.StripePeer.Trouble;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Payouts by a Stripe that loses answers, is at work, fails, and forgets. */
class StripePayoutIT {

    private static final Money TEN_EUROS = new Money(1_000, new Currency("EUR", 2, Currency.Kind.FIAT));
    private static final Duration DAY = Duration.ofHours(26);

    private final MovedClock clock = new MovedClock();
    private final StripePeer peer = new StripePeer(clock);
    private final StripeProvider stripe = new StripeProvider(peer.settings(), clock);

    @AfterEach
    void close() {
        peer.close();
    }

    private PayoutResult pay(String destination, @Nullable String reference) {
        return stripe.payout(new Payout(
                "withdrawal/1", "main", "ann", TEN_EUROS, new Destination(destination), MovedClock.START, reference));
    }

    @Test
    void a_payout_is_accepted_and_its_end_is_read_by_its_own_id() {
        assertThat(pay("ba_1", null)).isEqualTo(new PayoutResult.Accepted("po_1"));
        peer.made("payout").getFirst().put("status", "paid");
        assertThat(pay("ba_1", "po_1")).isEqualTo(new PayoutResult.Paid("po_1"));
        peer.made("payout").getFirst().put("status", "failed");
        peer.made("payout").getFirst().put("failure_code", "account_closed");
        assertThat(pay("ba_1", "po_1")).isEqualTo(new PayoutResult.Refused(PayoutRefusal.PAYOUT_DESTINATION_INVALID));
        assertThat(peer.posts()).isEqualTo(1);
    }

    @Test
    void a_connected_account_is_paid_at_once() {
        assertThat(pay("acct_1", null)).isEqualTo(new PayoutResult.Paid("tr_1"));
        assertThat(peer.made("transfer"))
                .singleElement()
                .satisfies(made ->
                        assertThat(made).containsEntry("destination", "acct_1").containsEntry("amount", 1_000L));
    }

    @ParameterizedTest
    @EnumSource
    void whatever_goes_wrong_on_the_way_pays_once(Trouble trouble) {
        peer.plan(trouble);
        PayoutResult first = pay("ba_1", null);
        assertThat(first)
                .isInstanceOf(
                        trouble == Trouble.ERROR_AFTER || trouble == Trouble.CUT_AFTER
                                ? PayoutResult.Accepted.class
                                : PayoutResult.Unknown.class);
        assertThat(pay("ba_1", null)).isEqualTo(new PayoutResult.Accepted("po_1"));
        assertThat(peer.made("payout")).hasSize(1);
    }

    @Test
    void a_payout_that_may_be_forgotten_is_looked_up_and_never_made_again() {
        peer.plan(Trouble.SILENCE_AFTER);
        assertThat(pay("acct_1", null)).isInstanceOf(PayoutResult.Unknown.class);
        int asked = peer.posts();
        peer.forgetKeys();
        clock.move(DAY);
        assertThat(pay("acct_1", null)).isEqualTo(new PayoutResult.Paid("tr_1"));
        assertThat(peer.posts()).isEqualTo(asked);
        assertThat(peer.made("transfer")).hasSize(1);
    }

    @Test
    void a_payout_that_never_arrived_is_given_back_only_once_the_books_are_complete() {
        peer.plan(Trouble.ERROR_BEFORE);
        assertThat(pay("ba_1", null)).isInstanceOf(PayoutResult.Unknown.class);
        clock.move(StripeAge.KEYS_ARE_KEPT);
        assertThat(pay("ba_1", null)).isInstanceOf(PayoutResult.Unknown.class);
        clock.move(DAY);
        assertThat(pay("ba_1", null)).isEqualTo(new PayoutResult.Refused(PayoutRefusal.PAYOUT_NOT_MADE));
        assertThat(peer.made("payout")).isEmpty();
    }
}
