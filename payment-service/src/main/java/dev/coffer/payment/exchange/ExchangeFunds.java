package dev.coffer.payment.exchange;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.HouseAccount;
import dev.coffer.payment.ledger.Idempotency;
import dev.coffer.payment.ledger.LedgerRefusal;
import dev.coffer.payment.ledger.Pocket;
import dev.coffer.payment.ledger.Post;
import dev.coffer.payment.ledger.PostResult;
import dev.coffer.payment.ledger.TransferType;
import dev.coffer.payment.ledger.Transfers;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.ledger.WalletRef;
import dev.coffer.payment.transfer.Mode;
import dev.coffer.payment.wallet.FindWallets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Converts money between two wallets of the caller, in one booking. First the key takes a quote for itself, for ever; then what
 * that quote says is booked under that key. So a repeat, after whatever broke in between, books what the first would have.
 */
final class ExchangeFunds {

    private final FindWallets wallets;
    private final MakeQuote makeQuote;
    private final Quotes quotes;
    private final Bookings bookings;
    private final Transfers transfers;
    private final Clock clock;

    ExchangeFunds(
            FindWallets wallets,
            MakeQuote makeQuote,
            Quotes quotes,
            Bookings bookings,
            Transfers transfers,
            Clock clock) {
        this.wallets = wallets;
        this.makeQuote = makeQuote;
        this.quotes = quotes;
        this.bookings = bookings;
        this.transfers = transfers;
        this.clock = clock;
    }

    /** By what the exchange goes. */
    sealed interface Terms {
        /** What was quoted before. */
        record Quoted(String quoteId) implements Terms {}

        /** The rate of the moment. @param toWalletId of the caller's; it says into what is converted */
        record AtOnce(Money amount, String toWalletId) implements Terms {}
    }

    /**
     * @param fromWalletId null for the caller's main wallet in the currency that is sold
     * @param toWalletId null for the caller's main wallet in the currency that is bought
     * @param key the client's
     * @param mode whether it is only looked at: then no quote is used up, and none made
     */
    record Order(
            Caller caller,
            Terms terms,
            @Nullable String fromWalletId,
            @Nullable String toWalletId,
            String key,
            Mode mode) {}

    /**
     * What the ledger answers, a refusal too, stands for all repeats. Other refusals are not remembered.
     *
     * @throws CodedException NOT_FOUND when the quote or a wallet is not there, or is not the caller's; UNAVAILABLE
     */
    ExchangeResult exchange(Order order) {
        Idempotency idempotency = idempotency(order);
        return switch (take(order, idempotency.key())) {
            case Taken.Refused(ExchangeResult.Refused refused) -> refused;
            case Taken.ByUs(Quote quote) -> {
                // A key that took its quote long ago and never got to its booking does not book at the rate of then.
                boolean isLate = quote.isOver(clock.instant())
                        && transfers.findByKey(quote.tenantId(), idempotency.key()) == null;
                yield isLate
                        ? ExchangeResult.Refused.of(ExchangeRefusal.QUOTE_EXPIRED)
                        : book(order, quote, idempotency);
            }
        };
    }

    private sealed interface Taken {
        record ByUs(Quote quote) implements Taken {}

        record Refused(ExchangeResult.Refused refused) implements Taken {

            static Refused of(ExchangeRefusal why) {
                return new Refused(ExchangeResult.Refused.of(why));
            }

            static Refused keyReused() {
                return new Refused(ExchangeResult.Refused.of(LedgerRefusal.IDEMPOTENCY_KEY_REUSED));
            }
        }
    }

    private Taken take(Order order, String key) {
        return switch (order.terms()) {
            case Terms.Quoted(String quoteId) -> takeQuoted(order, quoteId, key);
            case Terms.AtOnce(Money amount, String toWalletId) -> {
                Currency to = wallets.own(order.caller(), toWalletId, "input.toWalletId")
                        .currency();
                yield takeAtOnce(order, amount, to, key);
            }
        };
    }

    private Taken takeQuoted(Order order, String quoteId, String key) {
        Caller caller = order.caller();
        Quote found = quotes.find(caller.tenantId(), caller.userId(), quoteId);
        if (found == null) {
            throw new CodedException(
                    CommonError.NOT_FOUND,
                    "There is no quote " + quoteId + ", or it is not yours.",
                    "input.quoteId",
                    null);
        }
        Quote now = found.key() == null ? use(found, key, order.mode()) : found;
        if (now == null) {
            return Taken.Refused.keyReused();
        }
        if (key.equals(now.key())) {
            return new Taken.ByUs(now);
        }
        return Taken.Refused.of(now.key() == null ? ExchangeRefusal.QUOTE_EXPIRED : ExchangeRefusal.QUOTE_USED);
    }

