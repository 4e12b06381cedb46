package dev.coffer.payment.ledger;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The wallets to load before a batch can be decided: those that the cache lacks, and every wallet that is asked for by
 * {@link OpenWallet}, because it is answered as it is and must not be out of date.
 */
record Needs(Set<String> walletIds, Set<OpenWallet> identities) {

    /** So that a clock which goes back afterwards never decides about a wallet that was not looked for. */
    private static final Instant BEFORE_ANY_EXPIRY = Instant.MIN;

    static Needs of(List<Pending> batch, Map<Book.Key, Book.Decided> decided, Subjects subjects, WalletCache cache) {
        Needs needs = new Needs(new HashSet<>(), new HashSet<>());
        for (Pending pending : batch) {
            switch (pending) {
                case Pending.PendingOpen open -> needs.identities.add(open.command());
                case Pending.PendingStatus status -> needs.add(status.command().walletId(), cache);
                case Pending.PendingPost post -> {}
                case Pending.PendingChain chain -> {}
                case Pending.PendingUsage usage -> {}
            }
            for (Keyed booking : pending.bookings()) {
                if (!decided.containsKey(Book.Key.of(booking))) {
                    switch (Draft.of(booking, subjects, BEFORE_ANY_EXPIRY)) {
                        case Draft.Bookable draft -> needs.add(draft.post(), cache);
                        case Draft.OfWallet(SetCreditLimit set) -> needs.add(set.walletId(), cache);
                        case Draft.Impossible impossible -> {}
                    }
                }
            }
        }
        return needs;
    }

    private void add(Post post, WalletCache cache) {
        for (Post.Leg leg : post.legs()) {
            add(leg.from().wallet(), post, leg, cache);
            add(leg.to().wallet(), post, leg, cache);
        }
    }

    private void add(WalletRef ref, Post post, Post.Leg leg, WalletCache cache) {
        switch (ref) {
            case WalletRef.ById byId -> add(byId.walletId(), cache);
            case WalletRef.OfHouse house -> {
                OpenWallet identity = post.identity(house, leg);
                if (cache.wallet(identity) == null) {
                    identities.add(identity);
                }
            }
        }
    }

    private void add(String walletId, WalletCache cache) {
        if (cache.wallet(walletId) == null) {
            walletIds.add(walletId);
        }
    }

    boolean isEmpty() {
        return walletIds.isEmpty() && identities.isEmpty();
    }
}
