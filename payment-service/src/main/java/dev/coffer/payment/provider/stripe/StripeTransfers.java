package dev.coffer.payment.provider.stripe;

import com.stripe.model.Transfer;
import com.stripe.param.TransferCreateParams;
import com.stripe.param.TransferListParams;
import dev.coffer.payment.provider.Payout;
import dev.coffer.payment.provider.PayoutRefusal;
import dev.coffer.payment.provider.PayoutResult;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a connected account is paid. */
final class StripeTransfers {

    private static final String ACCOUNT = "acct_";

    static boolean isFor(Payout payout) {
        return payout.destination().reference().startsWith(ACCOUNT);
    }

    StripePayouts.Way<Transfer> way(Payout payout, long amount) {
        TransferCreateParams wanted = TransferCreateParams.builder()
                .setAmount(amount)
                .setCurrency(payout.amount().currency().code().toLowerCase(Locale.ROOT))
                .setDestination(payout.destination().reference())
                .putMetadata(StripeBooks.KEY, payout.key())
                .putMetadata(StripeBooks.TENANT, payout.tenantId())
                .build();
        return new StripePayouts.Way<>(
                stripe -> stripe.transfers().create(wanted, StripeCalls.under(payout.key())),
                id -> stripe -> stripe.transfers().retrieve(id),
                (stripe, after) -> stripe.transfers().list(list(payout, after)),
                StripeTransfers::outcome);
    }

    private static TransferListParams list(Payout payout, @Nullable String after) {
        TransferListParams.Builder wanted = TransferListParams.builder()
                .setDestination(payout.destination().reference())
                .setLimit(StripeBooks.PAGE)
                .setCreated(TransferListParams.Created.builder()
                        .setGte(StripeAge.earliest(payout.since()))
                        .build());
        return (after == null ? wanted : wanted.setStartingAfter(after)).build();
    }

    private static PayoutResult outcome(Transfer transfer) {
        return Boolean.TRUE.equals(transfer.getReversed())
                ? new PayoutResult.Refused(PayoutRefusal.PAYOUT_REFUSED)
                : new PayoutResult.Paid(transfer.getId());
    }
}
