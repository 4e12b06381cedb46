package dev.coffer.payment.provider.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import dev.coffer.payment.provider.Charge;
import dev.coffer.payment.provider.ChargeResult;
import dev.coffer.payment.provider.DeclineCode;
import dev.coffer.payment.provider.Instrument;
import dev.coffer.payment.provider.PaymentMethod;
import dev.coffer.payment.provider.Refund;
import dev.coffer.payment.provider.RefundResult;
import dev.coffer.payment.provider.stripe.StripePeer.Trouble;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Charges by a Stripe that loses answers, is at work, fails, and forgets. */
class StripeChargeIT {

    private static final Money TEN_EUROS = new Money(1_000, new Currency("EUR", 2, Currency.Kind.FIAT));
    private static final Duration DAY = Duration.ofHours(26);

    private final MovedClock clock = new MovedClock();
    private final StripePeer peer = new StripePeer(clock);
    private final StripeProvider stripe = new StripeProvider(peer.settings(), clock);

    @AfterEach
    void close() {
        peer.close();
    }

    private ChargeResult charge(@Nullable String method, @Nullable String reference) {
        return stripe.charge(new Charge(
                "deposit/1",
                "main",
                "ann",
                TEN_EUROS,
                method == null ? null : new PaymentMethod(method),
                MovedClock.START,
                reference));
    }

    private static ChargeResult captured(String instrument) {
        return new ChargeResult.Captured("pi_1", new Instrument(instrument));
    }

    private ChargeResult charge() {
        return charge("pm_ok", null);
    }

    @Test
    void a_card_is_charged_once_however_often_it_is_asked_for() {
        assertThat(charge()).isEqualTo(captured("pm_ok"));
        assertThat(charge()).isEqualTo(captured("pm_ok"));
        assertThat(peer.made("payment_intent")).singleElement().satisfies(made -> {
            assertThat(made).containsEntry("amount", 1_000L).containsEntry("currency", "eur");
            assertThat(String.valueOf(made.get("metadata"))).contains("deposit/1", "main");
        });
    }

    @Test
    void what_stripe_refuses_is_declined_with_a_code_of_ours() {
        assertThat(charge("pm_declined", null)).isEqualTo(new ChargeResult.Declined(DeclineCode.PAYMENT_DECLINED));
        peer.forgetKeys();
        assertThat(charge("pm_expired", null)).isEqualTo(new ChargeResult.Declined(DeclineCode.PAYMENT_METHOD_EXPIRED));
        peer.forgetKeys();
        assertThat(charge("pm_unknown", null)).isEqualTo(new ChargeResult.Declined(DeclineCode.PAYMENT_METHOD_INVALID));
        peer.forgetKeys();
        assertThat(charge("pm_other_currency", null))
                .isEqualTo(new ChargeResult.Declined(DeclineCode.PAYMENT_NOT_SUPPORTED));
        assertThat(charge(null, null)).isEqualTo(new ChargeResult.Declined(DeclineCode.PAYMENT_METHOD_INVALID));
    }

    @ParameterizedTest
    @EnumSource
    void whatever_goes_wrong_on_the_way_is_unknown_and_the_same_charge_again_tells(Trouble trouble) {
        peer.plan(trouble);
        ChargeResult first = charge();
        if (trouble == Trouble.ERROR_AFTER || trouble == Trouble.CUT_AFTER) {
            // Stripe would say the same error for a day; its search knows better. What broke the JDK sends again, under
            // the same key.
            assertThat(first).isEqualTo(captured("pm_ok"));
        } else {
            assertThat(first).isInstanceOf(ChargeResult.Unknown.class);
        }
        assertThat(charge()).isEqualTo(captured("pm_ok"));
        assertThat(peer.made("payment_intent")).hasSize(1);
    }

