package dev.coffer.payment.ledger;

import dev.coffer.payment.usage.Usage;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A ledger's state in a map, and what carries bookings out on it. */
final class MapState implements LedgerState {

    static final Instant NOW = Instant.parse("2026-03-11T10:15:30.123456Z");

    final Map<String, Wallet> wallets = new HashMap<>();
    final Map<String, Hold> holds = new HashMap<>();
    final Map<String, Transfer> transfers = new HashMap<>();
    final Map<UsageKey, Usage> usages = new HashMap<>();
    final Map<KnownBet.Key, KnownBet> bets = new HashMap<>();
    private final Set<String> reversed = new HashSet<>();
    private final dev.coffer.core.ids.Ids ids = LedgerFixtures.countingIds();

    @Override
    public @Nullable Wallet wallet(String walletId) {
        return wallets.get(walletId);
    }

    @Override
    public @Nullable Wallet wallet(OpenWallet identity) {
        return wallets.values().stream()
                .filter(wallet -> wallet.identity().equals(identity))
                .findFirst()
                .orElse(null);
    }

    @Override
    public @Nullable KnownBet bet(KnownBet.Key key) {
        return bets.get(key);
    }

    @Override
    public @Nullable Hold hold(String holdId) {
        return holds.get(holdId);
    }

    @Override
    public @Nullable Transfer transfer(String transferId) {
        return transfers.get(transferId);
    }

    @Override
    public @Nullable Usage usage(UsageKey user) {
        return usages.get(user);
    }

    @Override
    public boolean isReversed(String transferId) {
        return reversed.contains(transferId);
    }

    Wallet open(String userId, dev.coffer.core.money.Currency currency) {
        return ((Decision.Booking) decide(OpenWallet.main(LedgerFixtures.TENANT, userId, currency)))
                .wallets()
                .getFirst();
    }

    /** Decides, and carries a booking out. */
    Decision decide(Command command) {
        return decide(command, NOW);
    }

    Decision decide(Command command, Instant now) {
        Decision decision = Ledger.decide(this, command, now, ids);
        if (decision instanceof Decision.Booking booking) {
            booking.wallets().forEach(wallet -> wallets.put(wallet.id(), wallet));
            if (booking.transfer() != null) {
                transfers.put(booking.transfer().id(), booking.transfer());
                if (booking.transfer().links().reverses() != null) {
                    reversed.add(booking.transfer().links().reverses());
                }
            }
            if (booking.usage() != null) {
                Usage usage = booking.usage();
                usages.put(new UsageKey(usage.tenantId(), usage.userId()), usage);
            }
            if (booking.hold() != null) {
                holds.put(booking.hold().id(), booking.hold());
            }
            if (booking.bet() != null) {
                bets.put(booking.bet().key(), booking.bet());
            }
        }
        if (decision instanceof Decision.Refusal refusal && refusal.forestalled() != null) {
            bets.put(refusal.forestalled().key(), refusal.forestalled());
        }
        return decision;
    }

    /** As it is now. */
    Wallet now(Wallet wallet) {
        Wallet found = wallets.get(wallet.id());
        if (found == null) {
            throw new AssertionError("wallet " + wallet.id() + " is gone");
        }
        return found;
    }

    long available(Wallet wallet) {
        return now(wallet).pockets().real().available();
    }

    void put(Wallet wallet) {
        wallets.put(wallet.id(), wallet);
    }
}
