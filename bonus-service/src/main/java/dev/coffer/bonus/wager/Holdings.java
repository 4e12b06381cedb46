package dev.coffer.bonus.wager;

import dev.coffer.bonus.award.Award;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whose the bonus money of wallets is, while a batch of their events is taken in. What the awards of a wallet hold and what is loose
 * always add up to the wallet's bonus pocket. Used once.
 */
final class Holdings {

    private final Map<String, BonusWallet> wallets = new HashMap<>();
    private final Map<String, Award> awards = new HashMap<>();
    private final Map<String, Award> changed = new LinkedHashMap<>();
    private final Map<String, List<String>> inWallet = new HashMap<>();

    Holdings(Collection<BonusWallet> knownWallets, Collection<Award> knownAwards) {
        knownWallets.forEach(wallet -> wallets.put(wallet.walletId(), wallet));
        knownAwards.stream()
                .sorted(Comparator.comparingLong(award -> award.money().order()))
                .forEach(this::know);
    }

    private void know(Award award) {
        awards.put(award.id(), award);
        String walletId = award.money().walletId();
        if (walletId != null) {
            inWallet.computeIfAbsent(walletId, id -> new ArrayList<>()).add(award.id());
        }
    }

    @Nullable
    BonusWallet wallet(String walletId) {
        return wallets.get(walletId);
    }

    void put(BonusWallet wallet) {
        wallets.put(wallet.walletId(), wallet);
    }

    /** Null where it is not there, or another tenant's. */
    @Nullable
    Award award(String tenantId, String awardId) {
        Award award = awards.get(awardId);
        return award == null || !award.tenantId().equals(tenantId) ? null : award;
    }

    /** Null where it is not there. */
    @Nullable
    Award award(String awardId) {
        return awards.get(awardId);
    }

    void change(Award award) {
        boolean isNew = award.money().walletId() != null
                && !inWallet.getOrDefault(award.money().walletId(), List.of()).contains(award.id());
        awards.put(award.id(), award);
        changed.put(award.id(), award);
        if (isNew) {
            inWallet.computeIfAbsent(award.money().walletId(), id -> new ArrayList<>())
                    .add(award.id());
        }
    }

    /** The awards of a wallet, in the order in which they came into it. */
    List<Award> of(String walletId) {
        return inWallet.getOrDefault(walletId, List.of()).stream()
                .map(awards::get)
                .toList();
    }

    /** Takes bonus money: of the awards that can be wagered, then of the others, then what is loose. @return whose it was */
    List<Share> take(String walletId, long amount) {
        List<Share> taken = new ArrayList<>();
        List<Award> all = new ArrayList<>(of(walletId));
        all.sort(Comparator.comparing(award -> !award.isOpen()));
        long rest = amount;
        for (Award award : all) {
            rest -= take(award, rest, taken);
        }
        if (rest > 0) {
            taken.add(new Share(Share.LOOSE, rest));
            loosen(walletId, -rest);
        }
        return taken;
    }

    private long take(Award award, long most, List<Share> taken) {
        long part = Math.min(award.money().held(), most);
        if (part > 0) {
            taken.add(new Share(award.id(), part));
            change(award.with(award.money().withHeld(award.money().held() - part)));
        }
        return part;
    }

    /** Takes what is theirs of these awards, and of the others where they have it no longer. */
    void takeBack(String walletId, List<Share> shares) {
        long missing = 0;
        for (Share share : shares) {
            Award award = awards.get(share.awardId());
            missing += award == null ? share.minor() : share.minor() - take(award, share.minor(), new ArrayList<>());
        }
        if (missing > 0) {
            take(walletId, missing);
        }
    }

    void give(String walletId, List<Share> shares) {
        for (Share share : shares) {
            Award award = awards.get(share.awardId());
            if (award == null) {
                loosen(walletId, share.minor());
            } else if (share.minor() > 0) {
                change(award.with(
                        award.money().withHeld(Math.addExact(award.money().held(), share.minor()))));
            }
        }
    }

    /** Takes as much of {@code amount} as is this award's. @return how much that was */
    long takeOwn(Award award, long amount) {
        return take(award, amount, new ArrayList<>());
    }

    private void loosen(String walletId, long change) {
        BonusWallet wallet = wallets.get(walletId);
        if (wallet == null) {
            throw new IllegalStateException("Wallet " + walletId + " is not known");
        }
        put(new BonusWallet(
                walletId,
                wallet.tenantId(),
                wallet.userId(),
                wallet.seq(),
                Math.addExact(wallet.loose(), change),
                wallet.outOfUse()));
    }

    Collection<BonusWallet> wallets() {
        return wallets.values();
    }

    Collection<Award> changed() {
        return changed.values();
    }
}