    @Test
    void an_error_that_is_said_again_for_a_day_ends_once_the_search_has_caught_up() {
        peer.searchIsLate();
        peer.plan(Trouble.ERROR_AFTER);
        assertThat(charge()).isInstanceOf(ChargeResult.Unknown.class);
        clock.move(DAY);
        assertThat(charge()).isEqualTo(captured("pm_ok"));
        assertThat(peer.posts()).isEqualTo(1);
    }

    @Test
    void a_charge_that_may_be_forgotten_is_looked_up_and_never_made_again() {
        peer.plan(Trouble.SILENCE_AFTER);
        assertThat(charge()).isInstanceOf(ChargeResult.Unknown.class);
        int asked = peer.posts();
        peer.forgetKeys();
        clock.move(DAY);
        assertThat(charge()).isEqualTo(captured("pm_ok"));
        assertThat(charge()).isEqualTo(captured("pm_ok"));
        assertThat(peer.made("payment_intent")).hasSize(1);
        assertThat(peer.posts()).isEqualTo(asked);
    }

    @Test
    void a_charge_that_never_arrived_is_no_money_taken_only_once_the_books_are_complete() {
        peer.plan(Trouble.ERROR_BEFORE);
        assertThat(charge()).isInstanceOf(ChargeResult.Unknown.class);
        clock.move(StripeAge.KEYS_ARE_KEPT);
        assertThat(charge()).isInstanceOf(ChargeResult.Unknown.class);
        clock.move(StripeAge.BOOKS_ARE_COMPLETE.minus(StripeAge.KEYS_ARE_KEPT));
        assertThat(charge()).isEqualTo(new ChargeResult.Declined(DeclineCode.PAYMENT_NOT_MADE));
        assertThat(peer.made("payment_intent")).isEmpty();
    }

    @Test
    void a_payment_among_many_is_found_also_while_the_search_is_late() {
        charge();
        for (int i = 0; i < 250; i++) {
            stripe.charge(new Charge(
                    "deposit/other-" + i,
                    "main",
                    "bob",
                    TEN_EUROS,
                    new PaymentMethod("pm_ok"),
                    MovedClock.START,
                    null));
        }
        peer.searchIsLate();
        clock.move(DAY);
        assertThat(charge()).isEqualTo(captured("pm_ok"));
    }

    @Test
    void a_charge_of_another_tenant_under_the_same_key_is_not_ours() {
        charge();
        clock.move(DAY);
        assertThat(stripe.charge(new Charge(
                        "deposit/1", "acme", "ann", TEN_EUROS, new PaymentMethod("pm_ok"), MovedClock.START, null)))
                .isEqualTo(new ChargeResult.Declined(DeclineCode.PAYMENT_NOT_MADE));
    }

    @Test
    void what_is_not_what_was_asked_for_is_nothing_to_credit() {
        charge();
        peer.made("payment_intent").getFirst().put("amount", 1L);
        assertThat(charge("pm_ok", "pi_1")).isInstanceOf(ChargeResult.Unknown.class);
    }

    @Test
    void what_takes_its_time_is_read_by_its_own_id_and_not_asked_for_again() {
        peer.makeNext("processing");
        assertThat(charge()).isEqualTo(new ChargeResult.Accepted("pi_1"));
        peer.made("payment_intent").getFirst().put("status", "succeeded");
        // Stripe would still say "processing" to the same request.
        assertThat(charge()).isEqualTo(captured("pm_ok"));
        int asked = peer.posts();
        assertThat(charge("pm_ok", "pi_1")).isEqualTo(captured("pm_ok"));
        assertThat(peer.posts()).isEqualTo(asked);
    }

    @Test
    void what_waits_for_somebody_is_cancelled_so_that_it_never_takes_money_later() {
        peer.makeNext("requires_action");
        assertThat(charge()).isEqualTo(new ChargeResult.Declined(DeclineCode.PAYMENT_DECLINED));
        assertThat(peer.made("payment_intent").getFirst()).containsEntry("status", "canceled");
    }

