package dev.coffer.payment.live;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.ledger.WalletOwner;
import dev.coffer.payment.ledger.Wallets;
import dev.coffer.payment.wallet.FindWallets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * Tells users how their wallets stand, whenever that changes. The latest state wins: of several changes in a short time only the last
 * may be told. While changes could not be heard nothing is told, and afterwards every wallet that changed meanwhile.
 */
final class FollowWallets {

    /** Stands for all wallets of the user. */
    private static final String ALL = "";

    private final LiveChanges changes;
    private final Wallets wallets;
    private final FindWallets findWallets;
    private final LiveSettings settings;

    FollowWallets(LiveChanges changes, Wallets wallets, FindWallets findWallets, LiveSettings settings) {
        this.changes = changes;
        this.wallets = wallets;
        this.findWallets = findWallets;
        this.settings = settings;
    }

    /**
     * Begins at once, not when it is subscribed to: what changes from here on is told.
     *
     * @param walletId of the caller's own; null for all of them, also those that are opened later
     * @throws CodedException NOT_FOUND for a wallet that is not the caller's; UNAVAILABLE; TOO_MANY_REQUESTS
     */
    Flux<Wallet> follow(Caller caller, @Nullable String walletId) {
        if (walletId != null) {
            findWallets.own(caller, walletId, "walletId");
        }
        Following following = new Following(settings.waiting());
        Runnable leave = changes.follow(caller.tenantId(), caller.userId(), new Follower() {
            @Override
            public void changed(Change change) {
                if (walletId == null || walletId.equals(change.walletId())) {
                    following.add(change.walletId());
                }
            }

            @Override
            public void interrupted() {
                // What is missed from now on is made up for when changes are heard again.
            }

            @Override
            public void resumed() {
                following.add(ALL);
            }

            @Override
            public void fail(CodedException why) {
                following.fail(why);
            }
        });
        Told told = new Told(caller, walletId);
        try {
            told.remember(own(caller, walletId));
        } catch (RuntimeException failed) {
            leave.run();
            throw failed;
        }
        return following
                .ids()
                .publishOn(Lookups.SCHEDULER, 1)
                .concatMapIterable(
                        id -> {
                            following.taken(id);
                            return told.news(id);
                        },
                        1)
                .doFinally(end -> leave.run());
    }

    private List<Wallet> own(Caller caller, @Nullable String walletId) {
        return wallets.ofOwners(caller.tenantId(), List.of(new WalletOwner.User(caller.userId()))).stream()
                .filter(wallet -> walletId == null || walletId.equals(wallet.id()))
                .toList();
    }

    /** What one subscriber knows. */
    private final class Told {

        private final Caller caller;
        private final @Nullable String walletId;
        /** The versions that stood when it began: what was missed later is above them. */
        private final Map<String, Long> first = new HashMap<>();

        private final Map<String, Long> latest = new ConcurrentHashMap<>();

        private Told(Caller caller, @Nullable String walletId) {
            this.caller = caller;
            this.walletId = walletId;
        }

        private void remember(List<Wallet> standing) {
            standing.forEach(wallet -> first.put(wallet.id(), wallet.version()));
        }

        private List<Wallet> news(String id) {
            if (id.equals(ALL)) {
                return own(caller, walletId).stream()
                        .filter(wallet -> wallet.version() > first.getOrDefault(wallet.id(), -1L) && isNew(wallet))
                        .toList();
            }
            Wallet wallet = wallets.find(caller.tenantId(), id);
            // The event said whose it is; only what the ledger says counts.
            boolean isToBeTold = wallet != null && LiveChanges.isOf(wallet.owner(), caller.userId()) && isNew(wallet);
            return isToBeTold ? List.of(wallet) : List.of();
        }

        private boolean isNew(Wallet wallet) {
            Long before = latest.put(wallet.id(), wallet.version());
            return before == null || before < wallet.version();
        }
    }
}
