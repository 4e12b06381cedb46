package dev.coffer.payment.ledger;

import dev.coffer.core.ids.Ids;
import dev.coffer.core.money.Money;
import dev.coffer.payment.usage.Tally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The decision of one {@link Post}: works on copies, so that a refusal at any leg leaves nothing behind. Used once. */
final class Posting {

    private final LedgerState state;
    private final Post command;
    private final @Nullable Tally tally;
    private final Ids ids;
    private final Map<String, Wallet> touched = new LinkedHashMap<>();
    private final List<Wallet> opened = new ArrayList<>();
    private Instant at;

    /** @param tally what it counts; null for nothing */
    Posting(LedgerState state, Post command, @Nullable Tally tally, Instant at, Ids ids) {
        this.state = state;
        this.command = command;
        this.tally = tally;
        this.at = at;
        this.ids = ids;
    }

    /** @param completion adds what changes beside the booking */
    Decision decide(UnaryOperator<Decision.Booking> completion) {
        Decision decision = decide();
        return decision instanceof Decision.Booking booking ? completion.apply(booking) : decision;
    }

    private Decision decide() {
        List<Move> moves = new ArrayList<>();
        for (Post.Leg leg : command.legs()) {
            Wallet from = resolve(leg.from().wallet(), leg);
            Wallet to = resolve(leg.to().wallet(), leg);
            if (from == null || to == null) {
                return notFound((from == null ? leg.from() : leg.to()).wallet());
            }
            Decision.Refusal refusal = check(leg, from, to);
            if (refusal != null) {
                return refusal;
            }
            moves.add(new Move(leg, from.id(), to.id()));
        }
        return book(moves);
    }

    private record Move(Post.Leg leg, String from, String to) {}

    /** Null when there is no such wallet in the command's tenant. Notes the wallet and how late its last entry is. */
    private @Nullable Wallet resolve(WalletRef ref, Post.Leg leg) {
        Wallet wallet = switch (ref) {
            case WalletRef.ById byId -> byId(byId.walletId());
            case WalletRef.OfHouse house -> house(command.identity(house, leg));
        };
        if (wallet == null || !wallet.tenantId().equals(command.tenantId())) {
            return null;
        }
        touched.putIfAbsent(wallet.id(), wallet);
        if (wallet.changedAt().isAfter(at)) {
            at = wallet.changedAt();
        }
        return wallet;
    }

    private @Nullable Wallet byId(String walletId) {
        Wallet wallet = touched.get(walletId);
        return wallet != null ? wallet : state.wallet(walletId);
    }

    private Wallet house(OpenWallet identity) {
        Wallet wallet = state.wallet(identity);
        if (wallet != null) {
            return wallet;
        }
        for (Wallet candidate : opened) {
            if (candidate.owner().equals(identity.owner())
                    && candidate.currency().equals(identity.currency())) {
                return candidate;
            }
        }
        Wallet fresh = Wallet.open(ids.next(), identity, at);
        opened.add(fresh);
        return fresh;
    }

    private Decision.@Nullable Refusal check(Post.Leg leg, Wallet from, Wallet to) {
        if (!leg.amount().isPositive() && !isOfNothing(leg)) {
            return new Decision.Refusal(
                    LedgerRefusal.AMOUNT_NOT_POSITIVE, "An amount of " + leg.amount() + " cannot be moved.");
        }
        if (from.id().equals(to.id())
                && leg.from().pocket() == leg.to().pocket()
                && leg.from().part() == leg.to().part()) {
            return new Decision.Refusal(LedgerRefusal.SAME_WALLET, "Wallet " + from.id() + " cannot pay to itself.");
        }
        Decision.Refusal refusal = check(leg, from);
        return refusal != null ? refusal : check(leg, to);
    }

    /** A bet that is settled without a win is an entry of nothing, and so is a bonus that ends with nothing left. */
    private static boolean isOfNothing(Post.Leg leg) {
        return (leg.kind() == TransferType.WIN || leg.kind() == TransferType.BONUS_LOCK)
                && leg.amount().isZero();
    }

    private Decision.@Nullable Refusal check(Post.Leg leg, Wallet wallet) {
        if (!wallet.currency().equals(leg.amount().currency())) {
            return new Decision.Refusal(
                    LedgerRefusal.CURRENCY_MISMATCH,
                    "Wallet " + wallet.id() + " is in " + wallet.currency() + ", not in "
                            + leg.amount().currency() + ".");
        }
        return switch (wallet.status()) {
            case OPEN -> null;
            case FROZEN ->
                leg.kind() == TransferType.RELEASE || isOfNothing(leg) || hasLeft(leg) || endsBonus(leg)
                        ? null
                        : new Decision.Refusal(LedgerRefusal.WALLET_FROZEN, "Wallet " + wallet.id() + " is frozen.");
            case CLOSED -> new Decision.Refusal(LedgerRefusal.WALLET_CLOSED, "Wallet " + wallet.id() + " is closed.");
        };
    }

    /** What was set aside for a withdrawal is captured when it has been paid out: the book says so whatever the wallet's status. */
    private boolean hasLeft(Post.Leg leg) {
        return command.type() == TransferType.WITHDRAWAL && leg.from().part() == Part.HELD;
    }

    /** A bonus ends whatever the wallet's status: nothing of it can leave a frozen wallet but back to the house. */
    private static boolean endsBonus(Post.Leg leg) {
        return leg.kind() == TransferType.BONUS_LOCK || leg.kind() == TransferType.BONUS_CLOSE;
    }