    @Test
    void what_the_payer_has_back_already_is_not_credited() {
        charge();
        peer.made("payment_intent")
                .getFirst()
                .put("latest_charge", Map.of("id", "ch_1", "object", "charge", "refunded", true));
        assertThat(charge("pm_ok", "pi_1")).isEqualTo(new ChargeResult.Declined(DeclineCode.PAYMENT_RETURNED));
    }

    @Test
    void a_refund_is_made_once_also_after_its_key_is_forgotten() {
        charge();
        Refund refund = new Refund("deposit/1/refund", "pi_1");
        peer.plan(Trouble.SILENCE_AFTER);
        assertThat(stripe.refund(refund)).isEqualTo(RefundResult.UNKNOWN);
        assertThat(stripe.refund(refund)).isEqualTo(RefundResult.REFUNDED);
        peer.forgetKeys();
        assertThat(stripe.refund(refund)).isEqualTo(RefundResult.REFUNDED);
        assertThat(peer.made("refund")).hasSize(1);
    }

    /** In the words of the release before the one that asks for the charge, which tells the card; its answer got lost. */
    private void chargedByAnEarlierRelease() throws Exception {
        String form = "amount=1000&currency=eur&payment_method=pm_ok&payment_method_types%5B0%5D=card&confirm=true"
                + "&error_on_requires_action=true"
                + "&metadata%5B" + StripeBooks.KEY + "%5D=deposit%2F1&metadata%5B" + StripeBooks.TENANT + "%5D=main";
        HttpRequest request = HttpRequest.newBuilder(peer.address().resolve("/v1/payment_intents"))
                .header("Idempotency-Key", "deposit/1")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_charge_that_an_earlier_release_asked_for_in_other_words_is_found_in_the_books_with_its_card()
            throws Exception {
        chargedByAnEarlierRelease();
        assertThat(charge()).isEqualTo(captured("pm_ok"));
        peer.made("payment_intent")
                .getFirst()
                .put(
                        "latest_charge",
                        Map.of(
                                "id",
                                "ch_1",
                                "object",
                                "charge",
                                "payment_method_details",
                                Map.of("card", Map.of("fingerprint", "Xt5EWLLDS7FJjR1c"))));
        assertThat(charge()).isEqualTo(captured("Xt5EWLLDS7FJjR1c"));
        assertThat(peer.made("payment_intent")).hasSize(1);
        assertThat(peer.posts()).as("Stripe refused each of ours").isEqualTo(3);
    }

    @Test
    void a_charge_of_an_earlier_release_that_the_search_does_not_know_yet_is_unknown_and_found_later()
            throws Exception {
        chargedByAnEarlierRelease();
        peer.searchIsLate();
        assertThat(charge()).isInstanceOf(ChargeResult.Unknown.class);
        clock.move(DAY);
        assertThat(charge()).isEqualTo(captured("pm_ok"));
        assertThat(peer.made("payment_intent")).hasSize(1);
    }

    @Test
    void a_card_is_known_by_its_fingerprint_and_nothing_shows_it() {
        charge();
        Map<String, Object> card = Map.of("fingerprint", "Xt5EWLLDS7FJjR1c");
        peer.made("payment_intent")
                .getFirst()
                .put(
                        "latest_charge",
                        Map.of("id", "ch_1", "object", "charge", "payment_method_details", Map.of("card", card)));
        assertThat(charge("pm_ok", "pi_1")).isEqualTo(captured("Xt5EWLLDS7FJjR1c"));
        assertThat(String.valueOf(charge("pm_ok", "pi_1"))).doesNotContain("Xt5EWLLDS7FJjR1c");
        Instrument instrument = new Instrument("Xt5EWLLDS7FJjR1c");
        assertThat(instrument.id("main", "stripe"))
                .isEqualTo(instrument.id("main", "stripe"))
                .isNotEqualTo(instrument.id("acme", "stripe"))
                .isNotEqualTo(instrument.id("main", "simulator"))
                .matches("[0-9a-f]{64}");
    }
}
