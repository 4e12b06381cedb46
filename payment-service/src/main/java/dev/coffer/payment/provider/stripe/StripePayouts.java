package dev.coffer.payment.provider.stripe;

import com.stripe.model.HasId;
import com.stripe.model.MetadataStore;
import com.stripe.param.PayoutCreateParams;
import com.stripe.param.PayoutListParams;
import dev.coffer.payment.provider.Payout;
import dev.coffer.payment.provider.PayoutRefusal;
import dev.coffer.payment.provider.PayoutResult;
import dev.coffer.payment.provider.stripe.StripeBooks.Found;
import dev.coffer.payment.provider.stripe.StripeCalls.Answer;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pays out: to a connected account, {@code acct_...}, by a Transfer, which is there at once; to any other destination by a Payout, of
 * which Stripe says days later what became of it. Once its key may be forgotten it is looked for, never made.
 */
final class StripePayouts {

    private static final Logger LOG = LoggerFactory.getLogger(StripePayouts.class);
    private static final Set<String> NO_SUCH_ACCOUNT = Set.of(
            "account_closed",
            "incorrect_account_holder_details",
            "incorrect_account_holder_name",
            "incorrect_account_type",
            "invalid_account_number",
            "invalid_account_number_length",
            "no_account");

    private final StripeCalls calls;
    private final StripeBooks books;
    private final StripeTransfers transfers;
    private final StripeAge age;

    StripePayouts(StripeCalls calls, StripeBooks books, StripeTransfers transfers, StripeAge age) {
        this.calls = calls;
        this.books = books;
        this.transfers = transfers;
        this.age = age;
    }

    PayoutResult payout(Payout payout) {
        Long amount = StripeAmounts.toPayOut(payout.amount());
        if (amount == null) {
            return new PayoutResult.Refused(PayoutRefusal.PAYOUT_NOT_SUPPORTED);
        }
        return StripeTransfers.isFor(payout)
                ? pay(payout, transfers.way(payout, amount))
                : pay(payout, way(payout, amount));
    }

    /** The requests by which one kind of payout is made. */
    record Way<T extends HasId & MetadataStore<T>>(
            StripeCalls.Call<T> make,
            Function<String, StripeCalls.Call<T>> read,
            StripeBooks.Pages<T> list,
            Function<T, PayoutResult> outcome) {}

    private <T extends HasId & MetadataStore<T>> PayoutResult pay(Payout payout, Way<T> way) {
        if (payout.reference() != null) {
            return read(payout, way, payout.reference());
        }
        if (!age.isKeyKept(payout.since())) {
            return lookUp(payout, way);
        }
        return switch (calls.ask(payout.key(), way.make())) {
            // What is said again is what was said first.
            case Answer.Given<T>(T made) -> settle(payout, way, made);
            case Answer.Invalid<T>(String code, String parameter) -> refused(parameter);
            case Answer.CardDeclined<T> declined -> new PayoutResult.Refused(PayoutRefusal.PAYOUT_REFUSED);
            case Answer.Unclear<T>(String why, boolean isRecorded) ->
                isRecorded && find(payout, way) instanceof Found.One<T>(T one)
                        ? settle(payout, way, one)
                        : new PayoutResult.Unknown(why);
        };
    }

    private static PayoutResult refused(String parameter) {
        return new PayoutResult.Refused(
                switch (parameter) {
                    case "destination" -> PayoutRefusal.PAYOUT_DESTINATION_INVALID;
                    case "currency", "amount" -> PayoutRefusal.PAYOUT_NOT_SUPPORTED;
                    default -> PayoutRefusal.PAYOUT_REFUSED;
                });
    }

    private <T extends HasId & MetadataStore<T>> PayoutResult read(Payout payout, Way<T> way, String id) {
        return switch (calls.ask(payout.key(), way.read().apply(id))) {
            case Answer.Given<T>(T one) -> settle(payout, way, one);
            case Answer.Unclear<T>(String why, boolean isRecorded) -> new PayoutResult.Unknown(why);
            case Answer.Invalid<T> no -> new PayoutResult.Unknown("Stripe does not show " + id + '.');
            case Answer.CardDeclined<T> no -> new PayoutResult.Unknown("Stripe does not show " + id + '.');
        };
    }

    private <T extends HasId & MetadataStore<T>> PayoutResult lookUp(Payout payout, Way<T> way) {
        return switch (find(payout, way)) {
            case Found.One<T>(T one) -> settle(payout, way, one);
            case Found.None<T> none ->
                age.isComplete(payout.since())
                        ? new PayoutResult.Refused(PayoutRefusal.PAYOUT_NOT_MADE)
                        : new PayoutResult.Unknown("It is not in Stripe's books, which may not be complete yet.");
            case Found.TooMany<T> many -> new PayoutResult.Unknown("There are too many payouts to look through.");
            case Found.Unclear<T>(String why) -> new PayoutResult.Unknown(why);
        };
    }

    private <T extends HasId & MetadataStore<T>> Found<T> find(Payout payout, Way<T> way) {
        return books.find(payout.tenantId(), payout.key(), way.list());
    }

    private static <T extends HasId & MetadataStore<T>> PayoutResult settle(Payout payout, Way<T> way, T one) {
        if (!StripeBooks.isOurs(one, payout.tenantId(), payout.key())) {
            LOG.error("Stripe's {} is not what {} asked for: look at both", one.getId(), payout.key());
            return new PayoutResult.Unknown("Stripe has something else under this key.");
        }
        return way.outcome().apply(one);
    }

    private static Way<com.stripe.model.Payout> way(Payout payout, long amount) {
        String destination = payout.destination().reference();
        PayoutCreateParams wanted = PayoutCreateParams.builder()
                .setAmount(amount)
                .setCurrency(payout.amount().currency().code().toLowerCase(Locale.ROOT))
                .setDestination(destination)
                .putMetadata(StripeBooks.KEY, payout.key())
                .putMetadata(StripeBooks.TENANT, payout.tenantId())
                .build();
        return new Way<>(
                stripe -> stripe.payouts().create(wanted, StripeCalls.under(payout.key())),
                id -> stripe -> stripe.payouts().retrieve(id),
                (stripe, after) -> stripe.payouts().list(list(payout, after)),
                StripePayouts::outcome);
    }

    private static PayoutListParams list(Payout payout, @Nullable String after) {
        PayoutListParams.Builder wanted = PayoutListParams.builder()
                .setDestination(payout.destination().reference())
                .setLimit(StripeBooks.PAGE)
                .setCreated(PayoutListParams.Created.builder()
                        .setGte(StripeAge.earliest(payout.since()))
                        .build());
        return (after == null ? wanted : wanted.setStartingAfter(after)).build();
    }

    private static PayoutResult outcome(com.stripe.model.Payout payout) {
        return switch (Objects.requireNonNullElse(payout.getStatus(), "")) {
            case "paid" -> new PayoutResult.Paid(payout.getId());
            case "failed", "canceled" -> new PayoutResult.Refused(refusal(payout.getFailureCode()));
            default -> new PayoutResult.Accepted(payout.getId());
        };
    }

    /** @param code as Stripe says why a payout failed; null where it does not */
    static PayoutRefusal refusal(@Nullable String code) {
        return code != null && NO_SUCH_ACCOUNT.contains(code)
                ? PayoutRefusal.PAYOUT_DESTINATION_INVALID
                : PayoutRefusal.PAYOUT_REFUSED;
    }
}
