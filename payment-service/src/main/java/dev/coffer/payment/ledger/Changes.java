package dev.coffer.payment.ledger;

import dev.coffer.payment.usage.Usage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What bookings have changed on top of a state, which itself stays as it is. */
final class Changes implements LedgerState {

    private final LedgerState before;
    private final Map<String, Wallet> wallets = new LinkedHashMap<>();
    private final Map<OpenWallet, String> opened = new HashMap<>();
    private final Set<String> openedIds = new HashSet<>();
    private final Map<String, Hold> holds = new LinkedHashMap<>();
    private final Map<KnownBet.Key, KnownBet> bets = new LinkedHashMap<>();
    private final Set<String> reversed = new HashSet<>();
    private final Map<UsageKey, Usage> usages = new LinkedHashMap<>();
    private final List<Transfer> transfers = new ArrayList<>();

    Changes(LedgerState before) {
        this.before = before;
    }

    void apply(Decision.Booking booking) {
        for (Wallet wallet : booking.opened()) {
            opened.put(wallet.identity(), wallet.id());
            openedIds.add(wallet.id());
            wallets.put(wallet.id(), wallet);
        }
        if (booking.transfer() != null) {
            transfers.add(booking.transfer());
            if (booking.transfer().links().reverses() != null) {
                reversed.add(booking.transfer().links().reverses());
            }
            if (booking.hold() != null) {
                holds.put(booking.hold().id(), booking.hold());
            }
            if (booking.bet() != null) {
                bets.put(booking.bet().key(), booking.bet());
            }
            booking.wallets().forEach(wallet -> wallets.put(wallet.id(), wallet));
        }
        Usage usage = booking.usage();
        if (usage != null) {
            usages.put(new UsageKey(usage.tenantId(), usage.userId()), usage);
        }
    }

    void forestall(ForestalledBet bet) {
        bets.put(bet.key(), bet);
    }

    /** Takes over what was changed on top of this. */
    void applyAll(Changes above) {
        wallets.putAll(above.wallets);
        opened.putAll(above.opened);
        openedIds.addAll(above.openedIds);
        holds.putAll(above.holds);
        bets.putAll(above.bets);
        reversed.addAll(above.reversed);
        usages.putAll(above.usages);
        transfers.addAll(above.transfers);
    }

    @Override
    public @Nullable Wallet wallet(String walletId) {
        Wallet wallet = wallets.get(walletId);
        return wallet != null ? wallet : before.wallet(walletId);
    }

    @Override
    public @Nullable Wallet wallet(OpenWallet identity) {
        String openedId = opened.get(identity);
        if (openedId != null) {
            return wallets.get(openedId);
        }
        Wallet known = before.wallet(identity);
        return known == null ? null : wallet(known.id());
    }

    /** A hold that is changed twice is as the last change left it. */
    @Override
    public @Nullable Hold hold(String holdId) {
        Hold changed = holds.get(holdId);
        return changed != null ? changed : before.hold(holdId);
    }

    /** A bet that is changed twice is as the last change left it. */
    @Override
    public @Nullable KnownBet bet(KnownBet.Key key) {
        KnownBet changed = bets.get(key);
        return changed != null ? changed : before.bet(key);
    }

    @Override
    public @Nullable Usage usage(UsageKey user) {
        Usage changed = usages.get(user);
        return changed != null ? changed : before.usage(user);
    }

    @Override
    public @Nullable Transfer transfer(String transferId) {
        return before.transfer(transferId);
    }

    @Override
    public boolean isReversed(String transferId) {
        return reversed.contains(transferId) || before.isReversed(transferId);
    }

    /** Every wallet that is new or changed, as it is in the end. */
    Collection<Wallet> wallets() {
        return wallets.values();
    }

    boolean hasOpened(String walletId) {
        return openedIds.contains(walletId);
    }

    Collection<Hold> holds() {
        return holds.values();
    }

    /** Those that are not as {@code stored}. */
    List<Book.UsageChange> usages(Subjects stored) {
        List<Book.UsageChange> changed = new ArrayList<>();
        usages.forEach((user, usage) -> {
            Usage was = stored.usage(user);
            long from = was == null ? 0 : was.version();
            if (usage.version() != from) {
                changed.add(new Book.UsageChange(usage, from));
            }
        });
        return changed;
    }

    Collection<KnownBet> bets() {
        return bets.values();
    }

    /** In the order of their booking. */
    List<Transfer> transfers() {
        return transfers;
    }
}
