package dev.coffer.payment.provider.stripe;

import com.stripe.model.PaymentIntent;
import com.stripe.model.StripeSearchResult;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.PaymentIntentSearchParams;
import dev.coffer.payment.provider.Charge;
import dev.coffer.payment.provider.stripe.StripeBooks.Found;
import dev.coffer.payment.provider.stripe.StripeCalls.Answer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the PaymentIntent of a charge. Stripe's search finds one by its metadata whenever it was made, but a little late; its list
 * is never late, but may be long. Only what neither of them knows is not there.
 */
final class StripeChargeBooks {

    private final StripeCalls calls;
    private final StripeBooks books;

    StripeChargeBooks(StripeCalls calls, StripeBooks books) {
        this.calls = calls;
        this.books = books;
    }

    Found<PaymentIntent> find(Charge charge) {
        Found<PaymentIntent> searched = search(charge);
        if (!(searched instanceof Found.None<PaymentIntent>)) {
            return searched;
        }
        Found<PaymentIntent> listed = books.find(
                charge.tenantId(),
                charge.key(),
                (stripe, after) -> stripe.paymentIntents().list(since(charge.since(), after)));
        // The search has spoken for all of them.
        return listed instanceof Found.TooMany<PaymentIntent> ? searched : listed;
    }

    /** @return never TooMany */
    Found<PaymentIntent> search(Charge charge) {
        PaymentIntentSearchParams wanted = PaymentIntentSearchParams.builder()
                .setQuery("metadata['" + StripeBooks.KEY + "']:'" + escaped(charge.key()) + "'")
                .setLimit(StripeBooks.PAGE)
                .build();
        return switch (calls.ask(
                "a search for " + charge.key(),
                stripe -> stripe.paymentIntents().search(wanted))) {
            case Answer.Given<StripeSearchResult<PaymentIntent>>(StripeSearchResult<PaymentIntent> result) -> {
                PaymentIntent one = StripeBooks.ours(result.getData(), charge.tenantId(), charge.key());
                yield one == null ? new Found.None<>() : new Found.One<>(one);
            }
            case Answer.Unclear<StripeSearchResult<PaymentIntent>>(String why, boolean isRecorded) ->
                new Found.Unclear<>(why);
            case Answer.Invalid<StripeSearchResult<PaymentIntent>> no ->
                new Found.Unclear<>("Stripe does not search for this account.");
            case Answer.CardDeclined<StripeSearchResult<PaymentIntent>> no ->
                new Found.Unclear<>("Stripe does not search for this account.");
        };
    }

    private static PaymentIntentListParams since(Instant since, @Nullable String after) {
        PaymentIntentListParams.Builder wanted = PaymentIntentListParams.builder()
                .setLimit(StripeBooks.PAGE)
                .setCreated(PaymentIntentListParams.Created.builder()
                        .setGte(StripeAge.earliest(since))
                        .build());
        return (after == null ? wanted : wanted.setStartingAfter(after)).build();
    }

    private static String escaped(String key) {
        return key.replace("\\", "\\\\").replace("'", "\\'");
    }
}
