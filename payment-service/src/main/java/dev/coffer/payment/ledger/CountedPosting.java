package dev.coffer.payment.ledger;

import dev.coffer.core.ids.Ids;
import dev.coffer.core.money.Money;
import dev.coffer.payment.usage.CountUsage;
import dev.coffer.payment.usage.Counted;
import dev.coffer.payment.usage.Counting;
import dev.coffer.payment.usage.Tally;
import dev.coffer.payment.usage.Usage;
import dev.coffer.payment.usage.Verdict;
import java.time.Instant;
import java.util.Objects;

/** The decision of a booking that counts towards somebody's limits: what they allow, and then what the wallets allow. */
final class CountedPosting {

    private CountedPosting() {}

    static Decision decide(LedgerState state, Draft.Bookable draft, Counting counting, Instant at, Ids ids) {
        Usage before = UsageDecision.before(state, draft.post().tenantId(), counting.userId());
        Verdict verdict = switch (counting) {
            case Counted counted -> CountUsage.count(before, counted, at);
            case Tally tally -> CountUsage.giveBack(before, tally, at);
        };
        return switch (verdict) {
            case Verdict.Refused refused -> refusal(refused);
            case Verdict.Fits fits -> book(state, draft, fits, at, ids);
        };
    }

    private static Decision book(LedgerState state, Draft.Bookable draft, Verdict.Fits fits, Instant at, Ids ids) {
        Decision decision = new Posting(state, draft.post(), fits.tally(), at, ids).decide(draft.completion());
        if (!(decision instanceof Decision.Booking booking)) {
            return decision;
        }
        if (draft.counting() instanceof Counted counted) {
            Verdict.Refused tooMuch = CountUsage.balance(fits.usage(), counted, credited(draft.post(), booking));
            if (tooMuch != null) {
                return refusal(tooMuch);
            }
        }
        return booking.withUsage(fits.usage());
    }

    /** What the pocket that the principal leg pays into holds afterwards. */
    private static Money credited(Post post, Decision.Booking booking) {
        String walletId = Objects.requireNonNull(booking.transfer()).to().walletId();
        Wallet wallet = booking.wallets().stream()
                .filter(touched -> touched.id().equals(walletId))
                .findFirst()
                .orElseThrow();
        Pockets.Balance balance =
                wallet.pockets().of(post.legs().getFirst().to().pocket());
        return new Money(balance.available() + balance.held(), wallet.currency());
    }

    static Decision.Refusal refusal(Verdict.Refused refused) {
        return new Decision.Refusal(LedgerRefusal.of(refused.reason()), refused.message(), refused.retryAfterSeconds());
    }
}