    private Decision book(List<Move> moves) {
        String transferId = ids.next();
        List<Entry> entries = new ArrayList<>(2 * moves.size());
        for (Move move : moves) {
            Decision.Refusal refusal = apply(move, transferId, entries);
            if (refusal != null) {
                return refusal;
            }
        }
        touched.replaceAll((id, wallet) -> wallet.withVersion(wallet.version() + 1));
        return Decision.Booking.of(
                opened, List.copyOf(touched.values()), transfer(transferId, moves.getFirst(), entries));
    }

    private Decision.@Nullable Refusal apply(Move move, String transferId, List<Entry> entries) {
        Post.Leg leg = move.leg();
        long amount = leg.amount().minor();
        Wallet from = known(move.from());
        Place source = leg.from();
        long balance = from.pockets().of(source.pocket()).of(source.part());
        boolean mayGoBelowZero = from.allowNegative() && source.part() == Part.AVAILABLE;
        long spendable = source.part() == Part.AVAILABLE ? from.spendable(source.pocket()) : balance;
        if (!mayGoBelowZero && spendable < amount && !leavesWhatWasThere(from, source, balance, amount)) {
            return insufficient(from, source, balance, spendable, leg.amount());
        }
        if (overflows(balance, -amount) || overflows(known(move.to()), move)) {
            return new Decision.Refusal(
                    LedgerRefusal.BALANCE_OVERFLOW,
                    "Moving " + leg.amount() + " would take a balance beyond what a wallet can hold.");
        }
        entries.add(enter(from, transferId, leg, source, -amount));
        entries.add(enter(known(move.to()), transferId, leg, leg.to(), amount));
        return null;
    }

    /**
     * A wallet that is drawn beyond a limit which was lowered takes in what comes, also where a fee goes off it: no leg may leave
     * less there than the booking found. Asked only where a refusal is near.
     */
    private boolean leavesWhatWasThere(Wallet from, Place source, long balance, long amount) {
        Wallet before = state.wallet(from.id());
        return before != null
                && !overflows(balance, -amount)
                && balance - amount >= before.pockets().of(source.pocket()).of(source.part());
    }

    private static Decision.Refusal insufficient(
            Wallet from, Place source, long balance, long spendable, Money needed) {
        String credit = spendable == balance ? "" : " and a credit limit of " + from.creditLimit();
        return new Decision.Refusal(
                LedgerRefusal.INSUFFICIENT_FUNDS,
                "Wallet " + from.id() + " has " + new Money(balance, from.currency()) + ' ' + name(source.part())
                        + credit + ", and " + needed + " is needed.");
    }

    /** A pocket's two parts together are kept within bounds, so that what is set aside can always come back. */
    private static boolean overflows(Wallet to, Move move) {
        Place place = move.leg().to();
        Pockets.Balance balance = to.pockets().of(place.pocket());
        long amount = move.leg().amount().minor();
        boolean isWithinPocket =
                move.from().equals(move.to()) && move.leg().from().pocket() == place.pocket();
        return overflows(balance.of(place.part()), amount)
                || (!isWithinPocket && overflows(balance.available() + balance.held(), amount));
    }

    private static String name(Part part) {
        return switch (part) {
            case AVAILABLE -> "available";
            case HELD -> "set aside";
        };
    }

    private Entry enter(Wallet wallet, String transferId, Post.Leg leg, Place place, long amount) {
        Entry entry = Entry.next(wallet, transferId, place.pocket(), place.part(), amount, leg.kind(), at);
        touched.put(wallet.id(), wallet.after(entry));
        return entry;
    }

    private static boolean overflows(long balance, long change) {
        long sum = balance + change;
        return ((balance ^ sum) & (change ^ sum)) < 0;
    }

    private Transfer transfer(String id, Move principal, List<Entry> entries) {
        return new Transfer(
                id,
                command.tenantId(),
                command.type(),
                principal(principal.leg()),
                principal.leg().from().pocket(),
                entries,
                touched.values().stream()
                        .map(wallet -> new Transfer.Party(wallet.id(), wallet.owner(), wallet.version()))
                        .toList(),
                command.idempotency(),
                command.reason(),
                command.metadata(),
                command.links(),
                tally,
                at);
    }

    /** A bet's money moves between the same wallets from and to several pockets, and so does what a bonus leaves: what it is about is all of it. */
    private Money principal(Post.Leg first) {
        return command.links().betId() == null && command.type() != TransferType.BONUS_CLOSE
                ? first.amount()
                : command.legs().stream()
                        .filter(leg -> leg.from().wallet().equals(first.from().wallet()))
                        .map(Post.Leg::amount)
                        .reduce(Money.zero(first.amount().currency()), Money::plus);
    }

    private Wallet known(String walletId) {
        Wallet wallet = touched.get(walletId);
        if (wallet == null) {
            throw new IllegalStateException("Wallet " + walletId + " was not resolved");
        }
        return wallet;
    }

    private static Decision.Refusal notFound(WalletRef ref) {
        String what = ref instanceof WalletRef.ById byId ? byId.walletId() : ref.toString();
        return new Decision.Refusal(
                LedgerRefusal.WALLET_NOT_FOUND, "There is no wallet " + what + ", or it is not yours.");
    }
}