    /** As {@link Quotes#use}, which a dry run only thinks through. */
    private @Nullable Quote use(Quote quote, String key, Mode mode) {
        if (mode == Mode.FOR_REAL) {
            return quotes.use(quote, key, clock.instant());
        }
        if (quotes.usedBy(quote.tenantId(), key) != null) {
            return null;
        }
        return quote.isOver(clock.instant()) ? quote : quote.usedBy(key);
    }

    private Taken takeAtOnce(Order order, Money amount, Currency to, String key) {
        Caller caller = order.caller();
        Quote before = quotes.usedBy(caller.tenantId(), key);
        if (before == null) {
            switch (makeQuote.work(caller, amount, to, key)) {
                case MakeQuote.Answer.Refused(ExchangeRefusal why) -> {
                    return Taken.Refused.of(why);
                }
                case MakeQuote.Answer.Quoted(Quote quote) -> {
                    if (order.mode() == Mode.DRY_RUN || quotes.insert(quote)) {
                        return new Taken.ByUs(quote);
                    }
                    // The same request at another replica was first.
                    before = Objects.requireNonNull(quotes.usedBy(caller.tenantId(), key));
                }
            }
        }
        boolean isSame =
                before.sold().equals(amount) && before.bought().currency().equals(to);
        return isSame ? new Taken.ByUs(before) : Taken.Refused.keyReused();
    }

    private ExchangeResult book(Order order, Quote quote, Idempotency idempotency) {
        Caller caller = order.caller();
        Wallet from = wallet(caller, order.fromWalletId(), quote.sold().currency(), "input.fromWalletId");
        Wallet to = wallet(caller, order.toWalletId(), quote.bought().currency(), "input.toWalletId");
        Post post = new Post(
                caller.tenantId(),
                idempotency,
                TransferType.EXCHANGE,
                legs(quote, WalletRef.id(from.id()), WalletRef.id(to.id())),
                null,
                Map.of("quote", quote.id(), "rate", quote.rate()));
        return switch (order.mode().carryOut(bookings, post)) {
            case PostResult.Posted posted -> new ExchangeResult.Exchanged(posted.transfer(), quote);
            case PostResult.Refused refused -> new ExchangeResult.Refused(refused.code(), refused.message());
        };
    }

    /** The house buys the one currency and sells the other; what it keeps of that is a fee. Each currency sums to zero. */
    private static List<Post.Leg> legs(Quote quote, WalletRef from, WalletRef to) {
        WalletRef house = WalletRef.house(HouseAccount.FX);
        List<Post.Leg> legs = new ArrayList<>();
        legs.add(new Post.Leg(from, house, quote.sold(), Pocket.REAL, TransferType.EXCHANGE));
        legs.add(new Post.Leg(house, to, quote.bought(), Pocket.REAL, TransferType.EXCHANGE));
        if (quote.spread().isPositive()) {
            WalletRef fees = WalletRef.house(HouseAccount.FEES);
            legs.add(new Post.Leg(house, fees, quote.spread(), Pocket.REAL, TransferType.FEE));
        }
        return legs;
    }

    private Wallet wallet(Caller caller, @Nullable String walletId, Currency currency, String field) {
        if (walletId != null) {
            return wallets.own(caller, walletId, field);
        }
        Wallet main = wallets.main(caller.tenantId(), caller.userId(), currency);
        if (main == null) {
            throw new CodedException(
                    CommonError.NOT_FOUND,
                    "You have no main wallet in " + currency + "; open one or name another wallet.",
                    field,
                    null);
        }
        return main;
    }

    private static Idempotency idempotency(Order order) {
        List<String> fields = new ArrayList<>(List.of("exchange"));
        switch (order.terms()) {
            case Terms.Quoted(String quoteId) -> fields.addAll(List.of("quote", quoteId));
            case Terms.AtOnce(Money amount, String toWalletId) ->
                fields.addAll(List.of(
                        "amount",
                        Long.toString(amount.minor()),
                        amount.currency().code()));
        }
        fields.add(Objects.requireNonNullElse(order.fromWalletId(), ""));
        fields.add(Objects.requireNonNullElse(order.toWalletId(), ""));
        return Idempotency.of("user:" + order.caller().userId(), order.key(), fields.toArray(String[]::new));
    }
}
