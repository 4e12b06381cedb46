package dev.coffer.bonus.wager;

import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.store.UnitOfWork;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** What is kept of wallets with bonuses, their bets, and what each bet did for which award. */
interface Wagers {

    /** Those of {@code walletIds} in which there has been a bonus. */
    List<BonusWallet> wallets(UnitOfWork unit, Collection<String> walletIds);

    List<WageredBet> bets(UnitOfWork unit, Collection<WageredBet.Key> keys);

    void saveWallets(UnitOfWork unit, Collection<BonusWallet> wallets);

    /** @param isNew whether nothing is stored of a bet, which is cheaper */
    void saveBets(UnitOfWork unit, Collection<WageredBet> bets, Predicate<WageredBet> isNew);

    /** @param isNew whether nothing is stored of a contribution, which is cheaper */
    void saveContributions(UnitOfWork unit, Collection<Contribution> contributions, Predicate<Contribution> isNew);

    /** What bets did for an award, newest first. @param isCounted whether the total is asked for */
    Connection<Contribution> contributions(String tenantId, String awardId, PageRequest request, boolean isCounted);
}
