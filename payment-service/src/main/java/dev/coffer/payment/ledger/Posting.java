package dev.coffer.payment.ledger;

import dev.coffer.core.ids.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The decision of one {@link Post}: works on copies, so that a refusal at any leg leaves nothing behind. Used once. */
final class Posting {

    private final LedgerState state;
    private final Post command;
    private final Ids ids;
    private final Map<String, Wallet> touched = new LinkedHashMap<>();
    private final List<Wallet> opened = new ArrayList<>();
    private Instant at;

    Posting(LedgerState state, Post command, Instant at, Ids ids) {
        this.state = state;
        this.command = command;
        this.at = at;
        this.ids = ids;
    }

    Decision decide() {
        List<Move> moves = new ArrayList<>();
        for (Post.Leg leg : command.legs()) {
            Wallet from = resolve(leg.from(), leg);
            Wallet to = resolve(leg.to(), leg);
            if (from == null || to == null) {
                return notFound(from == null ? leg.from() : leg.to());
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

    private static Decision.@Nullable Refusal check(Post.Leg leg, Wallet from, Wallet to) {
        if (!leg.amount().isPositive()) {
            return new Decision.Refusal(
                    LedgerRefusal.AMOUNT_NOT_POSITIVE, "An amount of " + leg.amount() + " cannot be moved.");
        }
        if (from.id().equals(to.id())) {
            return new Decision.Refusal(LedgerRefusal.SAME_WALLET, "Wallet " + from.id() + " cannot pay to itself.");
        }
        Decision.Refusal refusal = check(leg, from);
        return refusal != null ? refusal : check(leg, to);
    }

    private static Decision.@Nullable Refusal check(Post.Leg leg, Wallet wallet) {
        if (!wallet.currency().equals(leg.amount().currency())) {
            return new Decision.Refusal(
                    LedgerRefusal.CURRENCY_MISMATCH,
                    "Wallet " + wallet.id() + " is in " + wallet.currency() + ", not in "
                            + leg.amount().currency() + ".");
        }
        return switch (wallet.status()) {
            case OPEN -> null;
            case FROZEN -> new Decision.Refusal(LedgerRefusal.WALLET_FROZEN, "Wallet " + wallet.id() + " is frozen.");
            case CLOSED -> new Decision.Refusal(LedgerRefusal.WALLET_CLOSED, "Wallet " + wallet.id() + " is closed.");
        };
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
        return new Decision.Booking(
                opened, List.copyOf(touched.values()), transfer(transferId, moves.getFirst(), entries));
    }

    private Decision.@Nullable Refusal apply(Move move, String transferId, List<Entry> entries) {
        Post.Leg leg = move.leg();
        long amount = leg.amount().minor();
        Wallet from = known(move.from());
        long available = from.pockets().of(leg.pocket()).available();
        if (!from.allowNegative() && available < amount) {
            return new Decision.Refusal(
                    LedgerRefusal.INSUFFICIENT_FUNDS,
                    "Wallet " + from.id() + " has " + from.available(leg.pocket()) + " available, and " + leg.amount()
                            + " is needed.");
        }
        Wallet to = known(move.to());
        if (overflows(available, -amount)
                || overflows(to.pockets().of(leg.pocket()).available(), amount)) {
            return new Decision.Refusal(
                    LedgerRefusal.BALANCE_OVERFLOW,
                    "Moving " + leg.amount() + " would take a balance beyond what a wallet can hold.");
        }
        entries.add(enter(from, transferId, leg, -amount));
        entries.add(enter(to, transferId, leg, amount));
        return null;
    }

    private Entry enter(Wallet wallet, String transferId, Post.Leg leg, long amount) {
        Entry entry = Entry.next(wallet, transferId, leg.pocket(), amount, leg.kind(), at);
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
                principal.leg().amount(),
                principal.leg().pocket(),
                entries,
                touched.values().stream()
                        .map(wallet -> new Transfer.Party(wallet.id(), wallet.owner(), wallet.version()))
                        .toList(),
                command.idempotency(),
                command.reason(),
                command.metadata(),
                at);
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
